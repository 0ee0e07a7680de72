"""Likeness under seal: what of a list is found by it, and what an answer to it comes to."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType

from numpy.random import default_rng

from samverkan.sealed.errors import Misuse, TheirFault
from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.families import Key
from samverkan.sealed.likeness.judging import LABEL, Candidate, Hit, judge
from samverkan.sealed.likeness.published import scheme_digest
from samverkan.sealed.likeness.scheme import Scheme, keys_of, label_of
from samverkan.sealed.likeness.subjects import KINDS, Subject
from samverkan.sealed.likeness.training import train
from samverkan.sealed.pack_header import padded
from samverkan.sealed.pack_writing import LEAST_RANDOM

__all__ = [
    "LABEL",
    "Candidate",
    "SealedLikeness",
    "digests_of",
    "keys",
    "scheme_of",
    "sealed_likeness",
]

LEAST = 20
"""Of a shorter list a scheme cannot be learnt, and its tables would tell too much of it."""

NO_SCHEMES: Mapping[str, str] = MappingProxyType({})
KEPT = 4
_ROW_NUMBER = b"samverkan/registers/listed-row/v1\0"
_learnt: dict[bytes, Scheme] = {}

Row = tuple[bytes, bytes]
"""A sealed input and its label."""


@dataclass(frozen=True, slots=True)
class SealedLikeness:
    """What goes into a pack: rows for every key, and the schemes that are published with it."""

    rows: tuple[Row, ...]
    schemes: Mapping[str, str]


def subject(kind: str, fields: Mapping[str, str]) -> Subject:
    """Make a subject of texts as they are written."""
    return KINDS[kind].of(**fields)


def sealed_likeness(
    listed: Iterable[tuple[str, Mapping[str, str]]],
    *,
    random: bytes,
    secret: bytes,
    before: Mapping[str, str] = NO_SCHEMES,
) -> SealedLikeness:
    """Make keys, labels and schemes of a list. Families above the leak limit are left out.

    `random` is 32 secret bytes that row numbers come from: they tell neither order nor length, and
    a subject keeps its own as long as the bytes are the same. A scheme gives the length of the list
    rounded up as the pack does. Fewer than `LEAST` of a kind have no likeness. A scheme of `before`
    stands as long as that length does: with it the next pack can be a delta from the one before.
    """
    if len(random) < LEAST_RANDOM:
        raise Misuse(f"The random bytes are {len(random)}; {LEAST_RANDOM} or more are needed.")
    kinds: dict[str, list[Subject]] = {}
    for kind, fields in listed:
        kinds.setdefault(kind, []).append(subject(kind, fields))
    rows: list[Row] = []
    schemes = {}
    for kind, subjects in sorted(kinds.items()):
        if len(subjects) < LEAST:
            continue
        scheme = scheme_of(before, kind)
        if scheme is None or scheme.rows != padded(len(subjects)):
            scheme = _discreet(_scheme(kind, subjects, secret), len(subjects))
        rows += _rows(subjects, scheme, random)
        schemes[kind] = scheme.to_json()
    return SealedLikeness(tuple(rows), schemes)


def _discreet(scheme: Scheme, listed: int) -> Scheme:
    """Take out of a scheme what would tell of a list: its length, and which names are common on it.

    In a register of a country common names are no secret; on a list they may be one family's.
    """
    weights = replace(scheme.weights, frequencies={})
    return replace(scheme, rows=padded(listed), weights=weights)


def scheme_of(schemes: Mapping[str, str], kind: str) -> Scheme | None:
    """Give a holder's scheme for a kind; None if it has none, or one that cannot be read."""
    try:
        scheme = Scheme.from_json(schemes[kind])
    except (KeyError, TheirFault):
        return None
    return scheme if scheme.kind == kind else None


def digests_of(schemes: Mapping[str, str]) -> tuple[bytes, ...]:
    """Give the digests by which a pack's head names these schemes, in its order."""
    return tuple(sorted({scheme_digest(text.encode()) for text in schemes.values()}))


def keys(asked: Subject, scheme: Scheme) -> tuple[Key, ...]:
    """Give the keys that are asked of a holder with this scheme: at most sixteen elements."""
    return keys_of(asked, scheme)


def judged(
    asked: Subject, scheme: Scheme, opened: Iterable[tuple[str, bytes]]
) -> tuple[Candidate, ...]:
    """Judge the labels (family, label) that an answer opened: the most probable first.

    Nothing if the labels contradict themselves: then nothing can be said of them.
    """
    try:
        return judge(asked, [Hit(family, label) for family, label in opened], scheme)
    except TheirFault:
        return ()


def _scheme(kind: str, subjects: list[Subject], secret: bytes) -> Scheme:
    """Learn a list's scheme, or take the one that was learnt of the very same list.

    Which pairs are looked at the list and the holder's secret say, so that a scheme stays the same
    while its list does. Without a secret, whoever guessed a list could make its scheme and compare.
    """
    digest = hmac.digest(secret, repr((kind, subjects)).encode(), "sha256")
    if digest not in _learnt:
        chance = default_rng(int.from_bytes(digest))
        while len(_learnt) >= KEPT:
            _learnt.pop(next(iter(_learnt)))
        _learnt[digest] = train(Columns.of(kind, subjects), random=chance)
    return _learnt[digest]


def _rows(subjects: list[Subject], scheme: Scheme, random: bytes) -> list[Row]:
    return [
        (key.value, label_of(one, scheme, number))
        for one, number in zip(subjects, _numbers(subjects, random), strict=True)
        for key in keys_of(one, scheme)
    ]


def _numbers(subjects: list[Subject], random: bytes) -> Iterator[int]:
    """Give each subject a number of its own that tells neither another nor where a row stood."""
    taken: set[int] = set()
    for one in subjects:
        drawn = (_number(one, tries, random) for tries in count())
        number = next(number for number in drawn if number not in taken)
        taken.add(number)
        yield number


def _number(one: Subject, tries: int, random: bytes) -> int:
    what = _ROW_NUMBER + tries.to_bytes(4) + repr(one).encode()
    return int.from_bytes(hmac.digest(random, what, "sha256")[:4])
