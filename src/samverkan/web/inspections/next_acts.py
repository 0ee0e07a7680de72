"""What is open to a person on a check's page now, and why the rest is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.inspections import Mode, may_approve
from samverkan.rules.long_control import may_decide_long, may_report_long
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.design.components import NextAct
from samverkan.web.inspections import aboard, asking, likeness, queries
from samverkan.web.inspections.models import Check

CLOCK = "KBL 6:1"


def acts_of(check: Check, actor: Actor, *, now: datetime) -> list[NextAct]:
    """Give the card "Vad händer nu": the crew's acts first, then the duty officer's."""
    return [
        *_of_the_control(check, actor),
        *_about_persons(check, actor, now=now),
        *_of_the_clock(check, actor),
        *_of_the_officer(check, actor),
    ]


def _of_the_control(check: Check, actor: Actor) -> Iterator[NextAct]:
    """Give the control's own acts. The main one is never to go on for another authority's sake."""
    refusal = reason(actor.may, Permission.CHECK)
    open_now, nobody = check.control_ended_at is None, not check.persons.exists()
    yield _link(check, _("Lägg till person"), "person", main=open_now and nobody, refusal=refusal)
    yield _link(check, _("Skriv farkosten"), "craft", refusal=refusal)
    yield _link(check, _("Anteckna"), "note", refusal=refusal)
    if open_now:
        yield _link(check, _("Avsluta kontrollen"), "end", main=not nobody, refusal=refusal)
    elif check.alongside:
        yield NextAct(_("Farkosten har lagt ut"), _to(check, "left"), refusal=refusal)
    yield _link(check, _("Rätta kontrollen"), "correct", section="BDL 2:7", refusal=refusal)


def _about_persons(check: Check, actor: Actor, *, now: datetime) -> Iterator[NextAct]:
    if aboard.is_offered(check):
        yield _link(
            check,
            _("Fråga om alla ombord"),
            "ask-aboard",
            section="lag 2016:774",
            refusal=aboard.why_not(check, actor, now=now),
        )
    for each in queries.persons_of(check):
        yield from _about_person(check, each, actor, now=now)
    if check.craft:
        yield from _about_craft(check, actor, now=now)


def _about_person(
    check: Check, each: queries.PersonView, actor: Actor, *, now: datetime
) -> Iterator[NextAct]:
    name = {"name": each.subject.heading}
    yield NextAct(
        _("Fråga om %(name)s") % name,
        reverse("inspections:ask", args=[*check.record.split("/"), each.row.pk]),
        section="lag 2016:774",
        link=True,
        refusal=asking.why_not_person(each.row, actor, now=now),
    )
    if likeness.is_offered(each.row, now=now):
        yield NextAct(
            _("Fråga på likhet om %(name)s") % name,
            reverse("inspections:ask-like", args=[*check.record.split("/"), each.row.pk]),
            section="BDL 2:7",
            link=True,
            refusal=likeness.why_not_person(each.row, actor, now=now),
        )
    yield NextAct(
        _("Lämna ut uppgifter om %(name)s") % name,
        _about_url("disclosure:new", check, each.row.subject),
        section="OSL 10:28",
        link=True,
        refusal=_why_not_disclose(each.row.unknown, actor),
    )
    yield NextAct(
        _("Begär uppgifter om %(name)s") % name,
        _about_url("disclosure:ask", check, each.row.subject),
        section="OSL 10:2",
        link=True,
        refusal=_why_not_disclose(each.row.unknown, actor),
    )
    yield NextAct(
        _("Kvitto till %(name)s") % name,
        reverse("inspections:receipt-page", args=[*check.record.split("/"), each.row.pk]),
        link=True,
        refusal=reason(actor.may, Permission.CHECK),
    )


def _about_craft(check: Check, actor: Actor, *, now: datetime) -> Iterator[NextAct]:
    yield _link(
        check,
        _("Fråga om farkosten"),
        "ask-craft",
        section="lag 2016:774",
        refusal=asking.why_not_craft(check, actor, now=now),
    )
    if check.mode == Mode.OPERATION:
        yield _link(
            check,
            _("Fråga på likhet om farkosten"),
            "ask-like-craft",
            section="BDL 2:7",
            refusal=likeness.why_not(check, actor, now=now),
        )


def _of_the_clock(check: Check, actor: Actor) -> Iterator[NextAct]:
    due = queries.report_due_of(check)
    report = queries.long_control_of(check)
    officer = Permission.APPROVE_CHECK in actor.permissions
    if report is not None and report.decided_at is None and officer:
        refusal = reason(may_decide_long, reported_by=report.reported_by, decided=False, by=actor)
        for label, answer in ((_("Kontrollen får fortsätta"), "yes"), (_("Avsluta nu"), "no")):
            yield NextAct(
                label,
                _to(check, "decide-long"),
                section=CLOCK,
                refusal=refusal,
                fields=(("goes_on", answer),),
            )
    elif due is not None and report is None and check.control_ended_at is None:
        closed = reason(may_report_long, due=due, ended=False, reported=False, reason="-")
        yield _link(
            check,
            _("Anmäl till befäl (längre än 6 timmar)"),
            "report-long",
            section=CLOCK,
            refusal=closed or reason(actor.may, Permission.CHECK),
        )


def _of_the_officer(check: Check, actor: Actor) -> Iterator[NextAct]:
    approved = check.approved_version == check.version
    if approved or Permission.APPROVE_CHECK not in actor.permissions:
        return
    ended = check.control_ended_at is not None
    yield NextAct(
        _("Godkänn kontrollen"),
        _to(check, "approve"),
        refusal=reason(may_approve, ended=ended, opened_by=check.by, by=actor),
        fields=(("version", str(check.version)),),
    )


def _about_url(name: str, check: Check, subject: str) -> str:
    query = urlencode({"source": check.record, "about": subject})
    return f"{reverse(name)}?{query}"


def _why_not_disclose(unknown: bool, actor: Actor) -> NotAllowed | None:
    if unknown:
        return NotAllowed("questions.unknown_identity")
    return reason(actor.may, Permission.DISCLOSE)


def _link(
    check: Check,
    label: str,
    name: str,
    *,
    section: str = "",
    main: bool = False,
    refusal: NotAllowed | None = None,
) -> NextAct:
    return NextAct(label, _to(check, name), section=section, link=True, main=main, refusal=refusal)


def _to(check: Check, name: str) -> str:
    return reverse(f"inspections:{name}", args=check.record.split("/"))
