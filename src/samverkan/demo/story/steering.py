"""What was decided on: the picture, the direction and the operations. Read from steering.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from samverkan.demo.story.data import in_stockholm, read


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """A phenomenon of the picture, graded: source A-X, information 1-4; and what is not known."""

    key: str
    title: str
    words: str
    source: str
    information: int
    confidence: str
    gap: str


@dataclass(frozen=True, slots=True)
class Network:
    """A network by name. Its people stay in the intelligence case."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The joint situation picture."""

    title: str
    words: str
    phenomena: tuple[Phenomenon, ...]
    networks: tuple[Network, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """The yearly direction: its two versions (`v1`, `v2`) as words and closing times."""

    title: str
    phenomena: tuple[str, ...]
    versions: tuple[tuple[str, str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Which fields a participant needs in order to take part, and why."""

    participant: str
    need: str
    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """The operation with both criteria of lag (2016:774) 1 §, its first and last day."""

    key: str
    title: str
    phenomenon: str
    subject: str
    goal: str
    serious: str
    organised: str
    starts: date
    ends: date
    needs: tuple[Need, ...]


@cache
def picture() -> Picture:
    """Give the situation picture."""
    row = read("steering")["picture"]
    return Picture(
        row["title"],
        row["words"],
        tuple(Phenomenon(**each) for each in row["phenomenon"]),
        tuple(Network(**each) for each in row["network"]),
    )


@cache
def direction() -> Direction:
    """Give the direction with both versions; the second was adopted."""
    return _direction("direction")


@cache
def next_direction() -> Direction:
    """Give the direction that is proposed for the year after, in its only version."""
    return _direction("next_direction")


def _direction(key: str) -> Direction:
    row = read("steering")[key]
    versions = tuple(
        (name, words, in_stockholm(row[f"closing_{name}"])) for name, words in row["words"].items()
    )
    return Direction(row["title"], tuple(row["phenomena"]), versions)


@cache
def operation() -> Operation:
    """Give the regional operation of the summer."""
    row = dict(read("steering")["operation"])
    needs = tuple(Need(**each) for each in row.pop("fields"))
    return Operation(**row, needs=needs)
