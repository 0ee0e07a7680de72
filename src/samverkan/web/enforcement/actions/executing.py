"""Beginning an execution by one of the three lawful ways, and taking things provisionally first."""

from __future__ import annotations

from datetime import datetime, timedelta

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.instruments import Instrument
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import DebtorCase, Execution
from samverkan.web.enforcement.queries import Journey
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.property import actions as property_actions
from samverkan.web.property.actions import Found, HandOver

# "Still pending" is asked each time; an answer older than this is asked again.
PENDING_HOLDS = timedelta(days=4)


@in_one_transaction
def begin(*, case: DebtorCase, journey: Journey, by: Actor, now: datetime) -> Execution:
    """Begin an execution for every pending claim at the same time (UB 4:11).

    NotAllowed unless the claims have been confirmed as pending; `rules.attachment` says whether
    the way is lawful.
    """
    by.may(Permission.ATTACH)
    claims = must_be_pending(case, now)
    queries.must_be_lawful(journey, began_at=now)
    record = f"{here().participant}/{new_uuid()}"
    entry = journal.record(
        Act.EXECUTION_BEGAN,
        about=record,
        by=by,
        at=now,
        case=case.record,
        ground=queries.way_section(journey.way, on=local_date(now)),
        details={
            "applicants": claims,
            "check": journey.check_ref,
            "control_ended_at": str(journey.control_ended_at or ""),
            "place": journey.place,
            "way": str(journey.way),
        },
    )
    return Execution.objects.create(
        record=record,
        case=case,
        number=queries.next_number(now),
        applicants=claims,
        officer=by.reference,
        began_at=now,
        entry=entry,
        **_words(journey),
    )


@in_one_transaction
def take_provisionally(
    *,
    case: DebtorCase,
    found: tuple[Found, ...],
    holder: str,
    place: str,
    phone_decision: str,
    by: Actor,
    now: datetime,
) -> tuple[str, ...]:
    """Write down what the Police hold for us on a phone decision (UB 6:12, 6:12 a).

    Gives the things' references. Two weeks run from now.
    """
    by.may(Permission.ATTACH)
    must_be_pending(case, now)
    journal.record(
        Act.TAKEN_PROVISIONALLY,
        about=case.record,
        by=by,
        at=now,
        case=case.record,
        ground="UB 6:12, 6:12 a",
        details={"holder": holder, "phone_decision": phone_decision, "things": len(found)},
    )
    return tuple(_hold(case, one, holder, place, by=by, now=now) for one in found)


@in_one_transaction
def serve_ban(*, execution: Execution, how: str, by: Actor, now: datetime) -> None:
    """Write down that the debtor has been served the decision and the ban (UB 4:29; UF 6:9)."""
    by.may(Permission.ATTACH)
    if not how.strip():
        raise NotAllowed("enforcement.empty")
    moved = Execution.objects.filter(pk=execution.pk, served_at=None).update(
        served_at=now, served_how=how.strip()
    )
    if moved != 1:
        raise Changed("Beslutet är redan delgivet.")
    journal.record(
        Act.BAN_SERVED,
        about=execution.record,
        by=by,
        at=now,
        case=execution.case.record,
        ground="UB 4:29; UF 6:9",
        details={"how": how.strip()},
    )


def must_be_pending(case: DebtorCase, now: datetime) -> list[str]:
    """Refuse unless the claims have been confirmed as pending of late; gives their references."""
    claims = [claim.reference for claim in queries.pending_claims(case)]
    if not claims:
        raise NotAllowed("enforcement.no_claims", section="UB 3:1")
    confirmed = DebtorCase.objects.get(pk=case.pk).pending_at
    if confirmed is None or now - confirmed > PENDING_HOLDS:
        raise NotAllowed("enforcement.not_pending")
    return claims


def _hold(
    case: DebtorCase, found: Found, holder: str, place: str, *, by: Actor, now: datetime
) -> str:
    thing = property_actions.take_in(
        found=found,
        instrument=Instrument.PROVISIONAL_MEASURE,
        decided_by=here().participant,
        ground="UB 6:12, 6:12 a",
        taken_for=case.record,
        case=case.record,
        by=by,
        now=now,
    )
    to = HandOver(place=place, holder=holder, reason="Tagen om hand enligt telefonbeslut.")
    property_actions.move(thing=thing, to=to, by=by, now=now)
    return thing.record


def _words(journey: Journey) -> dict[str, object]:
    names = (
        "way",
        "place",
        "check_ref",
        "control_ended_at",
        "special_hours",
        "found_by",
        "check_by",
        "phone_decision",
    )
    words: dict[str, object] = {name: getattr(journey, name) for name in names}
    return {**words, "identified_by": list(journey.identified_by)}
