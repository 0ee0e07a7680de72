"""Putting persons and craft on our list by a named officer's decision, and taking them off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.likeness import may_list_likeness
from samverkan.rules.lists import ListEntry as Candidate
from samverkan.rules.lists import may_list
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.subjects import Property, normal
from samverkan.sealed.inputs import Kind
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries
from samverkan.web.questions.models import ListedLikeness, ListedNumber, ListEntry
from samverkan.web.questions.numbers import Number, read
from samverkan.web.questions.registers import CRAFT_NUMBERS, NUMBERS, Row, SetAside

CASE = "lists"

FIELDS = {
    "questions.never_lists": "list",
    "questions.no_list": "list",
    "questions.wrong_ground": "ground",
    "disclosure.no_ground": "ground",
    "disclosure.not_in_force": "ground",
    "questions.no_need": "need",
    "questions.no_harm_test": "harm_test",
    "questions.no_end": "ends_on",
    "likeness.list_person": "likeness",
    "likeness.list_craft": "likeness",
}
"""Which column a refusal of the rule is about."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of some rows: how many were listed or stood there before, and those set aside."""

    listed: int
    stood_before: int
    aside: tuple[SetAside, ...]


_Standing = tuple[frozenset[Number], dict[str, str]]
"""An entry's numbers, and the fields by which it may be found."""


class _Refused(Exception):
    """A row that is set aside: the column, and the rule's refusal."""

    def __init__(self, field: str, refusal: NotAllowed) -> None:
        super().__init__(field)
        self.field = field
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class _Good:
    row: Row
    ends: date
    numbers: frozenset[Number]
    likeness: ListedLikeness | None


@in_one_transaction
def list_entries(*, rows: Iterable[Row], by: Actor, now: datetime) -> Listed:
    """List the good rows and set the bad aside, each with its line, column and reason.

    A row whose case stands on the list with the same numbers is left as it is, so that a register
    can be read again and again.
    """
    by.may(Permission.LIST)
    likeness = queries.standing_likeness()
    known: dict[tuple[str, str], _Standing] = {
        key: (_numbers(found), likeness.get(key, {})) for key, found in queries.standing().items()
    }
    good: list[_Good] = []
    aside: list[SetAside] = []
    stood_before = 0
    for row in rows:
        try:
            found = _judged(row, by=by, on=local_date(now))
            is_new = _is_new(found, known)
        except _Refused as refused:
            aside.append(SetAside(row.line, refused.field, refused.refusal))
        else:
            good += [found] * is_new
            stood_before += not is_new
    _write(good, by=by, now=now)
    return Listed(len(good), stood_before, tuple(aside))


@in_one_transaction
def withdraw(*, entry: int, why: str, by: Actor, now: datetime) -> None:
    """Take an entry off the list: paid, quashed or wrong. The next pack does not hold it."""
    by.may(Permission.LIST)
    row = queries.entry(entry)
    if row.withdrawn_at is not None:
        raise NotAllowed("packs.withdrawn_before")
    if not why.strip():
        raise NotAllowed("packs.no_reason")
    moved = ListEntry.objects.filter(pk=entry, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=by.reference, withdrawn_why=why.strip()
    )
    if moved != 1:
        raise Changed("Någon annan hann ta bort posten före.")
    journal.record(
        Act.LIST_WITHDRAWN,
        about=f"list/{row.list_id}/{row.pk}",
        by=by,
        at=now,
        case=CASE,
        ground=row.ground,
        details={"case": row.case_ref, "why": why.strip()},
    )


def _is_new(found: _Good, known: dict[tuple[str, str], _Standing]) -> bool:
    key = (found.row.list_id, found.row.case_reference)
    said = (found.numbers, found.likeness.fields if found.likeness else {})
    if key not in known:
        known[key] = said
        return True
    if known[key] != said:
        refusal = NotAllowed("packs.case_twice", case=found.row.case_reference)
        raise _Refused("case_reference", refusal)
    return False


def _numbers(found: Iterable[tuple[str, str]]) -> frozenset[Number]:
    return frozenset(Number(Kind(kind), normal) for kind, normal in found)


def _judged(row: Row, *, by: Actor, on: date) -> _Good:
    numbers = _read_numbers(row, on)
    ends = _day(row.ends_on)
    if not row.case_reference:
        raise _Refused("case_reference", NotAllowed("packs.no_case"))
    candidate = Candidate(
        authority=here().participant,
        list_id=row.list_id,
        ground=row.ground,
        need=row.need,
        harm_test=row.harm_test,
        ends=ends,
        listed_by=by.reference,
    )
    try:
        may_list(candidate, on=on)
    except NotAllowed as refusal:
        raise _Refused(FIELDS[refusal.key], refusal) from None
    return _Good(row, ends, numbers, _likeness(row, on))


def _likeness(row: Row, on: date) -> ListedLikeness | None:
    """Give what makes an entry findable by likeness, if its officer decided that it may be."""
    if row.likeness is None:
        return None
    fields = dict(row.likeness)
    kind = "craft" if any(column in CRAFT_NUMBERS for column, _ in row.numbers) else "person"
    try:
        if "birth" in fields:
            fields["birth"] = normal(Property.BIRTH_DATE, fields["birth"], on=on)
        may_list_likeness(kind, frozenset(fields))
    except NotAllowed as refusal:
        raise _Refused(FIELDS.get(refusal.key, "birth_date"), refusal) from None
    return ListedLikeness(kind=kind, fields=fields)


def _read_numbers(row: Row, on: date) -> frozenset[Number]:
    if not row.numbers:
        raise _Refused("personal_number", NotAllowed("packs.no_number"))
    return frozenset(_number(column, text, on) for column, text in row.numbers)


def _number(column: str, text: str, on: date) -> Number:
    try:
        return read(NUMBERS[column], text, on=on)
    except NotAllowed as refusal:
        raise _Refused(column, refusal) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Refused("ends_on", NotAllowed("packs.bad_day", text=text)) from None


def _write(good: list[_Good], *, by: Actor, now: datetime) -> None:
    if not good:
        return
    entries = ListEntry.objects.bulk_create(
        [_entry(each, by=by, now=now) for each in good], batch_size=400
    )
    ListedNumber.objects.bulk_create(
        [
            ListedNumber(entry=entry, kind=number.kind, normal=number.normal)
            for entry, each in zip(entries, good, strict=True)
            for number in sorted(each.numbers)
        ],
        batch_size=400,
    )
    ListedLikeness.objects.bulk_create(
        [
            ListedLikeness(entry=entry, kind=each.likeness.kind, fields=each.likeness.fields)
            for entry, each in zip(entries, good, strict=True)
            if each.likeness is not None
        ],
        batch_size=400,
    )
    for list_id in sorted({each.row.list_id for each in good}):
        _record(list_id, [entry for entry in entries if entry.list_id == list_id], by=by, now=now)


def _entry(each: _Good, *, by: Actor, now: datetime) -> ListEntry:
    return ListEntry(
        list_id=each.row.list_id,
        ground=each.row.ground,
        need=each.row.need,
        harm_test=each.row.harm_test,
        ends_on=each.ends,
        case_ref=each.row.case_reference,
        decided_by=by.reference,
        decided_at=now,
    )


def _record(list_id: str, entries: list[ListEntry], *, by: Actor, now: datetime) -> None:
    journal.record(
        Act.LISTED,
        about=f"list/{list_id}",
        by=by,
        at=now,
        case=CASE,
        ground=", ".join(sorted({entry.ground for entry in entries})),
        details={"count": len(entries), "cases": [entry.case_ref for entry in entries]},
    )
