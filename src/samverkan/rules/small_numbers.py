"""A count from one to four may point at a person: it is never published, nor left to be worked out.

Primary protection: small counts are put together. Secondary: a lone hidden count is the total minus
the others, and two figures whose difference is small give a small count away. Amounts of money are
no counts: they are summed by kind and status, and no single one is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from samverkan.rules.figures import Line, Row, grouped
from samverkan.rules.measures import DataSet
from samverkan.rules.refusal import NotAllowed

LEAST = 5


def is_small(count: int) -> bool:
    """Say whether a count is one to four. None at all points at nobody."""
    return 0 < count < LEAST


def together(rows: Sequence[Row], *, other: str) -> tuple[Row, ...]:
    """Put rows with small counts, and noughts with them, under the kind `other`, without month.

    What is put together must be at least five, and of at least two rows, or the total minus the
    rest would show it: so the smallest of the others join until it is. If all rows together are
    fewer than five one small row is left, which `must_be_large` refuses.
    """
    if not any(is_small(row.value) for row in rows):
        return grouped(rows)
    by_size = sorted(rows, key=lambda row: (row.value, row.number))
    joined = sum(row.value < LEAST for row in by_size)
    while joined < len(by_size) and _shows(by_size[:joined]):
        joined += 1
    hidden = [Row(0, other, "", row.status, row.value) for row in by_size[:joined]]
    return grouped([*hidden, *by_size[joined:]])


def summed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Add up amounts: one row for each kind and status, so that no single payment or thing shows.

    Without month: a month of few payments would show each of them.
    """
    return grouped(Row(0, row.kind, "", row.status, row.value) for row in rows)


def must_be_large(rows: Sequence[Row], dataset: DataSet) -> None:
    """Refuse rows of counts where one is from one to four; amounts are summed instead."""
    if dataset.amounts:
        return
    for row in rows:
        if is_small(row.value):
            raise NotAllowed("figures.small_count", row=row.number, least=LEAST)


def must_hide(figures: Sequence[tuple[str, Sequence[Line]]], dataset: DataSet) -> None:
    """Refuse figures over the same rows when one minus another is from one to four."""
    if dataset.amounts:
        return
    for (first, wide), (second, narrow) in permutations(figures, 2):
        left = [a.row for a, b in zip(wide, narrow, strict=True) if a.counted and not b.counted]
        more = any(b.counted and not a.counted for a, b in zip(wide, narrow, strict=True))
        if not more and is_small(sum(row.value for row in left)):
            raise NotAllowed("figures.difference_small", first=first, second=second, least=LEAST)


def _shows(joined: Sequence[Row]) -> bool:
    positive = [row for row in joined if row.value]
    return len(positive) < 2 or sum(row.value for row in positive) < LEAST
