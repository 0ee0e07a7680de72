"""Any database that SQLAlchemy knows, by its URL; its rows stream as the server sends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.registers import texts
from samverkan.registers.answers import Connection, Rows, short, without_values
from samverkan.registers.blocks import BLOCK_ROWS
from samverkan.rules.refusal import NotAllowed

_READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
}
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
"""The driver of ours for an address that names none."""


@dataclass(frozen=True, slots=True)
class SqlServer:
    """A database by its URL."""

    url: str

    def connected(self) -> Connection:
        """Connect so that answers stream and, where the database knows how, nothing is written."""
        try:
            import sqlalchemy as sql  # noqa: PLC0415  heavy, and in an extra
        except ImportError:
            raise NotAllowed("registers.extra_needed", what="SQL") from None
        try:
            url = sql.make_url(self.url)
            url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
            engine = sql.create_engine(url, poolclass=sql.pool.NullPool)
            _must_be_there(engine)
            connection = engine.connect()
            if engine.dialect.name in _READ_ONLY:
                connection.exec_driver_sql(_READ_ONLY[engine.dialect.name])
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(postgresql_readonly=True)
        except (sql.exc.SQLAlchemyError, ImportError) as error:
            raise NotAllowed("registers.database", why=short(error)) from None
        # A query has no parameters: without the last, a driver would take its % for one.
        return connection.execution_options(
            stream_results=True, max_row_buffer=BLOCK_ROWS, no_parameters=True
        )

    def tables(self, connection: Connection) -> Sequence[str]:
        """Name its tables."""
        import sqlalchemy as sql  # noqa: PLC0415

        names: Sequence[str] = sql.inspect(connection).get_table_names()
        return names

    def quoted(self, connection: Connection, name: str) -> str:
        """Quote a part of a table's name."""
        return str(connection.dialect.identifier_preparer.quote(name))

    def columns(self, connection: Connection, query: str) -> tuple[str, ...]:
        """Name the columns that a query answers with."""
        with _asked(connection, query) as asked:
            return tuple(asked.keys())

    def answer(self, connection: Connection, query: str, places: Sequence[int]) -> Rows:
        """Give a query's rows, some at a time: how many, and the columns at these places."""
        import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none

        asked = _asked(connection, query)
        while rows := _some(asked):
            cells = {
                place: pa.array([texts.of_value(row[place]) for row in rows], pa.string())
                for place in places
            }
            yield len(rows), cells


def _must_be_there(engine: Any) -> None:  # noqa: ANN401
    """Refuse a SQLite file that is not there, which connecting would make."""
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and not Path(file).exists():
        raise NotAllowed("files.missing", file=file)


def _asked(connection: Connection, query: str) -> Any:  # noqa: ANN401
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
