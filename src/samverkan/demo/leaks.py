"""Opens a stopped instance with its own keys and looks for words in all that it keeps.

Text and files are searched as they lie; whatever is sealed under a case key is opened first. So
what is found nowhere is not there, and not only hidden.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DATABASE = "instance.sqlite3"
NONCE = 12
SHORTEST = NONCE + 16


@dataclass(frozen=True, slots=True)
class Found:
    """A word that was found, and where: a table's column, or a file."""

    word: str
    where: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found, and how many sealed values were opened: 0 would be a search of nothing."""

    found: tuple[Found, ...]
    opened: int


@dataclass(frozen=True, slots=True)
class CaseKey:
    """An opened case key; the case's name is bound to all that it sealed."""

    case: str
    key: AESGCM

    def open(self, sealed: bytes) -> bytes | None:
        """Open what was sealed under this case; None if it was not."""
        try:
            return self.key.decrypt(sealed[:NONCE], sealed[NONCE:], self.case.encode())
        except InvalidTag:
            return None


def spellings(number: str) -> tuple[str, ...]:
    """Give the ways in which a personal number of twelve digits may be written."""
    return (number, number[2:], f"{number[:8]}-{number[8:]}", f"{number[2:8]}-{number[8:]}")


def search(folder: Path, words: Sequence[str]) -> Searched:
    """Search an instance's folder: its database opened, and every file as it lies."""
    wanted = [(word, word.encode()) for word in words]
    found: list[Found] = []
    count = 0
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        keys = _case_keys(folder, database)
        for where, case, value in _values(database):
            data = value.encode() if isinstance(value, str) else value
            inner = _unsealed(data, case, keys) if isinstance(value, bytes) else None
            count += inner is not None
            found += _in_bytes(data, wanted, where)
            found += _in_bytes(inner or b"", wanted, f"{where}, opened")
    return Searched((*found, *in_files(folder.rglob("*"), words)), count)


def in_files(files: Iterable[Path], words: Sequence[str]) -> Iterator[Found]:
    """Search files byte by byte, the write-ahead log of a database too."""
    wanted = [(word, word.encode()) for word in words]
    for file in files:
        if file.is_file():
            yield from _in_bytes(file.read_bytes(), wanted, str(file.name))


def _case_keys(folder: Path, database: sqlite3.Connection) -> Mapping[str, CaseKey]:
    wrap = AESGCM(bytes.fromhex((folder / "keys" / "wrap.key").read_text("ascii")))
    rows = database.execute('SELECT "case", wrapped FROM journal_casekey WHERE wrapped NOT NULL')
    return {
        case: CaseKey(case, AESGCM(wrap.decrypt(wrapped[:NONCE], wrapped[NONCE:], case.encode())))
        for case, wrapped in rows
    }


def _values(database: sqlite3.Connection) -> Iterator[tuple[str, str, str | bytes]]:
    """Give every text and blob: its table and column, the case its row names, and itself."""
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a name of the schema
        names = [column[0] for column in rows.description]
        for row in rows:
            case = str(dict(zip(names, row, strict=True)).get("case", ""))
            for name, value in zip(names, row, strict=True):
                if isinstance(value, str | bytes):
                    yield f"{table}.{name}", case, value


def _unsealed(data: bytes, case: str, keys: Mapping[str, CaseKey]) -> bytes | None:
    """Open a blob with its row's key, or with whichever fits where the row names none."""
    if len(data) < SHORTEST:
        return None
    likely = (keys[case],) if case in keys else keys.values()
    return next((inner for key in likely if (inner := key.open(data)) is not None), None)


def _in_bytes(data: bytes, wanted: Sequence[tuple[str, bytes]], where: str) -> Iterator[Found]:
    for word, written in wanted:
        if written in data:
            yield Found(word, where)
