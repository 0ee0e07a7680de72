"""What waits to leave, when it is tried again, and what its receipts make of it.

Delivery is at least once: a message is sent until a receipt comes or its time runs out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samverkan.exchange.envelope import EXPIRED, Envelope
from samverkan.exchange.receipts import ReceiptKind

LONGEST_WAIT = timedelta(minutes=15)


class State(StrEnum):
    """Where an outgoing message stands."""

    WAITING = "waiting"
    SENT = "sent"
    RECEIPTED = "receipted"
    REFUSED = "refused"
    NOT_UNDERSTOOD = "not-understood"
    EXPIRED = "expired"


class Event(StrEnum):
    """What may happen to an outgoing message."""

    ATTEMPTED = "attempted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_UNDERSTOOD = "not-understood"
    EXPIRED = "expired"


# Accepted and refused are the recipient's last word. The other two are not: a message that was not
# understood is judged again after an upgrade, and an expired one may prove to have come in time.
_ENDS: Mapping[Event, State] = {
    Event.ACCEPTED: State.RECEIPTED,
    Event.REFUSED: State.REFUSED,
    Event.NOT_UNDERSTOOD: State.NOT_UNDERSTOOD,
    Event.EXPIRED: State.EXPIRED,
}
TRANSITIONS: Mapping[State, Mapping[Event, State]] = {
    State.WAITING: {**_ENDS, Event.ATTEMPTED: State.SENT},
    State.SENT: {**_ENDS, Event.ATTEMPTED: State.SENT},
    State.RECEIPTED: dict.fromkeys(Event, State.RECEIPTED),
    State.REFUSED: dict.fromkeys(Event, State.REFUSED),
    State.NOT_UNDERSTOOD: {**_ENDS, Event.ATTEMPTED: State.NOT_UNDERSTOOD},
    # Any other answer than accepted says only that it came too late.
    State.EXPIRED: {
        **dict.fromkeys(Event, State.EXPIRED),
        Event.ACCEPTED: State.RECEIPTED,
    },
}
UNANSWERED = frozenset({State.WAITING, State.SENT})

_EVENTS: Mapping[ReceiptKind, Event] = {
    ReceiptKind.ACCEPTED: Event.ACCEPTED,
    ReceiptKind.REFUSED: Event.REFUSED,
    ReceiptKind.NOT_UNDERSTOOD: Event.NOT_UNDERSTOOD,
    ReceiptKind.EXPIRED: Event.EXPIRED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message in the outbox. `entry` is the index of its journal entry; `due_at` the next try."""

    state: State
    entry: int
    due_at: datetime
    expires_at: datetime | None = None


def after(state: State, event: Event) -> State:
    """Give the state that follows; late and repeated news never undo the recipient's last word."""
    return TRANSITIONS[state][event]


def event_of(kind: ReceiptKind) -> Event:
    """Give what a receipt means for the message it answers; ValueError for a person's answer."""
    try:
        return _EVENTS[kind]
    except KeyError:
        raise ValueError(f"A {kind} answers what a message says, not whether it came.") from None


def due(row: Outgoing, *, checkpoint_size: int, now: datetime) -> bool:
    """Say whether to send now: unanswered, its turn, in time, its entry under a checkpoint."""
    return (
        row.state in UNANSWERED
        and row.due_at <= now
        and not has_run_out(row, now=now)
        and row.entry < checkpoint_size
    )


def has_run_out(row: Outgoing, *, now: datetime) -> bool:
    """Say whether the time ran out before an answer came; expiry is never extended."""
    return row.state in UNANSWERED and row.expires_at is not None and row.expires_at <= now


def next_attempt(attempts: int, now: datetime, jitter: float) -> datetime:
    """Give the time of the next try after so many: 1 s, doubled each time, at most 15 minutes.

    `jitter` in [0, 1) takes away up to half, so that partners do not all call at once.
    """
    seconds = min(2.0 ** min(attempts - 1, 20), LONGEST_WAIT.total_seconds())
    return now + timedelta(seconds=seconds * (1 - jitter / 2))


def expiry_notice(
    expired: Envelope, *, message_id: str, sequence: int, made_at: datetime
) -> Envelope:
    """Make the notice that stands in for a message whose time ran out before an answer came.

    It holds nothing of the content. It settles the version, so that later ones do not wait for
    what never comes, and names the number that would be a gap. Its receipt says what became of
    the message, should it have come in time while its own receipt was lost.
    """
    return Envelope(
        message_id=message_id,
        schema=EXPIRED,
        schema_version=1,
        sender=expired.sender,
        recipient=expired.recipient,
        sequence=sequence,
        made_at=made_at,
        body={"sequence": expired.sequence},
        about=expired.about,
        in_reply_to=expired.message_id,
    )
