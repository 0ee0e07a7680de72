"""A scheme: the key families, tags and weights that a holder publishes beside its pack.

The asker makes its keys and judges its hits by the holder's scheme. It says nothing of any row:
families and slots, how often levels occur, and shares of values that many rows have.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness.comparison import COMPONENTS
from samverkan.sealed.likeness.evidence import (
    CROSSED,
    Kin,
    Table,
    Weights,
    address_fields,
    parent_levels,
)
from samverkan.sealed.likeness.families import MOST_KEYS, POOLS, Key, key_of
from samverkan.sealed.likeness.frequencies import Frequencies
from samverkan.sealed.likeness.slots import Slot, read_slots
from samverkan.sealed.likeness.subjects import Subject
from samverkan.sealed.likeness.tags import tags_of

VERSION = "samverkan/likeness/v1"
LEAST_SHARE = 1e-15
MOST_ROWS = 2**32


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a holder publishes: `families` in the order of the bits of a hit, `slots` of tags.

    `leaks` tells, family by family, how many strangers a question opens on average (N x u).
    """

    kind: str
    rows: int
    families: tuple[str, ...]
    slots: tuple[Slot, ...]
    leaks: tuple[float, ...]
    weights: Weights

    def to_json(self) -> str:
        """Write the scheme to be published."""
        weights = self.weights
        return json.dumps(
            {
                "version": VERSION,
                "kind": self.kind,
                "rows": self.rows,
                "families": self.families,
                "slots": [str(one) for one in self.slots],
                "leaks": self.leaks,
                "same": _written(weights.same),
                "strangers": _written(weights.strangers),
                "crossed": _written(weights.crossed),
                "swapped": weights.swapped,
                "kin": {"family": weights.kin.family, "twins": weights.kin.twins},
                "frequencies": {
                    name: {"rare": one.rare, "shares": {str(k): v for k, v in one.shares.items()}}
                    for name, one in weights.frequencies.items()
                },
            },
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text: str) -> Scheme:
        """Read a holder's scheme. TheirFault if it is none, or has more keys than are allowed."""
        try:
            return _read(json.loads(text))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise TheirFault(f"The holder's scheme of likeness cannot be read: {error}.") from None


def keys_of(subject: Subject, scheme: Scheme) -> tuple[Key, ...]:
    """Make a subject's derived keys: at most sixteen, fewer where fields are missing."""
    made = (key_of(subject, family) for family in scheme.families)
    return tuple(key for key in made if key is not None)


def label_of(subject: Subject, scheme: Scheme, row: int) -> bytes:
    """Make the label of a subject's keys: row number (4 bytes, big-endian) and 14 bytes of tags."""
    return row.to_bytes(4) + tags_of(subject, scheme.slots)


def _read(said: dict[str, object]) -> Scheme:
    scheme = Scheme(
        kind=str(said["kind"]),
        rows=int(str(said["rows"])),
        families=tuple(map(str, _list(said["families"]))),
        slots=read_slots(str(said["kind"]), [str(one) for one in _list(said["slots"])]),
        leaks=tuple(float(str(leak)) for leak in _list(said["leaks"])),
        weights=_weights(said),
    )
    if said["version"] != VERSION:
        raise ValueError(f"version {said['version']!r} is not known")
    if len(scheme.families) > MOST_KEYS:
        raise ValueError("it has too many keys")
    if len(set(scheme.families)) != len(scheme.families):
        raise ValueError("it names a family twice")  # each is an element of the asker's budget
    if not set(scheme.families) <= set(POOLS[scheme.kind]):
        raise ValueError("it names a family that is not known")
    _check_counts(scheme)
    _check_tables(scheme)
    return scheme


def _check_tables(scheme: Scheme) -> None:
    """Refuse weights of another shape than the kind's, which would be read wrongly."""
    kind, weights = scheme.kind, scheme.weights
    shapes = {one.name: (parent_levels(one, kind), len(one.levels)) for one in COMPONENTS[kind]}
    crossed = {name: shapes[name] for name, _ in CROSSED if name in shapes}
    if fields := address_fields(kind):
        shapes["address"] = (1, prod(len(one.levels) for one in fields))
    for tables, wanted in (
        (weights.same, shapes),
        (weights.strangers, shapes),
        (weights.crossed, crossed),
    ):
        for name, shape in wanted.items():
            if tables[name].shape != shape or not _are_shares(tables[name]):
                raise ValueError(f"its weights of {name} have the wrong shape")
    shares = [
        share for one in weights.frequencies.values() for share in (one.rare, *one.shares.values())
    ]
    if not 0 < weights.swapped < 1 or not _are_shares(np.array(shares)):
        raise ValueError("a share in it is not between 0 and 1")
    if not all(0 <= rate < 1 for rate in (weights.kin.family, weights.kin.twins)):
        raise ValueError("it does not tell how often rows are kin")


def _check_counts(scheme: Scheme) -> None:
    if not 1 <= scheme.rows <= MOST_ROWS:
        raise ValueError("it says no number of rows that a pack has")
    known = len(scheme.leaks) == len(scheme.families) and np.isfinite(scheme.leaks).all()
    if not known or min(scheme.leaks, default=0) < 0:
        raise ValueError("it does not tell what each family leaks")


def _are_shares(table: Table) -> bool:
    """Say whether all are above 0, so far that logarithms hold, and none above 1."""
    return bool(((table >= LEAST_SHARE) & (table <= 1 + LEAST_SHARE)).all())


def _weights(said: Mapping[str, object]) -> Weights:
    return Weights(
        same=_tables(said["same"]),
        strangers=_tables(said["strangers"]),
        crossed=_tables(said["crossed"]),
        frequencies={name: _frequencies(one) for name, one in _dict(said["frequencies"]).items()},
        swapped=float(str(said["swapped"])),
        kin=Kin(**{name: float(str(rate)) for name, rate in _dict(said["kin"]).items()}),
    )


def _frequencies(said: object) -> Frequencies:
    found = _dict(said)
    shares = {int(key): float(str(share)) for key, share in _dict(found["shares"]).items()}
    return Frequencies(shares, float(str(found["rare"])))


def _tables(said: object) -> dict[str, Table]:
    return {name: np.array(table, np.float64) for name, table in _dict(said).items()}


def _written(tables: Mapping[str, Table]) -> dict[str, object]:
    return {name: table.tolist() for name, table in tables.items()}


def _dict(said: object) -> dict[str, object]:
    if not isinstance(said, dict):
        raise TypeError("a table is missing")
    return said


def _list(said: object) -> list[object]:
    if not isinstance(said, list):
        raise TypeError("a list is missing")
    return said
