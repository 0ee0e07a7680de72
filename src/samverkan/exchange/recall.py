"""Taking back what was released: each receiver confirms, and the silent ones are listed.

A recall travels as a message of its own schema, in reply to the release it takes back and about
the next version of the release's record: so it never overtakes the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from samverkan.exchange.reading import Fields
from samverkan.wire.canonical import Json, Malformed


class RecallState(StrEnum):
    """Where a recall stands with one receiver."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A recall at one receiver; `confirm_by` is the last day in Sweden's calendar."""

    receiver: str
    asked_at: datetime
    confirm_by: date
    confirmed_at: datetime | None = None

    def state(self, on: date) -> RecallState:
        """Give the state on a day; a late confirmation is a confirmation."""
        if self.confirmed_at is not None:
            return RecallState.CONFIRMED
        return RecallState.OVERDUE if on > self.confirm_by else RecallState.ASKED

    def confirmed(self, at: datetime) -> Recall:
        """Note the receiver's confirmation; the first one stands."""
        return self if self.confirmed_at is not None else replace(self, confirmed_at=at)


def overdue(recalls: Iterable[Recall], on: date) -> tuple[Recall, ...]:
    """Give the recalls that nobody confirmed in time, the longest overdue first."""
    late = (recall for recall in recalls if recall.state(on) is RecallState.OVERDUE)
    return tuple(sorted(late, key=lambda recall: (recall.confirm_by, recall.receiver)))


@dataclass(frozen=True, slots=True)
class RecallRequest:
    """The body of a recall: why, and the last day to confirm that it is done."""

    reason: str
    confirm_by: date

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Malformed("A recall must say why.")

    def to_body(self) -> dict[str, Json]:
        """Give the body of the envelope."""
        return {"confirm_by": self.confirm_by.isoformat(), "reason": self.reason}

    @classmethod
    def from_body(cls, body: Mapping[str, Json]) -> RecallRequest:
        """Read the body of a `recall`, or raise Malformed."""
        fields = Fields.of("recall", body, frozenset({"confirm_by", "reason"}))
        return cls(fields.text("reason"), fields.day("confirm_by"))
