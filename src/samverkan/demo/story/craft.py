"""Craft that do not exist: hull numbers with makers' codes `ZZ?`, engine numbers with `ZZE`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from samverkan.demo.story.data import read

_MAKERS = "ABCDEGHJLMNPRSTUVWXY"
_MONTHS = "ABCDEFGHIJKL"


class CraftKind(StrEnum):
    """The kinds of craft that the checks met."""

    JET_SKI = "jet-ski"
    RIB = "rib"
    DAY_CRUISER = "day-cruiser"
    CABIN_BOAT = "cabin-boat"
    OPEN_BOAT = "open-boat"
    SAILING_BOAT = "sailing-boat"


@dataclass(frozen=True, slots=True)
class Craft:
    """A craft as seen. `hull` as on a transom (`SE-ZZS40171B424`); empty where none was read."""

    kind: CraftKind
    make: str
    hull: str
    engine: str
    colour: str


def invented(random: Random) -> Craft:
    """Make up a craft."""
    parts = read("batch_checks")["craft"]
    kind = random.choice(parts["kinds"])
    return Craft(
        CraftKind(kind),
        random.choice(parts[kind]),
        hull_number(random),
        f"ZZE-{random.randrange(1_000_000):06}",
        random.choice(parts["colours"]),
    )


def hull_number(random: Random) -> str:
    """Make up a hull number of the form of ISO 10087: maker, serial, month, year, model year."""
    year = random.randrange(8, 25)
    return (
        f"SE-ZZ{random.choice(_MAKERS)}{random.randrange(100_000):05}"
        f"{random.choice(_MONTHS)}{year % 10}{year:02}"
    )
