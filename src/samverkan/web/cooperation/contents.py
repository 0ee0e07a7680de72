"""The joint documents as they travel: values to the fields of a release, and back.

What comes from another instance is read field by field; what cannot be read is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from samverkan.exchange.reading import Fields
from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.directions import Draft
from samverkan.rules.operations import Plan
from samverkan.rules.refusal import NotAllowed
from samverkan.wire.canonical import Json, Malformed
from samverkan.wire.times import from_text, to_text

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedPlan:
    """A plan with who agreed on it and when, and how it was closed if it was."""

    plan: Plan
    agreed_by: str
    agreed_at: datetime
    closed_at: datetime | None = None
    closing_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """An authority's decision to take part; `need` and `fields` are words of lag (2016:774) 2 §."""

    decision: CooperationDecision
    need: str
    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """An authority's decision not to take part."""

    participant: str
    operation: str
    reasons: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedDirection:
    """A direction with every position (member, stance, words) and every silence."""

    title: str
    text: str
    picture: str
    starts: date
    ends: date
    proposal: str
    version_hash: str
    positions: tuple[tuple[str, str, str], ...]
    silent: tuple[str, ...]
    adopted_by: str
    adopted_at: datetime


def plain(value: object) -> dict[str, Json]:
    """Give a flat frozen value's fields as JSON: days and times as text, tuples as lists."""
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)  # type: ignore[arg-type]
    }


def _plain(value: object) -> Json:
    match value:
        case datetime():
            return to_text(value.astimezone(UTC))
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value  # type: ignore[return-value]


def readable(read: Callable[P, R]) -> Callable[P, R]:
    """Turn a fault of form into a refusal, so that the sender is told."""

    @wraps(read)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except (Malformed, ValueError) as error:
            raise NotAllowed("operations.unreadable", fault=str(error).rstrip(".")) from None

    return checked


def _names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


def agreed_content(agreed: AgreedPlan) -> dict[str, Json]:
    """Give an agreed plan as the fields of a release."""
    return {
        **plain(agreed.plan),
        "agreed_at": to_text(agreed.agreed_at),
        "agreed_by": agreed.agreed_by,
        "closed_at": to_text(agreed.closed_at) if agreed.closed_at else None,
        "closing_words": agreed.closing_words,
    }


@readable
def read_agreed(content: Mapping[str, Json]) -> AgreedPlan:
    """Read what `agreed_content` gave."""
    names = (_names(Plan) | _names(AgreedPlan)) - {"plan"}
    found = Fields.of("operation", content, names)
    closed = found.text_or_none("closed_at")
    return AgreedPlan(
        plan=_plan(found),
        agreed_by=found.text("agreed_by"),
        agreed_at=from_text(found.text("agreed_at")),
        closed_at=from_text(closed) if closed else None,
        closing_words=found.text("closing_words"),
    )


def _plan(found: Fields) -> Plan:
    words = ("name", "direction", "phenomenon", "subject", "goal", "serious", "organised")
    return Plan(
        **{name: found.text(name) for name in words},
        networks=found.texts("networks"),
        methods=found.texts("methods"),
        days=tuple(map(date.fromisoformat, found.texts("days"))),
        participants=found.texts("participants"),
        starts=found.day("starts"),
        ends=found.day("ends"),
    )


def answer_content(answer: Participation | Declined) -> dict[str, Json]:
    """Give an authority's answer as the fields of a release."""
    if isinstance(answer, Declined):
        return {**plain(answer), "takes_part": False}
    words = plain(answer.decision)
    operation = words.pop("cooperation")
    return {
        **words,
        "operation": operation,
        "need": answer.need,
        "fields": answer.fields,
        "takes_part": True,
    }


@readable
def read_answer(content: Mapping[str, Json]) -> Participation | Declined:
    """Read what `answer_content` gave."""
    if content.get("takes_part") is True:
        return _participation(content)
    found = Fields.of("answer", content, _names(Declined) | {"takes_part"})
    return Declined(**{name: found.text(name) for name in _names(Declined)})


def _participation(content: Mapping[str, Json]) -> Participation:
    names = _names(CooperationDecision) - {"cooperation"} | {"operation", "need", "fields"}
    found = Fields.of("decision", content, names | {"takes_part"})
    words = ("participant", "subject", "goal", "serious", "organised", "decided_by")
    decision = CooperationDecision(
        **{name: found.text(name) for name in words},
        cooperation=found.text("operation"),
        starts=found.day("starts"),
        ends=found.day("ends"),
    )
    return Participation(decision=decision, need=found.text("need"), fields=found.text("fields"))


@readable
def read_draft(content: Mapping[str, Json]) -> Draft:
    """Read a proposal that `plain` wrote."""
    found = Fields.of("proposal", content, _names(Draft))
    return Draft(
        **{name: found.text(name) for name in ("title", "text", "picture")},
        members=found.texts("members"),
        closing_at=from_text(found.text("closing_at")),
        starts=found.day("starts"),
        ends=found.day("ends"),
    )


@readable
def read_direction(content: Mapping[str, Json]) -> AdoptedDirection:
    """Read a direction that `plain` wrote."""
    found = Fields.of("direction", content, _names(AdoptedDirection))
    words = ("title", "text", "picture", "proposal", "version_hash", "adopted_by")
    return AdoptedDirection(
        **{name: found.text(name) for name in words},
        starts=found.day("starts"),
        ends=found.day("ends"),
        positions=tuple(map(_position, found.sequence("positions"))),
        silent=found.texts("silent"),
        adopted_at=from_text(found.text("adopted_at")),
    )


def _position(value: Json) -> tuple[str, str, str]:
    member, stance, words = Fields("position", {"whole": value}).texts("whole")
    return member, stance, words
