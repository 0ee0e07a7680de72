"""Reads a table or a query of a database, some rows at a time as it sends them, and only reads.

How one connects and asks is a kind's own: `sql_servers` and `duckdb_files`. A row's line is its
number in the answer. No order is sure to come back, so a broken import begins again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from samverkan.registers.answers import Connection
from samverkan.registers.blocks import Block, Position
from samverkan.registers.duckdb_files import DuckDb
from samverkan.registers.mapping import Mapping
from samverkan.registers.sql_servers import SqlServer
from samverkan.rules.refusal import NotAllowed

_READS = re.compile(r"\s*(select|with|from)\b[^;]*;?\s*", re.IGNORECASE)


Kind: TypeAlias = DuckDb | SqlServer
"""A kind of database and where one is. Both say alike how one connects and asks."""


@dataclass(frozen=True, slots=True)
class Database:
    """An opened database, made by `open_database`: what is asked, and the answer's columns."""

    kind: Kind
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
        with self.kind.connected() as connection:
            for count, cells in self.kind.answer(connection, self.query, places):
                end = row + count
                yield Block(cells, np.arange(row + 1, end + 1), (), Position(end, end + 1))
                row = end


def open_database(kind: Kind, *, table: str, query: str) -> Database:
    """Ask a database for a table or a query. NotAllowed if it cannot answer, or would write."""
    if query:
        must_only_read(query)
    with kind.connected() as connection:
        asked = query or _whole(kind, connection, table)
        return Database(kind, asked, kind.columns(connection, asked))


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


def _whole(kind: Kind, connection: Connection, table: str) -> str:
    """Ask for a whole table, the only one if none is named, by its quoted name."""
    names = [table] if table else kind.tables(connection)
    if len(names) != 1:
        raise NotAllowed("registers.what_to_read")
    parts = (kind.quoted(connection, part) for part in names[0].split("."))
    return "SELECT * FROM " + ".".join(parts)  # noqa: S608  quoted
