"""Finds the rows in a block of bytes at once, if the block is written as it should be.

Numpy finds where the lines end and whether every quote opens and closes a field; Arrow then reads
the columns. A block with anything else in it is None here, and is read row by row instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LINE_FEED, RETURN, QUOTE = 10, 13, 34


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the whole rows of a block begin, where the last ends, and the lines before each."""

    starts: np.ndarray
    end: int
    lines_before: np.ndarray
    lines: int
    """Ends of line in the whole rows."""
    quoted: bool


def plan(data: bytes, delimiter: str, *, last: bool) -> Plan | None:
    """Find the rows of a block that begins at one. None if it must be read row by row.

    Unless the block is the `last`, what follows its last end of row is left for the next.
    """
    if 0 in data or data.count(b"\r") != data.count(b"\r\n") + data.endswith(b"\r"):
        return None
    signs = np.frombuffer(data, dtype=np.uint8)
    feeds = np.flatnonzero(signs == LINE_FEED)
    quotes = np.flatnonzero(signs == QUOTE) if b'"' in data else _NONE
    if not _is_clean(signs, quotes, ord(delimiter)):
        return None
    ends = feeds[np.searchsorted(quotes, feeds) % 2 == 0] + 1 if len(quotes) else feeds + 1
    return _plan(signs, feeds, ends, quotes, last=last)


_NONE = np.zeros(0, dtype=np.int64)


def _is_clean(signs: np.ndarray, quotes: np.ndarray, delimiter: int) -> bool:
    """Say whether each quote that opens begins a field, and each that closes ends one.

    The two halves of a doubled quote close and open again, beside each other.
    """
    opening, closing = quotes[::2], quotes[1::2]
    before = signs[opening[opening > 0] - 1]
    after = signs[closing[closing < len(signs) - 1] + 1]
    around = np.zeros(256, dtype=bool)
    around[[delimiter, LINE_FEED, QUOTE]] = True
    if not around[before].all():
        return False
    around[RETURN] = True
    return bool(around[after].all())


def _plan(
    signs: np.ndarray, feeds: np.ndarray, ends: np.ndarray, quotes: np.ndarray, *, last: bool
) -> Plan | None:
    end = int(ends[-1]) if len(ends) else 0
    if last and end < len(signs):
        if len(quotes) % 2 or signs[-1] == RETURN:
            return None
        end, ends = len(signs), np.append(ends, len(signs))
    starts = np.concatenate((_NONE, [0], ends[:-1])) if len(ends) else _NONE
    before = np.searchsorted(feeds, starts)
    return Plan(starts, end, before, int(np.searchsorted(feeds, end)), bool(len(quotes)))
