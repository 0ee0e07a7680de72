"""Links two files on one machine, or one with itself: exact and alike, by the sealed scheme.

The same keys, tags, weights and limits as between a holder and an asker, so that its result is
what sealed questions would have given; only the curve is left out, since nobody is to be kept from
seeing. Hashes that stand for sealed keys are keyed anew for each run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from samverkan.registers.column_words import FieldNames
from samverkan.registers.link_file import LinkFile
from samverkan.rules.linking import Line
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.likeness import Columns, Scheme, train
from samverkan.sealed.likeness.adapting import Fitted
from samverkan.sealed.likeness.evidence import Table
from samverkan.sealed.likeness.joining import join, sorted_keys
from samverkan.sealed.likeness.pairs import Pairs
from samverkan.sealed.likeness.reasons import Reason, reasons_of, seen
from samverkan.sealed.likeness.scoring import CHUNK, Scorer
from samverkan.sealed.likeness.subjects import field_names

ASKED_AT_ONCE = 100_000
"""Rows that are joined at a time, so that memory stays bounded."""

TELLING = {
    "person": ("given", "surname", "number", "email", "phone"),
    "company": ("company", "number", "email", "phone"),
    "craft": ("hull", "registration", "engine", "craft"),
}
"""Fields of which both files must have one, by kind: a place alone makes nobody."""

Step = Callable[[str, int, int], None]
"""Told how far a step has come: its name, done, of how many."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs found (rows of either file), their scores, and what they were judged by."""

    pairs: Pairs
    scores: Table
    scheme: Scheme
    fitted: Fitted
    scorer: Scorer


def common_kind(one: LinkFile, other: LinkFile) -> str:
    """Say what both files hold: persons, companies or craft. NotAllowed if nothing in common."""
    both = set(one.fields) & set(other.fields)
    for kind, telling in TELLING.items():
        if both & set(telling) and _told_apart(kind, both):
            return kind
    raise NotAllowed(
        "link.nothing_common",
        one=one.name,
        other=other.name,
        ones=FieldNames.of(sorted(one.fields)),
        others=FieldNames.of(sorted(other.fields)),
    )


def _told_apart(kind: str, both: set[str]) -> bool:
    """Say whether the fields are rather this kind's: a company has a number too."""
    return kind != "person" or bool({"given", "surname"} & both) or "company" not in both


def link(
    asked: LinkFile, register: LinkFile, *, random: Generator, secret: bytes, step: Step
) -> Linked:
    """Link two files; the same file twice gives each pair of its rows once."""
    kind, same = common_kind(asked, register), asked is register
    left, right = _columns(asked, register, kind, secret)
    step("train", 0, 1)
    scheme = train(
        right, random=random, fields=[name for name in right.coded if name in left.coded]
    )
    step("train", 1, 1)
    pairs = _joined(left, right, scheme, step, same=same)
    scorer = Scorer.of(scheme, left, right.each_tag(scheme.slots))
    all_pairs = len(left) * (len(left) - 1) / 2 if same else len(left) * len(right)
    fitted = scorer.fitted(pairs, all_pairs=max(1.0, all_pairs), random=random)
    scores = []
    for done, chunk in enumerate(scorer.scores(pairs, fitted), start=1):
        scores.append(chunk)
        step("score", min(done * CHUNK, len(pairs)), len(pairs))
    return Linked(pairs, np.concatenate(scores or [np.zeros(0)]), scheme, fitted, scorer)


def _columns(
    asked: LinkFile, register: LinkFile, kind: str, secret: bytes
) -> tuple[Columns, Columns]:
    names = [name for name in field_names(kind) if name in asked.fields and name in register.fields]
    left = Columns(kind, {name: asked.fields[name] for name in names}, secret)
    if asked is register:
        return left, left
    return left, Columns(kind, {name: register.fields[name] for name in names}, secret)


def _joined(left: Columns, right: Columns, scheme: Scheme, step: Step, *, same: bool) -> Pairs:
    """Find all pairs that share a key, some asked rows at a time."""
    keys, found = sorted_keys(right, scheme.families), []
    asked = [left.keys(family) for family in scheme.families]
    left.forget()
    right.forget()
    for start in range(0, len(left), ASKED_AT_ONCE):
        rows = slice(start, start + ASKED_AT_ONCE)
        pairs = join([one[rows] for one in asked], keys, len(right), start=start)
        found.append(pairs.taken(np.flatnonzero(pairs.asked < pairs.found)) if same else pairs)
        step("join", min(rows.stop, len(left)), len(left))
    return Pairs.together(found)


def drawn(line: Line, scores: Table) -> float:
    """Give the probability from which pairs with these scores are listed, in any order.

    It is the lowest that the line allows, if the probabilities are right; pairs of one probability
    stay together. Over 1 if there is none: nothing is listed.
    """
    rising, counts = np.unique(scores, return_counts=True)
    each, many = rising[::-1], counts[::-1]
    wrong, so_far = np.cumsum((1 - each) * many), np.cumsum(many)
    allowed = np.maximum(line.wrong * so_far, line.pairs)
    within = np.flatnonzero((wrong <= allowed) & (each >= line.least))
    return float(each[within[-1]]) if len(within) else float(np.nextafter(1.0, 2.0))


def listed(linked: Linked, least: float) -> tuple[Pairs, Table]:
    """Give the pairs with a score of `least` or more: by asked row, the most probable first."""
    places = np.flatnonzero(linked.scores >= least)
    order = places[np.lexsort((-linked.scores[places], linked.pairs.asked[places]))]
    return linked.pairs.taken(order), linked.scores[order]


def explained(linked: Linked, pairs: Pairs) -> Iterator[tuple[Reason, ...]]:
    """Give the reasons for each pair."""
    kept: dict[bytes, tuple[Reason, ...]] = {}
    for start in range(0, len(pairs), CHUNK):
        compared = linked.scorer.compared(pairs.taken(slice(start, start + CHUNK)))
        for levels in seen(compared, linked.fitted.weights):
            key = levels.tobytes()
            if key not in kept:
                kept[key] = reasons_of(linked.scheme.kind, levels.tolist())
            yield kept[key]
