"""Reads the next block of a source while the one before it is checked."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor

from samverkan.registers.blocks import Block


def ahead(blocks: Generator[Block]) -> Iterator[Block]:
    """Give the blocks; each next one is read meanwhile, all of them in one thread.

    What reading raises is raised here, at its block. A source that is left is closed.
    """
    with ThreadPoolExecutor(1) as reading:
        try:
            coming = reading.submit(next, blocks, None)
            while (block := coming.result()) is not None:
                coming = reading.submit(next, blocks, None)
                yield block
        finally:
            reading.submit(blocks.close)
