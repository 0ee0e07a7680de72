"""What a reader gives: a block of rows as columns of text, and the rows that it could not read."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

BLOCK_ROWS = 65_536
"""Rows in a block of a source that has no bytes to count."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the next block begins: bytes or rows into the source, the line there, the encoding.

    `encoding` is empty while nothing but ASCII has been seen, and for sources that have none.
    """

    offset: int
    line: int
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row or a value that was not taken: its line, column and text, and why.

    `field` is empty for a whole row. `kept` says that the row went on without the value.
    """

    line: int
    field: str
    text: str
    refusal: NotAllowed
    kept: bool = False

    @property
    def key(self) -> str:
        """Name the reason."""
        return self.refusal.key

    def sentence(self, language: str) -> str:
        """Give the reason in `sv` or `en`."""
        return self.refusal.sentence(language)


def bare(refusal: NotAllowed) -> NotAllowed:
    """Give a refusal without the frames it came through, which would keep their columns alive."""
    refusal.__context__ = None
    return refusal.with_traceback(None)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of the source in its order.

    `cells` gives the wanted columns by their place in the header, as untrimmed text; null is no
    text. `lines` are where the rows begin in the source, from 1. `after` is the next block's.
    """

    cells: Mapping[int, pa.Array]
    lines: np.ndarray
    aside: tuple[SetAside, ...]
    after: Position


class Reader(Protocol):
    """A source that was opened: its header, and its blocks from the beginning or a position."""

    @property
    def header(self) -> tuple[str, ...]:
        """Give the names of the columns, as the source writes them."""
        ...

    @property
    def resumes(self) -> bool:
        """Say whether the blocks are the same ones each time, so that one may go on after them."""
        ...

    def blocks(self, places: Sequence[int], after: Position | None) -> Generator[Block]:
        """Give the blocks in order, with the columns at these places."""
        ...
