"""The receipt to a person who was checked: what, by whom, on what ground, how to complain."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from samverkan.web.design.formats import position, tidpunkt
from samverkan.web.design.paper.setting import render
from samverkan.web.inspections import queries
from samverkan.web.inspections.labels import OUTCOMES, POWERS, label
from samverkan.web.inspections.models import Check, CheckPerson
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import display_name
from samverkan.web.subjects import queries as subjects

TEMPLATE = Path(__file__).parent / "templates/inspections/receipt.typ"


def receipt(person: CheckPerson, *, language: str, now: datetime) -> bytes:
    """Set the receipt in `sv` or `en`; it never says whether anybody was asked about.

    A protected person's receipt shows no place; an unknown person's no name.
    """
    check = person.check_made
    instance = here()
    english = language == "en"
    with override(language):
        data = {
            "authority": instance.name_en if english else instance.name_sv,
            "demo": instance.demo,
            "facts": _facts(check, person),
            "grounds": [
                [each.citation, each.text(language)] for each in queries.grounds_of_check(check)
            ],
            "number": str(check),
            "title": _("Kvitto på kontroll"),
        }
    return render(TEMPLATE, data, made_at=now, language=language)


def _facts(check: Check, person: CheckPerson) -> list[list[str]]:
    view = subjects.view_of(person.subject)
    craft = subjects.heading_of(check.craft) if check.craft else ""
    where = f"{check.place} {position(check.latitude, check.longitude)}".strip()
    ended = check.control_ended_at
    rows = [
        [_("Namn"), "" if person.unknown else view.heading],
        [_("Farkost"), craft],
        [_("Kontrollen började"), tidpunkt(check.started_at)],
        [_("Kontrollen avslutades"), tidpunkt(ended) if ended else _("pågår")],
        [_("Plats"), "" if view.protected else where],
        [_("Kontrollerad av"), display_name(check.by)],
        [_("Vad vi gjorde"), ", ".join(label(POWERS, name) for name in check.powers)],
        [_("Utfall"), label(OUTCOMES, check.outcome) if check.outcome else ""],
    ]
    return [[name, value] for name, value in rows if value]
