"""Disclosures and requests between authorities: sent, confirmed, refused, recalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from samverkan.demo.acts import known, matters
from samverkan.demo.acts.notes import Why, send_note
from samverkan.demo.acts.player import Player
from samverkan.demo.story import steering as story
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.disclosure import Outcome
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.disclosure_requests import RequestState
from samverkan.web.disclosure import actions as disclosure
from samverkan.web.disclosure import queries
from samverkan.web.disclosure.drafts import Draft, RequestDraft
from samverkan.web.enforcement import actions as enforcement

GROUND = "2016:774"
KEPT_UNTIL = date(2026, 6, 30)
CHOSEN = frozenset({"name", "personal_number", "make", "hin", "engine_number", "place", "note"})
"""What is chosen of a check: who, which craft, where, and what was seen; nothing more."""

AGAINST = "Uppgifterna är hemliga hos oss och rör någon som inte är dömd för något här."
WEIGHING = "Behovet i insatsen är konkret och gäller just nu. Bara det som behövs lämnas."
CONTEXT = "Mottagaren deltar i insatsen och behöver uppgifterna för att planera vidare kontroller."
PURPOSES = {"KFM": Purpose.ENFORCE_DEBT, "POL": Purpose.INVESTIGATE_CRIME}
REFUSED_ON = ("osl-34-1", "2016:774-2-need")
WANTED = "Uppgift om hans tillgångar hos Kronofogden."
WANTED_FOR = "Vi vill veta om skotern motsvarar hans ekonomi."
RECTIFIED = Why("OSL 10:2", "Rättelse av en personuppgift")


def disclose(step: Step, by: Actor, now: datetime) -> None:
    """Disclose the chosen fields of the check to each receiver, with the weighing written down."""
    told = known.single_of(step)
    row, about = known.check(told), known.asked_about(told)
    for receiver in step.to:
        draft = Draft(
            source=row.record,
            about=about,
            receiver=receiver,
            purpose=PURPOSES.get(receiver, Purpose.PREVENT_CRIME),
            ground=GROUND,
            cooperation=row.operation,
            chosen=_chosen(row.record, about),
            need=_need_of(receiver),
            speaks_against=AGAINST,
            weighing=WEIGHING,
            outcome=Outcome.DISCLOSE,
            expires_on=KEPT_UNTIL,
        )
        disclosure.disclose(draft=draft, by=by, now=now)


def confirm(step: Step, by: Actor, now: datetime) -> None:
    """Confirm what came; where something will be executed, take it up in the debtor's case."""
    row = known.received(step)
    disclosure.confirm(received=row, pending=True, note=step.words, by=by, now=now)
    if matters.is_executed(step):
        release = queries.release_of(row).pk
        enforcement.take_up(release=release, case=matters.debtor(step), by=by, now=now)


def confirm_pending(step: Step, by: Actor, now: datetime) -> None:
    """Confirm, before anything is done, that the claims are pending still."""
    enforcement.confirm_pending(case=matters.debtor(step), by=by, now=now)


def close_call(step: Step, by: Actor, now: datetime) -> None:
    """Close the call in the case without an attachment, and say why."""
    release = queries.release_of(known.received(step)).pk
    note = f"{step.words} ({step.section})"
    enforcement.take_up(release=release, case=matters.debtor(step), note=note, by=by, now=now)


def request_data(step: Step, by: Actor, now: datetime) -> None:
    """Ask holders for what they keep secret."""
    told = known.single_of(step)
    row, about = known.check(told), known.asked_about(told)
    for holder in step.to:
        draft = RequestDraft(
            source=row.record,
            about=about,
            holder=holder,
            purpose=Purpose.PREVENT_CRIME,
            ground=GROUND,
            what=WANTED,
            need=WANTED_FOR,
            cooperation=row.operation,
            expires_on=KEPT_UNTIL,
        )
        disclosure.request_data(draft=draft, by=by, now=now)


def refuse(step: Step, by: Actor, now: datetime) -> None:
    """Refuse the request that waits, with its provisions and reasons."""
    row = queries.requests(outgoing=False).get(state=RequestState.WAITING)
    disclosure.refuse(request=row, grounds=REFUSED_ON, reasons=step.words, by=by, now=now)


def review(step: Step, by: Actor, now: datetime) -> None:
    """Give the second opinion on the refusal: it stands."""
    row = queries.requests(outgoing=False).get(state=RequestState.REFUSED)
    disclosure.review(
        request=row, upheld=True, grounds=REFUSED_ON, reasons=step.words, by=by, now=now
    )


def tell_of_wrong_person(step: Step, by: Actor, now: datetime) -> None:
    """Tell the sender at once that the person is another."""
    send_note(step, RECTIFIED, by=by, now=now)


def recall(step: Step, by: Actor, now: datetime) -> None:
    """Take back every disclosure that was made from the check."""
    row = known.check(known.single_of(step))
    for each in queries.disclosures_of(row.record).order_by("pk"):
        disclosure.recall(disclosure=each, reason=step.words, by=by, now=now)


def confirm_recalled(step: Step, by: Actor, now: datetime) -> None:
    """Confirm that what was recalled has been put right here."""
    row = queries.received().get(state="recalled")
    disclosure.confirm_recalled(received=row, note=step.words, by=by, now=now)


def _chosen(record: str, about: str) -> tuple[str, ...]:
    source = queries.source_of(record)
    if source is None:
        raise LookupError(f"{record} offers nothing to disclose")
    offered = queries.candidates(source, about)
    # A call that was made is noted too, and is not the receiver's to have.
    seen = [each for each in offered if each.name in CHOSEN and not each.refusal]
    return tuple(each.key for each in seen if not each.value.startswith("Samtal"))


def _need_of(receiver: str) -> str:
    needs = {need.participant: need.need for need in story.operation().needs}
    return needs.get(receiver, CONTEXT)


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.DISCLOSURE_SENT: disclose,
    StepAct.DISCLOSURE_RECEIPTED: confirm,
    StepAct.PENDING_CONFIRMED: confirm_pending,
    StepAct.NOT_ATTACHED: close_call,
    StepAct.REQUEST_SENT: request_data,
    StepAct.REQUEST_REFUSED: refuse,
    StepAct.SECOND_OPINION: review,
    StepAct.WRONG_PERSON_FOUND: tell_of_wrong_person,
    StepAct.RECALLED: recall,
    StepAct.RECALL_RECEIPTED: confirm_recalled,
}
