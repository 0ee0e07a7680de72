"""A register is taken in exactly once, wherever the import was killed and however often."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from samverkan.registers import sources
from samverkan.registers.csv_files import open_csv
from samverkan.registers.mapping import Mapping
from samverkan.registers.taking_in import take_in
from samverkan.registers.working_folder import WorkingFolder
from samverkan.rules.refusal import NotAllowed

ON = date(2026, 11, 29)
BLOCK = 600
ROOT = Path(__file__).parents[2]
# Kills itself when the disk has been written to so many times.
CHILD = """
import os, signal, sys
from datetime import date
from functools import partial
from pathlib import Path
from samverkan.registers import sources
from samverkan.registers.csv_files import open_csv
from samverkan.registers.taking_in import take_in

left, sync = [int(sys.argv[3])], os.fsync
def fsync(file):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    sync(file)
os.fsync = fsync
sources.open_csv = partial(open_csv, block=int(sys.argv[4]))
take_in(sys.argv[1], Path(sys.argv[2]), on=date(2026, 11, 29))
"""


@pytest.fixture
def register(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "open_csv", partial(open_csv, block=BLOCK))
    path = tmp_path / "register.csv"
    rows = "".join(
        f"{row};{'19900101980' if row % 7 else 'x'}{row % 10};Åsa{row}\n" for row in range(200)
    )
    path.write_text(f"id;personnummer;förnamn\n{rows}", encoding="utf-8")
    return path


def content(folder):
    """Give everything that an import gave, as one digest."""
    working = WorkingFolder(folder)
    digest = sha256()
    for batch in working.rows():
        digest.update(repr(batch.to_pylist()).encode())
    for one in working.aside():
        digest.update(repr(one).encode())
    return digest.hexdigest()


def killed(register, folder, after):
    call = [sys.executable, "-c", CHILD, str(register), str(folder), str(after), str(BLOCK)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(call, env=environment, check=False).returncode == -signal.SIGKILL


def test_what_is_taken_in_is_the_register(register, tmp_path):
    told = []
    done = take_in(register, tmp_path / "once", on=ON, progress=told.append)
    assert (done.read, done.rows, done.done) == (200, 200, True)
    assert [one.parts for one in told] == list(range(1, done.parts + 1))
    assert told[-1].position == done.position
    rows = [row for batch in WorkingFolder(tmp_path / "once").rows() for row in batch.to_pylist()]
    assert [row["line"] for row in rows] == list(range(2, 202))
    assert rows[1]["given_name"] == "Åsa1"
    aside = list(WorkingFolder(tmp_path / "once").aside())
    assert len(aside) == done.aside > 100
    assert {one.en for one in aside} != {one.sv for one in aside}
    assert (tmp_path / "once").stat().st_mode & 0o777 == 0o700


def test_a_second_call_does_nothing_more(register, tmp_path):
    first = take_in(register, tmp_path / "once", on=ON)
    told = []
    later = date(2027, 1, 1)
    assert take_in(register, tmp_path / "once", on=later, progress=told.append) == first
    assert told == []


@pytest.mark.slow
def test_a_killed_import_goes_on_to_the_same_content(register, tmp_path):
    whole = take_in(register, tmp_path / "whole", on=ON)
    writes = whole.parts * 6  # rows, aside and manifest: each the file and its folder
    points = random.Random(5).sample(range(4, writes), 4)  # noqa: S311  where, not what
    for number, after in enumerate(points):
        folder = tmp_path / f"killed-{number}"
        assert killed(register, folder, after)
        assert killed(register, folder, after=3)
        with pytest.raises(NotAllowed, match="not finished"):
            list(WorkingFolder(folder).rows())
        assert take_in(register, folder, on=ON) == whole
        assert content(folder) == content(tmp_path / "whole")


def test_an_import_that_stops_goes_on_where_it_was(register, tmp_path):
    seen = []

    def stop(so_far):
        seen.append(so_far.parts)
        if so_far.parts % 3 == 0:
            raise KeyboardInterrupt

    take_in(register, tmp_path / "whole", on=ON)
    for _ in range(40):
        try:
            take_in(register, tmp_path / "stopped", on=ON, progress=stop)
        except KeyboardInterrupt:
            continue
        break
    assert seen == list(range(1, len(seen) + 1))
    assert content(tmp_path / "stopped") == content(tmp_path / "whole")


def test_another_register_or_a_changed_one_is_refused(register, tmp_path):
    take_in(register, tmp_path / "folder", on=ON)
    with pytest.raises(NotAllowed, match="another import"):
        take_in(register, tmp_path / "folder", on=ON, mapping=Mapping(nulls=("",)))
    register.write_text(register.read_text("utf-8") + "201;;Ida\n", "utf-8")
    with pytest.raises(NotAllowed, match="another import"):
        take_in(register, tmp_path / "folder", on=ON)


@pytest.mark.parametrize(("text", "sentence"), [("", "became shorter"), (None, "changed since")])
def test_a_register_that_changes_meanwhile_is_refused(register, tmp_path, text, sentence):
    longer = register.read_text("utf-8") + "201;;Ida\n"

    def change(so_far):
        if so_far.parts == 2:
            register.write_text(longer if text is None else text, "utf-8")

    with pytest.raises(NotAllowed, match=sentence):
        take_in(register, tmp_path / "folder", on=ON, progress=change)


def test_a_manifest_that_is_not_ours_is_refused(register, tmp_path):
    for content_ in (b"{", b"[]", b'{"form": 2}', b'{"form": 1, "position": null}'):
        (tmp_path / "manifest.json").write_bytes(content_)
        with pytest.raises(NotAllowed, match="cannot be read"):
            take_in(register, tmp_path, on=ON)


def test_a_database_begins_again(tmp_path, monkeypatch):
    monkeypatch.setattr("samverkan.registers.sql_servers.BLOCK_ROWS", 2)
    path = tmp_path / "r.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE person (given_name)")
        connection.executemany("INSERT INTO person VALUES (?)", [("Åsa",), ("Ida",), ("Bo",)])
    connection.close()

    def stop(so_far):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(f"sqlite:///{path}", tmp_path / "folder", on=ON, progress=stop)
    done = take_in(f"sqlite:///{path}", tmp_path / "folder", on=ON)
    assert (done.parts, done.rows) == (2, 3)
