"""Every command ends by one rule, and says in one sentence and one language what stopped it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from samverkan.cli import VERBS, identifiers, main
from samverkan.registers import atomic
from tests.cli.ask_room import Room
from tests.cli.calls import CALLS, SEAL
from tests.cli.stop_words import foreign
from tests.cli.test_verify import KEY, log_of

EXAMPLE = Path(__file__).parents[2] / "docs/examples/distribution.json"
SALE = json.loads(EXAMPLE.read_text("utf-8"))
ROWS = "personnummer;förnamn\n199001019802;Åsa\n198806149806;Ida\n"


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("SAMVERKAN_DATA", "DJANGO_SETTINGS_MODULE"):  # the instance's commands set them
        monkeypatch.setenv(name, os.environ.get(name, ""))
    room = Room(tmp_path)
    room.write("good.csv", ROWS.encode())
    room.write("bad.csv", ROWS.replace("9806", "9807").encode())
    room.write("good-numbers", b"19900101-9802\n")
    room.write("bad-numbers", b"19900101-9802\n19900101-9803\n")
    room.write("empty", b"")
    room.write("binary", bytes(range(256)) * 8)
    room.write("open-key", room.bytes("key"), 0o644)
    room.write("broken.toml", b"columns = [\n")
    room.write("broken.json", b'{"sale": ')
    room.write("no-figure.json", b'{"a": 1}')
    room.write("old-version", room.bytes("pack")[:8] + b"\1" + room.bytes("pack")[9:])
    costs = [{"kind": "travel", "what": "resan", "amount": "100"}]  # that the law does not know
    room.write("refused.json", json.dumps(SALE | {"special_costs": costs}).encode())
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("")
    for name in ("journal", "damaged"):
        for file, data in log_of(300).items():
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_bytes(data)
        (tmp_path / name / "vkey").write_text(KEY[1])
    (tmp_path / "damaged" / "tile/0/000").write_bytes(b"")
    return room


def ends(call: str, language: str, capsys) -> tuple[int, str, str]:
    try:
        status = main([*call.split(), "--lang", language])
    except SystemExit as ended:
        status = ended.code
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("call", "expected"), CALLS)
def test_every_command_ends_by_one_rule_and_in_one_language(room, call, expected, language, capsys):
    status, out, err = ends(call, language, capsys)
    assert status == expected, (out, err)
    assert foreign(out + err, language) == set(), (out, err)
    for word in ("Errno", "Traceback", "object at 0x", "None"):
        assert word not in out + err
    if expected == 2:
        assert out == ""
        last = err.splitlines()[-1]
        assert last.startswith("samverkan ")
        assert last.endswith((".", "`"))


def test_every_command_is_among_the_calls():
    assert {call.split()[0] for call, _ in CALLS} == set(VERBS) - {"init"}  # see test_instance


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("call", ["identifiers none", "pack info folder", "distribute empty"])
def test_what_is_wrong_names_the_file(room, call, language, capsys):
    assert call.split()[-1] in ends(call, language, capsys)[2]


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full(*_, **__):
    raise FULL


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "disken är full"), ("en", "No space left on device")]
)
@pytest.mark.parametrize(
    "call",
    [
        SEAL.format("good.csv", "key", "new.pack"),
        "pack delta pack pack --signing-key key --out delta",
        "ask blind numbers --pack pack --out question --secrets kept",
        "register take good.csv --into folder-of-it",
        "seal --new-key new-key",
        "link good.csv good.csv --quiet --out pairs",
    ],
)
def test_a_full_disk_is_a_sentence_and_leaves_nothing_half(
    room, monkeypatch, call, language, words, capsys
):
    before = {path.name for path in room.folder.iterdir()}
    monkeypatch.setattr(atomic.os, "fsync", full)
    status, out, err = ends(call, language, capsys)
    assert (status, out) == (2, "")
    assert words in err
    assert foreign(err.replace("No space left on device", ""), language) == set()
    monkeypatch.undo()
    monkeypatch.chdir(room.folder)
    new = {path.name for path in room.folder.iterdir()} - before
    assert not new & {"new.pack", "delta", "question", "new-key", "pairs"}
    assert ends(call, language, capsys)[0] == 0


def test_a_file_that_one_may_not_read_is_a_sentence(room, monkeypatch, capsys):
    def forbidden(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "numbers")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    assert ends("identifiers numbers", "sv", capsys) == (
        2,
        "",
        "samverkan identifiers: Du har inte rätt att läsa eller skriva numbers.\n",
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("identifiers numbers", "Avbruten."),
        (SEAL.format("good.csv", "key", "new.pack"), "Samma kommando går vidare"),
        ("register take good.csv --into folder-of-it", "Samma kommando går vidare"),
    ],
)
def test_ctrl_c_is_status_130_and_says_whether_it_goes_on(room, monkeypatch, call, said, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    for target in ("samverkan.cli.seal._seal", "samverkan.cli.register.take_in"):
        monkeypatch.setattr(target, interrupted)
    monkeypatch.setattr(identifiers, "_read", interrupted)
    status, out, err = ends(call, "sv", capsys)
    assert (status, out, said in err) == (130, "", True)


def process(call: str, room: Room, **how) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "samverkan", *call.split()]
    return subprocess.run(words, cwd=room.folder, text=True, timeout=60, check=False, **how)


def test_output_that_cannot_be_written_is_a_sentence(room):
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    with open("/dev/full", "w") as out:
        done = process("identifiers numbers", room, stdout=out, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == (
        "samverkan identifiers: Det som skulle skrivas ut gick inte att skriva: disken är full.\n"
    )


@pytest.mark.parametrize("call", ["identifiers numbers", "pack info pack", "--help"])
def test_a_reader_that_closes_at_once_is_no_fault(room, call):
    read, write = os.pipe()
    os.close(read)
    with open(write, "w") as out:
        done = process(call, room, stdout=out, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_file_whose_name_is_no_text_is_told_of(room):
    with suppress(OSError):
        Path(os.fsdecode(b"\xff.txt")).write_text("19900101-9802\n")
    done = process("identifiers", room, capture_output=True)
    assert done.returncode == 2
    words = [sys.executable, "-m", "samverkan", "pack", "info", b"\xff.txt"]
    done = subprocess.run(words, cwd=room.folder, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
