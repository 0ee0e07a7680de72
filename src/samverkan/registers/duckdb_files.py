"""DuckDB, which only reads: its own files, or what it can open.

`duckdb://` without a path is for a query over files: `SELECT * FROM read_json('register.ndjson')`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samverkan.registers import texts
from samverkan.registers.answers import Connection, Rows, short, without_values
from samverkan.registers.blocks import BLOCK_ROWS
from samverkan.rules.refusal import NotAllowed

SCHEME = "duckdb://"


@dataclass(frozen=True, slots=True)
class DuckDb:
    """DuckDB with a file of its own, or with none."""

    path: str

    def connected(self) -> Connection:
        """Connect so that nothing can be written to the file."""
        try:
            import duckdb  # noqa: PLC0415  heavy, and in an extra
        except ImportError:
            raise NotAllowed("registers.extra_needed", what="DuckDB") from None
        try:
            return duckdb.connect(self.path or ":memory:", read_only=bool(self.path))
        except duckdb.Error as error:
            raise NotAllowed("registers.database", why=short(error)) from None

    def tables(self, connection: Connection) -> Sequence[str]:
        """Name its tables."""
        return [row[0] for row in connection.execute("SHOW TABLES").fetchall()]

    def quoted(self, connection: Connection, name: str) -> str:
        """Quote a part of a table's name."""
        del connection
        return '"' + name.replace('"', '""') + '"'

    def columns(self, connection: Connection, query: str) -> tuple[str, ...]:
        """Name the columns that a query answers with."""
        return tuple(_asked(connection, query).schema.names)

    def answer(self, connection: Connection, query: str, places: Sequence[int]) -> Rows:
        """Give a query's rows, some at a time. What goes wrong is told without their values."""
        import duckdb  # noqa: PLC0415
        import pyarrow as pa  # noqa: PLC0415

        try:
            for batch in _asked(connection, query):
                cells = {place: texts.of_column(batch.column(place)) for place in places}
                if batch.num_rows:
                    yield batch.num_rows, cells
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise NotAllowed("registers.database", why=without_values(error)) from None


def _asked(connection: Connection, query: str) -> Any:  # noqa: ANN401
    import duckdb  # noqa: PLC0415

    try:
        return connection.sql(query).to_arrow_reader(BLOCK_ROWS)
    except duckdb.Error as error:
        raise NotAllowed("registers.database", why=short(error)) from None
