"""Counts what was put aside of a register, by column and reason, with the first lines of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

SHOWN = 3
"""Lines that are named of each reason."""


class PutAside(Protocol):
    """A row or value that was put aside, in memory or as a working folder has it."""

    @property
    def line(self) -> int:
        """Say where it stands in the source, from 1."""
        ...

    @property
    def field(self) -> str:
        """Name its column; empty for a whole row."""
        ...

    @property
    def kept(self) -> bool:
        """Say whether the row went on without the value."""
        ...

    @property
    def key(self) -> str:
        """Name the reason."""
        ...

    def sentence(self, language: str) -> str:
        """Give the reason in `sv` or `en`."""
        ...


@dataclass(slots=True)
class Reason:
    """One reason in one column: how often, the first case, and its first lines."""

    first: PutAside
    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, one: PutAside) -> None:
        """Count one more."""
        self.count += 1
        if len(self.lines) < SHOWN and one.line not in self.lines:
            self.lines.append(one.line)


@dataclass(slots=True)
class Tally:
    """What was read so far: rows, those taken, values put aside in them, and every reason."""

    read: int = 0
    taken: int = 0
    values: int = 0
    reasons: dict[tuple[str, str], Reason] = field(default_factory=dict)

    def add(self, one: PutAside) -> None:
        """Count a row or value that was put aside."""
        self.values += one.kept
        self.reasons.setdefault((one.field, one.key), Reason(one)).add(one)

    def most_common(self) -> list[Reason]:
        """Give the reasons, the most common first."""
        return sorted(self.reasons.values(), key=lambda reason: -reason.count)
