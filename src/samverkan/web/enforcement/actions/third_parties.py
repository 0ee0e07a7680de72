"""Somebody else says that the thing is theirs: ordered to sue, served, and what came of it."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.deadlines import deadline
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.enforcement.models import Decision, ListedItem, ThirdParty, ThirdPartyState
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date


@in_one_transaction
def note_third_party(
    *, item: ListedItem, who: str, says: str, by: Actor, now: datetime
) -> ThirdParty:
    """Write down that someone claims a better right to an attached thing (UB 4:20)."""
    by.may(Permission.ATTACH)
    if item.decision != Decision.ATTACHED:
        raise NotAllowed("enforcement.not_attached")
    row = ThirdParty.objects.create(
        item=item, who=who, says=says, state=ThirdPartyState.CLAIMED, claimed_at=now
    )
    _enter(Act.THIRD_PARTY_CLAIMED, row, by=by, now=now)
    return row


@in_one_transaction
def order_to_sue(*, claim: ThirdParty, by: Actor, now: datetime) -> None:
    """Order them to sue within a month of service (UB 4:20)."""
    by.may(Permission.ATTACH)
    _move(claim, ThirdPartyState.CLAIMED, ThirdPartyState.ORDERED, ordered_at=now)
    _enter(Act.THIRD_PARTY_ORDERED, claim, by=by, now=now)


@in_one_transaction
def serve_order(*, claim: ThirdParty, by: Actor, now: datetime) -> None:
    """Write down that the order was served; the month runs from here and the sale waits."""
    by.may(Permission.ATTACH)
    due = deadline("third-party-suit", local_date(now)).due
    _move(claim, ThirdPartyState.ORDERED, ThirdPartyState.SERVED, served_at=now, sue_by=due)
    _enter(Act.THIRD_PARTY_SERVED, claim, by=by, now=now)


@in_one_transaction
def note_suit(*, claim: ThirdParty, by: Actor, now: datetime) -> None:
    """Write down that they have sued: the sale waits for the court (UB 8:5)."""
    by.may(Permission.ATTACH)
    _move(claim, ThirdPartyState.SERVED, ThirdPartyState.SUED)
    _enter(Act.THIRD_PARTY_SETTLED, claim, by=by, now=now)


@in_one_transaction
def note_no_suit(*, claim: ThirdParty, by: Actor, now: datetime) -> None:
    """Write down that the month has passed without a suit: the right is lost (UB 4:20)."""
    by.may(Permission.ATTACH)
    claim.refresh_from_db()
    if claim.sue_by is None or local_date(now) <= claim.sue_by:
        due = claim.sue_by.isoformat() if claim.sue_by else "-"
        raise NotAllowed("enforcement.time_to_sue", section="UB 4:20", due=due)
    _move(claim, ThirdPartyState.SERVED, ThirdPartyState.LOST, settled_at=now)
    _enter(Act.THIRD_PARTY_SETTLED, claim, by=by, now=now)


def _move(claim: ThirdParty, from_: ThirdPartyState, to: ThirdPartyState, **more: object) -> None:
    claim.refresh_from_db()
    if claim.state != from_:
        raise NotAllowed("enforcement.third_party_order", state=claim.state)
    moved = ThirdParty.objects.filter(pk=claim.pk, state=from_).update(state=to, **more)
    if moved != 1:
        raise Changed("Någon annan hann före.")
    claim.refresh_from_db()


def _enter(act: Act, claim: ThirdParty, *, by: Actor, now: datetime) -> None:
    execution = claim.item.execution
    journal.record(
        act,
        about=execution.record,
        by=by,
        at=now,
        case=execution.case.record,
        ground="UB 4:20-22",
        details={
            "state": claim.state,
            "sue_by": str(claim.sue_by or ""),
            "thing": claim.item.thing,
            "who": claim.who,
        },
    )
