"""Judges what an asker's keys opened: which rows may be the one asked about, how probably, why.

It proposes. A person reviews every candidate before anything is opened or anybody is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness.adapting import Fitted
from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.pairs import Pairs
from samverkan.sealed.likeness.reasons import Reason, reasons_of, seen
from samverkan.sealed.likeness.scheme import Scheme
from samverkan.sealed.likeness.scoring import Scorer
from samverkan.sealed.likeness.slots import TAGS
from samverkan.sealed.likeness.subjects import Subject, kind_of
from samverkan.sealed.likeness.tags import unpacked

LABEL = 4 + TAGS
"""Bytes of a label: row number and tags."""

LISTED = 0.1
"""The chance that somebody asked about is on the list at all, if the caller knows no better."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A key that hit, and the label that it opened."""

    family: str
    label: bytes


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be the one asked about: its number in the pack, how probably, and why."""

    row: int
    probability: float
    reasons: tuple[Reason, ...]


def judge(
    asked: Subject,
    hits: Iterable[Hit],
    scheme: Scheme,
    *,
    listed: float = LISTED,
    fitted: Fitted | None = None,
) -> tuple[Candidate, ...]:
    """Judge the labels that a subject's keys opened: the most probable row first.

    `listed` is the chance beforehand that the subject is on the list; a batch that was fitted
    (`Fitted`) has its own. Raises TheirFault if a label contradicts itself or the scheme.
    """
    tags, found = _rows(hits, scheme)
    if not found:
        return ()
    known = fitted or Fitted(scheme.weights, min(0.5, listed / max(1, scheme.rows)))
    labels = np.frombuffer(b"".join(tags), np.uint8).reshape(-1, TAGS)
    columns = Columns.of(kind_of(asked), [asked])
    scorer = Scorer.of(scheme, columns, unpacked(labels, scheme.slots))
    pairs = Pairs(
        np.zeros(len(found), np.int64),
        np.arange(len(found)),
        np.array(list(found.values()), np.uint16),
    )
    scores = np.concatenate(list(scorer.scores(pairs, known)))
    levels = seen(scorer.compared(pairs), known.weights).tolist()
    candidates = (
        Candidate(row, float(score), reasons_of(scheme.kind, said))
        for row, score, said in zip(found, scores, levels, strict=True)
    )
    return tuple(sorted(candidates, key=lambda one: (-one.probability, one.row)))


def _rows(hits: Iterable[Hit], scheme: Scheme) -> tuple[Sequence[bytes], Mapping[int, int]]:
    """Gather hits by row: each row's tags, and the bits of the families that hit it."""
    tags: dict[int, bytes] = {}
    bits: dict[int, int] = {}
    for hit in hits:
        if hit.family not in scheme.families or len(hit.label) != LABEL:
            raise TheirFault("A label of likeness has the wrong length, or an unknown family.")
        row, said = int.from_bytes(hit.label[:4]), hit.label[4:]
        if tags.setdefault(row, said) != said:
            raise TheirFault("Two labels of the same row say different things.")
        bits[row] = bits.get(row, 0) | 1 << scheme.families.index(hit.family)
    return tuple(tags.values()), bits
