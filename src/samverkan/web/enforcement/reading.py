"""Reads a file of claims: what is whole is taken, what is not is put aside with line and reason.

Separated by semicolon, comma or tab; in UTF-8, UTF-16 or Windows-1252. The first line names the
columns.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TypeVar

from samverkan.rules import identifiers
from samverkan.rules.claims import ClaimKind
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
OPTIONAL = ("address", "debtor_address", "protected", "title_final")
DELIMITERS = ";,\t"
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
    encoding, text = _decode(data)
    delimiter = _delimiter(text)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip() for name in next(rows, [])]
        _must_have_columns(header)
        found = list(_lines(rows, header, on))
    except csv.Error as error:
        raise NotAllowed("enforcement.no_table", why=str(error)) from None
    return ReadFile(
        encoding,
        delimiter,
        tuple(one for one in found if isinstance(one, Claimed)),
        tuple(one for one in found if isinstance(one, Broken)),
    )


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in (
        (BOM_UTF8, "utf-8-sig"),
        (BOM_UTF16_LE, "utf-16"),
        (BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name, _as_text(data, name)
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", _as_text(data, "cp1252")


def _as_text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotAllowed("enforcement.not_text") from None


def _delimiter(text: str) -> str:
    """Take the sign that stands most often in the first line."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _must_have_columns(header: list[str]) -> None:
    lacking = [name for name in COLUMNS if name not in header]
    if lacking:
        raise NotAllowed("enforcement.no_columns", names=", ".join(lacking))


def _lines(rows: Iterator[list[str]], header: list[str], on: date) -> Iterator[Claimed | Broken]:
    line, seen = 1, set[str]()
    for cells in rows:
        # A field in quotes may run over several lines: the reader knows where this row began.
        line, began = rows.line_num, line + 1  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        yield _line(cells, header, began, on, seen)


def _line(
    cells: list[str], header: list[str], line: int, on: date, seen: set[str]
) -> Claimed | Broken:
    try:
        found = _claim(_by_name(cells, header), line, on)
        _must_be_new(found.reference, seen)
    except Fault as fault:
        return Broken(line, fault.field, fault.refusal, " | ".join(cells))
    seen.add(found.reference)
    return found


def _by_name(cells: list[str], header: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        refusal = NotAllowed("enforcement.fields", count=len(cells), wanted=len(header))
        raise Fault("", refusal)
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


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
