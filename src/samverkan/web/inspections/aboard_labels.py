"""Who is aboard, in words: who may be asked about, and why the others may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.web.inspections import likeness
from samverkan.web.inspections.aboard import Aboard
from samverkan.web.inspections.forms.aboard import Group
from samverkan.web.inspections.labels import ROLES, label
from samverkan.web.inspections.models import Check
from samverkan.web.people.queries import display_name
from samverkan.web.questions.labels import KINDS


@dataclass(frozen=True, slots=True)
class ShownOpen:
    """One who may be asked about: their fields, role and evidence, what is asked, what it costs.

    `agreed` names the duty officer who agreed to the words, empty where nobody had to.
    """

    group: Group
    role: str
    evidence: str
    asked_about: str
    cost: int
    agreed: str


@dataclass(frozen=True, slots=True)
class ShownShut:
    """One who may not be asked about here: why, and what may be done instead, if anything."""

    heading: str
    role: str
    why: str
    instead: str = ""
    url: str = ""


def shown_open(group: Group) -> ShownOpen:
    """Put one who may be asked about into words."""
    each = group.aboard
    return ShownOpen(
        group=group,
        role=_role(each),
        evidence=each.person.evidence if each.person else "",
        asked_about=", ".join(
            str(KINDS[kind]) for kind in dict.fromkeys(n.kind for n in each.numbers)
        ),
        cost=each.cost,
        agreed=display_name(each.agreement.decided_by) if each.agreement else "",
    )


def shown_shut(each: Aboard, check: Check, actor: Actor, *, now: datetime) -> ShownShut:
    """Put one who may not be asked about into words, with the way that is open, if there is one."""
    why = each.refusal.sentence((get_language() or "sv")[:2]) if each.refusal else ""
    instead, url = _instead(each, check, actor, now=now)
    return ShownShut(each.heading, _role(each), why, instead, url)


def _role(each: Aboard) -> str:
    return label(ROLES, each.person.role) if each.person else str(_("Farkost"))


def _instead(each: Aboard, check: Check, actor: Actor, *, now: datetime) -> tuple[str, str]:
    person, where = each.person, check.record.split("/")
    if person is None:
        return "", ""
    if each.waits_for_agreement:
        url = reverse("inspections:ask", args=[*where, person.pk])
        return _("Be vakthavande instämma"), url
    if likeness.is_offered(person, now=now) and not likeness.why_not_person(person, actor, now=now):
        return _("Fråga på likhet"), reverse("inspections:ask-like", args=[*where, person.pk])
    return "", ""
