"""Values that the intake put aside, for what they still say when registers are linked.

A date that cannot be right or a damaged hull number keeps what can be read of it, since the error
may be what there is to judge. Dates whose day and month may stand either way are read if their
column shows which way. A person's or organisation's number counts only if it is right: what is
written where there is none (111111-1111) would make one of many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from samverkan.registers.blocks import SetAside
from samverkan.registers.checking import Checked
from samverkan.registers.columns import Column
from samverkan.registers.likeness_fields import SOURCES
from samverkan.registers.tally import Tally
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.likeness import Coded
from samverkan.sealed.likeness.dates import read_date
from samverkan.sealed.likeness.normal import NORMAL

EITHER = "either"
"""The column of texts whose day and month may stand either way."""

_KEPT = ("birth", "hull", "registration", "engine")
_EITHER_WAY = (str(Column.BIRTH_DATE), "registers.either_way")
_FIRST_TWO = re.compile(r"\s*([0-9]+)[^0-9]+([0-9]+)")
_MONTHS = 12


def with_damaged(fields: dict[str, Coded], checked: Checked) -> dict[str, Coded]:
    """Put what was put aside back into a batch, as likeness reads it."""
    found = dict(fields)
    for name in _KEPT:
        if name in fields:
            wrong = [one for one in _aside(checked, name) if one.key != _EITHER_WAY[1]]
            found[name] = _put(fields[name], checked, wrong, NORMAL[name])
    if "birth" in fields:
        either = [one for one in _aside(checked, "birth") if one.key == _EITHER_WAY[1]]
        nothing = Coded(np.zeros(checked.rows.num_rows, np.int32), ("",))
        found[EITHER] = _put(nothing, checked, either, str)
    return found


def _aside(checked: Checked, name: str) -> list[SetAside]:
    return [one for one in checked.aside if one.kept and one.field == SOURCES[name]]


def _put(
    column: Coded, checked: Checked, asides: list[SetAside], read: Callable[[str], str]
) -> Coded:
    """Put what can be read of these into their rows, which say nothing yet."""
    if not asides:
        return column
    new = Coded.of([read(one.text) for one in asides])
    rows = np.searchsorted(checked.rows.column("line").to_numpy(), [one.line for one in asides])
    codes = column.codes.copy()
    codes[rows] = new.codes + np.int32(len(column.values))
    return Coded(codes, (*column.values, *new.values))


def settled(
    fields: dict[str, Coded], aside: Tally
) -> tuple[dict[str, Coded], tuple[NotAllowed, ...]]:
    """Read the dates that may stand either way, if all of them show which; say so in a note.

    They are then no longer told of as put aside.
    """
    rest = {name: column for name, column in fields.items() if name != EITHER}
    month_first = _month_first(fields[EITHER].values) if EITHER in fields else None
    if month_first is None:
        return rest, ()
    read = fields[EITHER].mapped(partial(_read, month_first=month_first))
    birth = rest["birth"].filled(read) if "birth" in rest else read
    said = np.array([bool(text) for text in fields[EITHER].values])
    count = int(said[fields[EITHER].codes].sum())
    del aside.reasons[_EITHER_WAY]
    aside.values -= count
    note = NotAllowed("link.dates_read", count=count, form="MM/DD" if month_first else "DD/MM")
    return rest | {"birth": birth}, (note,)


def _read(text: str, *, month_first: bool) -> str:
    return read_date(text, month_first=month_first) if text else ""


def _month_first(texts: Iterable[str]) -> bool | None:
    """Say whether dates begin with their month; None if no number above 12 shows it, or both do."""
    numbers = [found.groups() for text in texts if (found := _FIRST_TWO.match(text))]
    day_first = any(int(first) > _MONTHS for first, _ in numbers)
    month_first = any(int(second) > _MONTHS for _, second in numbers)
    return month_first if day_first != month_first else None
