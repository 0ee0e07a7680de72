"""Birth dates that the intake put aside, for what they still say when registers are linked.

One that cannot be right keeps what can be read of it, since the error may be what there is to
judge. Those whose day and month may stand either way are read if their column shows which way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

import numpy as np

from samverkan.registers.blocks import SetAside
from samverkan.registers.checking import Checked
from samverkan.registers.columns import Column
from samverkan.registers.tally import Tally
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.likeness import Coded
from samverkan.sealed.likeness.dates import read_date

EITHER = "either"
"""The column of texts whose day and month may stand either way."""

_EITHER_WAY = (str(Column.BIRTH_DATE), "registers.either_way")
_FIRST_TWO = re.compile(r"\s*([0-9]+)[^0-9]+([0-9]+)")
_MONTHS = 12


def with_odd_dates(fields: dict[str, Coded], checked: Checked) -> dict[str, Coded]:
    """Put the dates that were put aside back into a batch, where rows have a birth date at all."""
    if "birth" not in fields:
        return fields
    nothing = Coded(np.zeros(checked.rows.num_rows, np.int32), ("",))
    odd = [one for one in checked.aside if one.kept and one.field == Column.BIRTH_DATE]
    either = [one for one in odd if one.key == _EITHER_WAY[1]]
    wrong = [one for one in odd if one.key != _EITHER_WAY[1]]
    return fields | {
        "birth": _put(fields["birth"], checked, wrong, map(read_date, _texts(wrong))),
        EITHER: _put(nothing, checked, either, _texts(either)),
    }


def _texts(asides: Iterable[SetAside]) -> list[str]:
    return [one.text for one in asides]


def _put(column: Coded, checked: Checked, asides: list[SetAside], texts: Iterable[str]) -> Coded:
    """Put texts into the rows at these lines, which say nothing yet."""
    if not asides:
        return column
    new = Coded.of([*texts])
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
