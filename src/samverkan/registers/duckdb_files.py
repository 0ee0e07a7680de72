"""Reads a table or a query through DuckDB, which only reads: its own files, or what it can open.

`duckdb://` without a path is for a query over files: `SELECT * FROM read_json('register.ndjson')`.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from samverkan.registers import texts
from samverkan.registers.blocks import BLOCK_ROWS, Block, Position
from samverkan.registers.databases import must_only_read, short, without_values
from samverkan.rules.refusal import NotAllowed

SCHEME = "duckdb://"


@dataclass(frozen=True, slots=True)
class DuckDbFile:
    """An opened file, made by `open_duckdb`: what is asked of it, and the answer's columns."""

    path: str
    query: str
    header: tuple[str, ...]

    @property
    def resumes(self) -> bool:
        """Say that the rows may come in another order the next time."""
        return False

    def blocks(self, places: Sequence[int], after: Position | None) -> Generator[Block]:
        """Give the answer's rows from the beginning, whatever `after` says."""
        del after
        row = 0
        with _connected(self.path) as connection:
            for batch in _batches(_asked(connection, self.query)):
                end = row + batch.num_rows
                cells = {place: texts.of_column(batch.column(place)) for place in places}
                if batch.num_rows:
                    yield Block(cells, np.arange(row + 1, end + 1), (), Position(end, end + 1))
                row = end


def open_duckdb(path: str, *, table: str, query: str) -> DuckDbFile:
    """Ask DuckDB for a table or a query. NotAllowed if it cannot answer, or would write."""
    if query:
        must_only_read(query)
    with _connected(path) as connection:
        asked = query or _whole(connection, table)
        return DuckDbFile(path, asked, tuple(_asked(connection, asked).schema.names))


def _connected(path: str) -> Any:  # noqa: ANN401  duckdb is in an extra
    try:
        import duckdb  # noqa: PLC0415  heavy, and in an extra
    except ImportError:
        raise NotAllowed("registers.extra_needed", what="DuckDB") from None
    try:
        return duckdb.connect(path or ":memory:", read_only=bool(path))
    except duckdb.Error as error:
        raise NotAllowed("registers.database", why=short(error)) from None


def _asked(connection: Any, query: str) -> Any:  # noqa: ANN401
    import duckdb  # noqa: PLC0415

    try:
        return connection.sql(query).to_arrow_reader(BLOCK_ROWS)
    except duckdb.Error as error:
        raise NotAllowed("registers.database", why=short(error)) from None


def _batches(reader: Any) -> Generator[Any]:  # noqa: ANN401
    """Give the answer's batches. What goes wrong among the rows is told without their values."""
    import duckdb  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    try:
        yield from reader
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise NotAllowed("registers.database", why=without_values(error)) from None


def _whole(connection: Any, table: str) -> str:  # noqa: ANN401
    """Ask for a whole table, the only one if none is named, by its quoted name."""
    names = [table] if table else [row[0] for row in connection.execute("SHOW TABLES").fetchall()]
    if len(names) != 1:
        raise NotAllowed("registers.what_to_read")
    quoted = ('"' + part.replace('"', '""') + '"' for part in names[0].split("."))
    return "SELECT * FROM " + ".".join(quoted)  # noqa: S608  quoted
