"""What events, tables and requests look like when they travel; a stranger's are read strictly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import wraps
from typing import ParamSpec, TypeVar

from samverkan.exchange.reading import Fields
from samverkan.rules.figures import Period, Row, data_hash, must_fit, row_of
from samverkan.rules.measures import Family, dataset
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.results import Relation, must_not_name, must_sum_to_one
from samverkan.rules.small_numbers import must_be_large
from samverkan.wire.canonical import Json, Malformed

P = ParamSpec("P")
R = TypeVar("R")

EVENT_TEXTS = (
    "measure",
    "title",
    "words",
    "level",
    "operation",
    "operation_name",
    "direction",
)
EVENT = frozenset(
    {*EVENT_TEXTS, "family", "on", "value", "credits", "outcomes", "links", "corrections"}
)
CREDIT = frozenset({"participant", "did", "numerator", "denominator"})
OUTCOME = frozenset({"record", "family", "on", "what", "level", "method", "value", "unit"})
SENT_OUTCOME = OUTCOME | {"event"}
LINK = frozenset({"other", "relation"})
CORRECTION = frozenset({"before", "after", "why", "by", "on"})
TABLE = frozenset({"dataset", "first", "last", "rows", "data_hash", "query"})
REQUEST = frozenset({"asked", "datasets", "first", "last", "due", "words"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCredit:
    """A participant's share and what it did."""

    participant: str
    did: str
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOutcome:
    """An outcome; `value` None if nobody counted it, `unit` then empty."""

    record: str
    family: Family
    on: date
    what: str
    level: str
    method: str = ""
    value: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCorrection:
    """A value put right, by whom and why."""

    before: int
    after: int
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidEvent:
    """A whole event as it travels."""

    texts: Mapping[str, str]
    family: Family
    on: date
    value: int
    credits: tuple[SaidCredit, ...]
    outcomes: tuple[SaidOutcome, ...]
    links: tuple[tuple[str, Relation], ...]
    corrections: tuple[SaidCorrection, ...]


def _or_refused(read: Callable[P, R]) -> Callable[P, R]:
    """Turn a stranger's bad form into a refusal, which is answered in a receipt."""

    @wraps(read)
    def refusing(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except (Malformed, ValueError) as error:
            raise NotAllowed("results.malformed", what=str(error)[:200]) from None

    return refusing


@_or_refused
def read_event(content: Mapping[str, Json]) -> SaidEvent:
    """Read an event from its home; its credits must be one whole, its words without persons."""
    fields = Fields.of("result", content, EVENT)
    said = SaidEvent(
        texts={name: fields.text(name) for name in EVENT_TEXTS},
        family=Family(fields.text("family")),
        on=fields.day("on"),
        value=fields.whole("value"),
        credits=tuple(_credit(each) for each in fields.sequence("credits")),
        outcomes=tuple(read_outcome(each) for each in fields.sequence("outcomes")),
        links=tuple(_link(each) for each in fields.sequence("links")),
        corrections=tuple(_correction(each) for each in fields.sequence("corrections")),
    )
    must_sum_to_one([each.share for each in said.credits])
    must_not_name(*said.texts.values(), *(each.did for each in said.credits))
    return said


def event_fields(said: SaidEvent) -> dict[str, Json]:
    """Write an event."""
    return {
        **said.texts,
        "family": str(said.family),
        "on": said.on.isoformat(),
        "value": said.value,
        "credits": [
            {
                "participant": each.participant,
                "did": each.did,
                "numerator": each.share.numerator,
                "denominator": each.share.denominator,
            }
            for each in said.credits
        ],
        "outcomes": [outcome_fields(each) for each in said.outcomes],
        "links": [{"other": other, "relation": str(relation)} for other, relation in said.links],
        "corrections": [
            {
                "before": each.before,
                "after": each.after,
                "why": each.why,
                "by": each.by,
                "on": each.on.isoformat(),
            }
            for each in said.corrections
        ],
    }


@_or_refused
def read_outcome(content: Json, *, names: frozenset[str] = OUTCOME) -> SaidOutcome:
    """Read an outcome; its words must be without persons."""
    fields = Fields.of("outcome", content, names)
    said = SaidOutcome(
        record=fields.text("record"),
        family=Family(fields.text("family")),
        on=fields.day("on"),
        what=fields.text("what"),
        level=fields.text("level"),
        method=fields.text("method"),
        value=None if fields.values["value"] is None else fields.whole("value"),
        unit=fields.text("unit"),
    )
    must_not_name(said.what, said.level, said.method)
    return said


def outcome_fields(said: SaidOutcome) -> dict[str, Json]:
    """Write an outcome."""
    return {
        "record": said.record,
        "family": str(said.family),
        "on": said.on.isoformat(),
        "what": said.what,
        "level": said.level,
        "method": said.method,
        "value": said.value,
        "unit": said.unit,
    }


@_or_refused
def read_table(content: Mapping[str, Json]) -> tuple[Fields, tuple[Row, ...]]:
    """Read a table: every row of its closed vocabulary, no small count, the hash its own."""
    fields = Fields.of("table", content, TABLE)
    found = dataset(fields.text("dataset"))
    said = fields.sequence("rows")
    rows = tuple(row_of(each, place) for place, each in enumerate(said, start=1))
    must_fit(rows, found)
    must_be_large(rows, found)
    Period(fields.day("first"), fields.day("last"))
    if data_hash(rows) != fields.text("data_hash"):
        raise NotAllowed("figures.hash_wrong", computed=data_hash(rows))
    return fields, rows


@_or_refused
def read_request(content: Mapping[str, Json]) -> Fields:
    """Read a request for figures; NotAllowed for a table that does not exist."""
    fields = Fields.of("request", content, REQUEST)
    for name in fields.texts("datasets"):
        dataset(name)
    for name in ("first", "last", "due"):
        fields.day(name)
    return fields


def _credit(content: Json) -> SaidCredit:
    fields = Fields.of("credit", content, CREDIT)
    whole = fields.whole("denominator")
    if whole < 1:
        raise NotAllowed("results.not_one", total=str(whole))
    return SaidCredit(
        participant=fields.text("participant"),
        did=fields.text("did"),
        share=Fraction(fields.whole("numerator"), whole),
    )


def _link(content: Json) -> tuple[str, Relation]:
    fields = Fields.of("link", content, LINK)
    return fields.text("other"), Relation(fields.text("relation"))


def _correction(content: Json) -> SaidCorrection:
    fields = Fields.of("correction", content, CORRECTION)
    return SaidCorrection(
        before=fields.whole("before"),
        after=fields.whole("after"),
        why=fields.text("why"),
        by=fields.text("by"),
        on=fields.day("on"),
    )
