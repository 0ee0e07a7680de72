"""Reads a file of claims: what is whole is taken, what is not is put aside with line and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from samverkan.registers.tables import Line, Table, read_table
from samverkan.rules import identifiers
from samverkan.rules.claims import ClaimKind, Standing
from samverkan.rules.money import Ore, parse_kronor
from samverkan.rules.organisation_numbers import OrganisationNumber
from samverkan.rules.personal_numbers import PersonalNumber
from samverkan.rules.refusal import NotAllowed

COLUMNS = (
    "debtor_number",
    "debtor_name",
    "reference",
    "creditor",
    "kind",
    "public",
    "capital",
    "interest",
    "case_cost",
    "title",
    "title_on",
)
OPTIONAL = ("address", "debtor_address", "protected", "title_final", "standing")
TRUTHS = {"ja": True, "yes": True, "1": True, "nej": False, "no": False, "0": False, "": False}
MOST_CHARACTERS = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One claim as the file says it; money in öre, the number in its normal form."""

    line: int
    debtor_number: str
    debtor_name: str
    debtor_address: str
    reference: str
    creditor: str
    address: str
    protected: bool
    kind: ClaimKind
    public: bool
    capital: Ore
    interest: Ore
    case_cost: Ore
    title: str
    title_on: date
    title_final: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is put aside: its number in the file, the field at fault, why, and its text."""

    line: int
    field: str
    refusal: NotAllowed
    text: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file held, and how it was written."""

    encoding: str
    delimiter: str
    claims: tuple[Claimed, ...]
    broken: tuple[Broken, ...]


class Fault(Exception):
    """A field that cannot be read: its name and the refusal that says why."""

    def __init__(self, field: str, refusal: NotAllowed) -> None:
        super().__init__(field)
        self.field = field
        self.refusal = refusal


def read_claims(data: bytes, *, on: date) -> ReadFile:
    """Read a file of claims. NotAllowed if it has no such columns or is no text at all."""
    table = read_table(data, columns=COLUMNS)
    seen = set[str]()
    found = [_line(table, line, on, seen) for line in table.lines]
    return ReadFile(
        table.encoding,
        table.delimiter,
        tuple(one for one in found if isinstance(one, Claimed)),
        tuple(one for one in found if isinstance(one, Broken)),
    )


def _line(table: Table, line: Line, on: date, seen: set[str]) -> Claimed | Broken:
    try:
        found = _claim(_values(table, line), line.number, on)
        _must_be_new(found.reference, seen)
    except Fault as fault:
        return Broken(line.number, fault.field, fault.refusal, line.text)
    seen.add(found.reference)
    return found


def _values(table: Table, line: Line) -> Mapping[str, str]:
    try:
        return table.values(line)
    except NotAllowed as refusal:
        raise Fault("", refusal) from None


def _must_be_new(reference: str, seen: set[str]) -> None:
    if reference in seen:
        raise Fault("reference", NotAllowed("enforcement.twice", reference=reference))


def _claim(row: Mapping[str, str], line: int, on: date) -> Claimed:
    return Claimed(
        line=line,
        debtor_number=_field(row, "debtor_number", lambda text: _number(text, on)),
        debtor_name=_field(row, "debtor_name", _words),
        debtor_address=row.get("debtor_address", ""),
        reference=_field(row, "reference", _words),
        creditor=_field(row, "creditor", _words),
        address=row.get("address", ""),
        protected=_field(row, "protected", _truth),
        kind=_field(row, "kind", _kind),
        public=_field(row, "public", _truth),
        capital=_field(row, "capital", _money),
        interest=_field(row, "interest", _money_or_nothing),
        case_cost=_field(row, "case_cost", _money_or_nothing),
        title=_field(row, "title", _words),
        title_on=_field(row, "title_on", lambda text: _day(text, on)),
        title_final=_field({"title_final": row.get("title_final") or "ja"}, "title_final", _truth),
        standing=_field(row, "standing", _standing),
    )


def _field(row: Mapping[str, str], name: str, read: Callable[[str], T]) -> T:
    try:
        return read(row.get(name, ""))
    except NotAllowed as refusal:
        raise Fault(name, refusal) from None


def _words(text: str) -> str:
    if not text:
        raise NotAllowed("enforcement.empty")
    if len(text) > MOST_CHARACTERS:
        raise NotAllowed("enforcement.too_long", most=MOST_CHARACTERS)
    return text


def _number(text: str, on: date) -> str:
    found = identifiers.parse(_words(text), on=on)
    if not isinstance(found, PersonalNumber | OrganisationNumber):
        raise NotAllowed("enforcement.not_a_debtor", number=text)
    return found.normal


def _kind(text: str) -> ClaimKind:
    try:
        return ClaimKind(text)
    except ValueError:
        known = ", ".join(ClaimKind)
        raise NotAllowed("enforcement.unknown_kind", kind=text, known=known) from None


def _standing(text: str) -> Standing:
    try:
        return Standing(text or Standing.SETTLED)
    except ValueError:
        known = ", ".join(Standing)
        raise NotAllowed("enforcement.unknown_standing", standing=text, known=known) from None


def _truth(text: str) -> bool:
    if text.lower() not in TRUTHS:
        raise NotAllowed("enforcement.yes_or_no", text=text)
    return TRUTHS[text.lower()]


def _money(text: str) -> Ore:
    try:
        amount = parse_kronor(text)
    except ValueError:
        raise NotAllowed("enforcement.no_amount", text=text) from None
    if amount < 0:
        raise NotAllowed("enforcement.below_zero", text=text)
    return amount


def _money_or_nothing(text: str) -> Ore:
    return _money(text) if text else 0


def _day(text: str, on: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotAllowed("enforcement.no_day", text=text) from None
    if day > on:
        raise NotAllowed("enforcement.day_to_come", text=text)
    return day
