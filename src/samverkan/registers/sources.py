"""Opens a register by what it is called: a database by its URL, a file by its ending."""

from __future__ import annotations

from pathlib import Path

from samverkan.registers.blocks import Reader
from samverkan.registers.csv_files import open_csv
from samverkan.registers.databases import address, open_database
from samverkan.registers.duckdb_files import SCHEME, DuckDb
from samverkan.registers.mapping import Mapping
from samverkan.registers.parquet_files import open_parquet
from samverkan.registers.sql_servers import SqlServer
from samverkan.registers.xlsx_files import open_xlsx
from samverkan.rules.refusal import NotAllowed

_SQLITE = b"SQLite format 3\0"


def open_source(source: str | Path, mapping: Mapping) -> Reader:
    """Open a source; an empty one is the database of the mapping. NotAllowed, OSError if it is bad.

    A file with another ending is read as delimited text.
    """
    named = str(source) or address(mapping)
    if not named:
        raise NotAllowed("registers.no_source")
    if named.startswith(SCHEME):
        path = named.removeprefix(SCHEME).removeprefix("/")
        return open_database(DuckDb(path), table=mapping.table, query=mapping.query)
    if "://" in named:
        return open_database(SqlServer(named), table=mapping.table, query=mapping.query)
    return _open_file(Path(named), mapping)


def _open_file(path: Path, mapping: Mapping) -> Reader:
    _refuse_sqlite(path)  # also says that a file is not there, or a folder
    ending = path.suffix.lower()
    if ending == ".parquet":
        return open_parquet(path)
    if ending in {".xlsx", ".xlsm"}:
        return open_xlsx(path, sheet=mapping.sheet, titled=mapping.titled)
    if ending in {".duckdb", ".ddb"}:
        return open_database(DuckDb(str(path)), table=mapping.table, query=mapping.query)
    return open_csv(
        path, encoding=mapping.encoding, delimiter=mapping.delimiter, titled=mapping.titled
    )


def _refuse_sqlite(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            raise NotAllowed("registers.sqlite_file", file=path)
