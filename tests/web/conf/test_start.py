"""An instance that must not serve says why in one sentence, for each reason there is."""

from __future__ import annotations

from socket import create_server

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.sealed.errors import Unavailable
from samverkan.web.conf import serving, start
from samverkan.web.conf.making import make_folder
from samverkan.web.conf.serving import StartRefused, serve
from samverkan.web.journal import actions as journal
from samverkan.web.journal import tiles
from samverkan.web.journal.instance import here, load


@pytest.fixture
def ready(instance, now, monkeypatch):
    """An instance that may start; the database of a test keeps no file, so no PRAGMA holds."""
    journal.record(
        Act.INSTANCE_MADE, about="KBV", by=Actor.instance("KBV"), at=now, case="instance"
    )
    journal.beat(now=now)
    monkeypatch.setattr(start, "PRAGMAS", {"foreign_keys": 1})
    return instance


def refusal() -> str:
    load.cache_clear()
    with pytest.raises(StartRefused) as refused:
        start.check_start()
    text = str(refused.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def test_a_ready_instance_starts(ready):
    start.check_start()


def test_no_instance(ready):
    (ready.folder / "instance.toml").unlink()
    assert "run `samverkan init` first" in refusal()


def test_damaged_words(ready):
    file = ready.folder / "instance.toml"
    file.write_text("participant = ", "utf-8")
    assert "is not valid TOML" in refusal()
    file.write_text('participant = "KBV"\n', "utf-8")
    assert "does not say name_sv" in refusal()


@pytest.mark.parametrize("text", [None, "zz", "", "00" * 31])
def test_a_lost_or_damaged_key(ready, text):
    file = ready.folder / "keys" / "signing.key"
    file.write_text(text, "ascii") if text is not None else file.unlink()
    said = refusal()
    assert "missing or damaged" in said or "does not hold 32 bytes" in said


def test_a_key_that_others_can_read(ready):
    (ready.folder / "keys" / "log.key").chmod(0o640)
    assert "run `chmod 600" in refusal()


def test_another_instances_wrapping_key(ready):
    (ready.folder / "keys" / "wrap.key").write_text("11" * 32, "ascii")
    assert "does not open the database's case keys" in refusal()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite")
def test_sqlite_that_could_lose_what_was_acknowledged(ready, monkeypatch):
    monkeypatch.setattr(start, "PRAGMAS", {"synchronous": 7})
    assert "it must be 7" in refusal()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")
def test_postgres_that_could_lose_what_was_acknowledged(ready):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")
    assert "synchronous_commit off" in refusal()


def test_migrations_that_were_not_run(ready):
    [newest] = MigrationLoader(connection).graph.leaf_nodes("journal")
    MigrationRecorder(connection).record_unapplied(*newest)
    assert "migrations are missing: run `samverkan init` again" in refusal()


def test_a_set_clock_outside_the_demonstration(ready):
    file = ready.folder / "instance.toml"
    file.write_text(file.read_text("utf-8").replace("demo = true", "demo = false"), "utf-8")
    assert "is not a demonstration" in refusal()


def test_an_open_address_without_https(ready, settings):
    file = ready.folder / "instance.toml"
    text = file.read_text("utf-8").replace("http://127.0.0.1:1", "https://kbv.example")
    file.write_text(text, "utf-8")
    assert "set SAMVERKAN_HTTPS=1" in refusal()
    settings.SECURE_COOKIES = True
    settings.ALLOWED_HOSTS = ["localhost"]
    assert "SAMVERKAN_HOSTS does not name kbv.example" in refusal()
    settings.ALLOWED_HOSTS = ["kbv.example"]
    start.check_start()


def test_an_old_copy_of_the_database(ready):
    tiles.remember(tiles.sign(99, bytes(32)))
    assert "this is an old copy" in refusal()


def test_a_library_that_computes_something_else(ready, monkeypatch):
    def broken():
        raise Unavailable("libsodium does not compute what RFC 9497 publishes.")

    monkeypatch.setattr(start, "self_test", broken)
    assert "RFC 9497" in refusal()


def test_a_database_that_does_not_answer(ready, monkeypatch):
    def broken():
        raise DatabaseError("connection refused\n")

    monkeypatch.setattr(start, "last_signed", broken)
    assert refusal() == "The database does not answer: connection refused."


def test_start_mends_what_lags(ready):
    (here().journal_folder / "checkpoint").unlink()
    start.check_start()
    assert tiles.published()


def test_no_folder_and_a_taken_port_are_refused_before_anything_starts(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 0.2)
    with pytest.raises(StartRefused, match="There is no folder"):
        serve(tmp_path / "nowhere", host="127.0.0.1", port=1)
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartRefused, match="Address already in use"):
            serve(tmp_path, host="127.0.0.1", port=port)
    with pytest.raises(StartRefused, match="cannot be served"):
        serve(tmp_path, host="999.999.1.1", port=8400)


def test_keys_and_words_are_kept_when_a_folder_is_made_again(ready):
    before = {file.name: file.read_bytes() for file in (ready.folder / "keys").iterdir()}
    words = (ready.folder / "instance.toml").read_bytes()
    make_folder(ready.folder, code="KBV", base_url=None, demo=False)
    assert words == (ready.folder / "instance.toml").read_bytes()
    assert before == {file.name: file.read_bytes() for file in (ready.folder / "keys").iterdir()}
