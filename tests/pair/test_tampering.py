"""Whoever alters the journal is found out: by anyone from its files, by its instance at start."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import rmtree

import pytest

from tests.pair.houses import House, command

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]


def alter(file: Path, at: int) -> bytes:
    """Turn one bit and give the file as it was."""
    before = file.read_bytes()
    file.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
    return before


def first_tile(house: House, level: str) -> Path:
    """Find the tile that the checkpoint stands on: full, or the widest that there is."""
    full = house.folder / "journal" / "tile" / level / "000"
    parts = full.with_name("000.p").glob("*")
    return full if full.exists() else max(parts, key=lambda file: int(file.name))


def test_an_altered_hash_is_named_over_http(pair):
    kfm, _ = pair
    tile = first_tile(kfm, "0")
    before = alter(tile, 2 * 32 + 5)
    try:
        audit = kfm.verify("--json")
        assert audit.returncode == 1
        assert '"tile/0/000' in audit.stdout
        assert "Entry 2" in kfm.verify().stdout
    finally:
        tile.write_bytes(before)
    assert kfm.verify().returncode == 0


def test_an_altered_entry_is_named(pair):
    _, nuc = pair
    bundle = first_tile(nuc, "entries")
    # Length (2), version (1), length of the act (1): then comes the act itself.
    before = alter(bundle, 4)
    try:
        audit = nuc.verify()
        assert audit.returncode == 1
        assert "Entry 0" in audit.stdout
    finally:
        bundle.write_bytes(before)


def test_a_journal_signed_with_another_key_is_not_this_participants(pair):
    kfm, nuc = pair
    audit = command("verify", f"{kfm.url}/journal", "--card", nuc.folder / "card.jws")
    assert audit.returncode == 1


def test_an_entry_altered_in_the_database_stops_the_start(lone):
    lone.stop()
    rmtree(lone.folder / "journal" / "tile")
    with closing(sqlite3.connect(lone.folder / "instance.sqlite3")) as database, database:
        [(kept,)] = database.execute("SELECT commitment FROM journal_entry WHERE position = 1")
        database.execute("UPDATE journal_entry SET commitment = ? WHERE position = 1", [bytes(32)])
    refused = command("serve", "--data", lone.folder, "--port", str(lone.port))
    assert refused.returncode == 1
    assert "The database's entries do not give the root" in refused.stderr

    with closing(sqlite3.connect(lone.folder / "instance.sqlite3")) as database, database:
        database.execute("UPDATE journal_entry SET commitment = ? WHERE position = 1", [kept])
    rmtree(lone.folder / "journal" / "tile")
    lone.start()
    assert lone.verify().returncode == 0
