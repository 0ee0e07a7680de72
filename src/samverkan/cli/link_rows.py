"""Writes the pairs that `samverkan link` lists: CSV or one JSON list."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from samverkan.registers.link_file import LinkFile
    from samverkan.registers.linking import Linked
    from samverkan.sealed.likeness import Reason

COLUMNS = ("id_a", "id_b", "score", "reasons")


def pair_rows(
    asked: LinkFile, register: LinkFile, linked: Linked, least: float, language: str
) -> Iterator[tuple[str, str, float, str]]:
    """Give each pair listed: the rows' names, the score, and the reasons in words."""
    from samverkan.registers.linking import explained, listed
    from samverkan.sealed.likeness import sentence as worded

    pairs, scores = listed(linked, least)
    said: dict[tuple[Reason, ...], str] = {}
    for left, right, score, reasons in zip(
        pairs.asked.tolist(),
        pairs.found.tolist(),
        scores.tolist(),
        explained(linked, pairs),
        strict=True,
    ):
        if reasons not in said:
            said[reasons] = worded(reasons, language)
        yield asked.ids[left], register.ids[right], score, said[reasons]


def write_csv(target: TextIO, rows: Iterator[tuple[str, str, float, str]]) -> int:
    """Write pairs as CSV; give how many."""
    writer, count = csv.writer(target, lineterminator="\n"), 0
    writer.writerow(COLUMNS)
    for left, right, score, reasons in rows:
        writer.writerow((left, right, f"{score:.6f}", reasons))
        count += 1
    return count


def write_json(target: TextIO, rows: Iterator[tuple[str, str, float, str]]) -> int:
    """Write pairs as one JSON list; give how many."""
    found = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    json.dump(found, target, ensure_ascii=False)
    target.write("\n")
    return len(found)
