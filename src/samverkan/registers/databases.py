"""Reads a table or a query of a database, row by row as the server sends them, and only reads.

Any database that SQLAlchemy knows, by its URL; DuckDB's are read in `duckdb_files`. A row's line is
its number in the answer. No order is sure to come back, so a broken import begins again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from samverkan.registers import texts
from samverkan.registers.blocks import BLOCK_ROWS, Block, Position
from samverkan.registers.mapping import Mapping
from samverkan.rules.refusal import NotAllowed

_READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
}
_QUOTED = re.compile(r"""'[^']*'?|"[^"]*"?""")
_READS = re.compile(r"\s*(select|with|from)\b[^;]*;?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Database:
    """An opened database, made by `open_database`: what is asked, and the answer's columns."""

    url: str
    query: str
    header: tuple[str, ...]

    @property
    def resumes(self) -> bool:
        """Say that the rows may come in another order the next time."""
        return False

    def blocks(self, places: Sequence[int], after: Position | None) -> Generator[Block]:
        """Give the answer's rows from the beginning, whatever `after` says."""
        del after
        with _connected(self.url) as connection:
            answer = _asked(connection, self.query)
            row = 0
            while some := _some(answer):
                yield _block(some, row, places)
                row += len(some)


def address(mapping: Mapping) -> str:
    """Give a database's URL, as the mapping tells it or the environment variable it names."""
    if not mapping.url_from:
        return mapping.url
    try:
        return os.environ[mapping.url_from]
    except KeyError:
        raise NotAllowed("registers.no_variable", name=mapping.url_from) from None


def must_only_read(query: str) -> None:
    """Refuse what is not one SELECT. The connection is told to write nothing as well."""
    if not _READS.fullmatch(query):
        raise NotAllowed("registers.only_reading")


def open_database(url: str, *, table: str, query: str) -> Database:
    """Ask a database for a table or a query. NotAllowed if it cannot answer, or would write."""
    if query:
        must_only_read(query)
    with _connected(url) as connection:
        asked = query or _whole(connection, table)
        return Database(url, asked, tuple(_asked(connection, asked).keys()))


def _connected(url: str) -> Any:  # noqa: ANN401  SQLAlchemy is in an extra
    """Connect so that answers stream and, where the database knows how, nothing can be written."""
    try:
        import sqlalchemy as sql  # noqa: PLC0415  heavy, and in an extra
    except ImportError:
        raise NotAllowed("registers.extra_needed", what="SQL") from None
    try:
        engine = sql.create_engine(url, poolclass=sql.pool.NullPool)
        _must_be_there(engine)
        connection = engine.connect()
        if engine.dialect.name in _READ_ONLY:
            connection.exec_driver_sql(_READ_ONLY[engine.dialect.name])
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(postgresql_readonly=True)
        return connection.execution_options(stream_results=True, max_row_buffer=BLOCK_ROWS)
    except (sql.exc.SQLAlchemyError, ImportError) as error:
        raise NotAllowed("registers.database", why=short(error)) from None


def _must_be_there(engine: Any) -> None:  # noqa: ANN401
    """Refuse a SQLite file that is not there, which connecting would make."""
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and not Path(file).exists():
        raise NotAllowed("files.missing", file=file)


def _asked(connection: Any, query: str) -> Any:  # noqa: ANN401
    import sqlalchemy as sql  # noqa: PLC0415

    try:
        return connection.exec_driver_sql(query)
    except sql.exc.DataError as error:
        raise NotAllowed("registers.database", why=without_values(error)) from None
    except sql.exc.SQLAlchemyError as error:
        raise NotAllowed("registers.database", why=short(error)) from None


def _some(answer: Any) -> Sequence[Sequence[object]]:  # noqa: ANN401
    import sqlalchemy as sql  # noqa: PLC0415

    try:
        rows: Sequence[Sequence[object]] = answer.fetchmany(BLOCK_ROWS)
    except sql.exc.SQLAlchemyError as error:
        raise NotAllowed("registers.database", why=without_values(error)) from None
    return rows


def _whole(connection: Any, table: str) -> str:  # noqa: ANN401
    """Ask for a whole table, the only one if none is named, by its quoted name."""
    import sqlalchemy as sql  # noqa: PLC0415

    names = [table] if table else sql.inspect(connection).get_table_names()
    if len(names) != 1:
        raise NotAllowed("registers.what_to_read")
    quote = connection.dialect.identifier_preparer.quote
    return "SELECT * FROM " + ".".join(map(quote, names[0].split(".")))  # noqa: S608  quoted


def short(error: Exception) -> str:
    """Give the first line of an error, without the query and what it was asked with."""
    return str(getattr(error, "orig", None) or error).split("\n", 1)[0][:200].rstrip(".")


def without_values(error: Exception) -> str:
    """Give the first line of an error met among the rows, without what it quotes of them."""
    return _QUOTED.sub("…", short(error))


def _block(rows: Sequence[Sequence[object]], before: int, places: Sequence[int]) -> Block:
    import pyarrow as pa  # noqa: PLC0415

    cells = {
        place: pa.array([texts.of_value(row[place]) for row in rows], pa.string())
        for place in places
    }
    after = before + len(rows)
    return Block(cells, np.arange(before + 1, after + 1), (), Position(after, after + 1))
