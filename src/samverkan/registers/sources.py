"""Opens a register by what it is: a CSV file for now."""

from __future__ import annotations

from pathlib import Path

from samverkan.registers.blocks import Reader
from samverkan.registers.csv_files import open_csv
from samverkan.registers.mapping import Mapping


def open_source(source: str | Path, mapping: Mapping) -> Reader:
    """Open a source as its name says. NotAllowed if it is not what it seems; OSError if absent."""
    return open_csv(
        Path(source),
        encoding=mapping.encoding,
        delimiter=mapping.delimiter,
        titled=mapping.titled,
    )
