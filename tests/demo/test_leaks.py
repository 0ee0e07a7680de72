"""The search finds what is there, sealed or not, and nothing that is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samverkan.demo.leaks import DATABASE, Found, in_files, search, spellings

NAME = "Lennart Sjömärke"
WRAP, KEY = bytes(range(32)), bytes(range(32, 64))
CASE = "KBV/11111111-1111-4111-8111-111111111111"


def sealed(key: bytes, data: bytes, case: str = CASE) -> bytes:
    nonce = bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, data, case.encode())


@pytest.fixture
def folder(tmp_path):
    """An instance's folder with one case key, and two tables that know of the case or do not."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "wrap.key").write_text(WRAP.hex(), "ascii")
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database, database:
        database.execute('CREATE TABLE journal_casekey ("case" TEXT, wrapped BLOB)')
        database.execute("INSERT INTO journal_casekey VALUES (?, ?)", (CASE, sealed(WRAP, KEY)))
        database.execute("INSERT INTO journal_casekey VALUES ('erased', NULL)")
        database.execute(
            'CREATE TABLE entry ("case" TEXT, record BLOB, words TEXT, number INTEGER)'
        )
        database.execute("CREATE TABLE outbox (envelope BLOB)")
    return tmp_path


def put(folder, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute(statement, values)


def test_a_number_is_written_in_four_ways():
    number = "197808089990"
    assert spellings(number) == (number, "7808089990", "19780808-9990", "780808-9990")


def test_files_are_searched_as_they_lie(tmp_path):
    (tmp_path / "KBV.log").write_text(f"asked about {NAME}", "utf-8")
    (tmp_path / "KFM.log").write_text("nothing", "utf-8")
    assert list(in_files(tmp_path.iterdir(), (NAME,))) == [Found(NAME, "KBV.log")]


def test_what_is_sealed_is_opened_and_searched(folder):
    put(folder, "INSERT INTO entry VALUES (?, ?, '', 1)", CASE, sealed(KEY, NAME.encode()))
    put(folder, "INSERT INTO outbox VALUES (?)", sealed(KEY, b"nobody"))
    searched = search(folder, (NAME,))
    assert searched.found == (Found(NAME, "entry.record, opened"),)
    assert searched.opened == 2


def test_a_row_without_a_case_is_opened_with_the_key_that_fits(folder):
    put(folder, "INSERT INTO outbox VALUES (?)", sealed(KEY, NAME.encode()))
    assert search(folder, (NAME,)).found == (Found(NAME, "outbox.envelope, opened"),)


def test_plain_text_is_found_in_the_table_and_in_the_file(folder):
    put(folder, "INSERT INTO entry VALUES ('', NULL, ?, 1)", NAME)
    assert set(search(folder, (NAME,)).found) == {
        Found(NAME, "entry.words"),
        Found(NAME, DATABASE),
    }


def test_what_no_key_opens_and_what_is_not_there_are_not_found(folder):
    put(folder, "INSERT INTO outbox VALUES (?)", sealed(bytes(32), NAME.encode()))
    put(folder, "INSERT INTO outbox VALUES (?)", b"short")
    searched = search(folder, (NAME,))
    assert (searched.found, searched.opened) == ((), 0)
