"""What a command reads is never written over, and an interrupted one says so in a sentence."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from samverkan.cli import identifiers, main
from samverkan.cli.outputs import kept_apart
from samverkan.rules.refusal import NotAllowed

ROWS = "personnummer;förnamn\n200001019801;Åsa\n200001019802;Ida\n"


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(ROWS, "utf-8")
    for name in ("voprf", "signing"):
        Path(name).write_text("01" * 32)
        Path(name).chmod(0o600)
    return tmp_path


SEAL = "seal a.csv --holder KFM --asker KBV --epoch 2025-07-12 --key voprf --signing-key signing"


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("register check a.csv --quarantine a.csv", "a.csv"),
        ("register check a.csv --quarantine ./x/../a.csv", "a.csv"),
        ("register check sqlite:///a.csv --quarantine a.csv", "a.csv"),
        ("link a.csv --out a.csv", "a.csv"),
        ("link x.csv duckdb:///a.csv?x=y --out a.csv", "a.csv"),
        (f"{SEAL} --out a.csv", "a.csv"),
        (f"{SEAL} --out voprf", "voprf"),
        ("pack delta b.pack c.pack --signing-key signing --out signing", "signing"),
        ("pack apply b.pack d --out d", "d"),
        ("ask blind a.csv --pack b.pack --out a.csv --secrets kept", "a.csv"),
    ],
)
def test_no_register_key_or_question_is_written_over(room, capsys, call, name):
    before = {file.name: file.read_bytes() for file in room.iterdir()}
    assert main(call.split()) == 2
    assert f"{name} läses av samma kommando" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in room.iterdir()} == before


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("ask blind a.csv --pack b.pack --out q --secrets q", "q"),
        ("ask blind a.csv --pack b.pack --out q --secrets ./x/../q", "q"),
        ("ask blind a.csv --pack b.pack --out hard --secrets soft", "soft"),
        (f"{SEAL} --out b.pack --likeness person --scheme b.pack", "b.pack"),
    ],
)
def test_one_name_for_two_files_that_are_written_says_so(room, capsys, call, name, language):
    Path("one").write_text("x")
    Path("hard").hardlink_to("one")
    Path("soft").symlink_to("one")
    assert main([*call.split(), "--lang", language]) == 2
    said = {"sv": "för två filer som skrivs", "en": "for two files that are written"}
    told = capsys.readouterr().err
    assert said[language] in told
    assert name in told


@pytest.mark.parametrize("link", [Path.hardlink_to, Path.symlink_to])
def test_a_register_under_another_name_is_not_written_over(room, capsys, link):
    link(room / "b.csv", room / "a.csv")
    assert main(["link", "a.csv", "--out", "b.csv"]) == 2
    assert "b.csv läses av samma kommando" in capsys.readouterr().err


def test_a_device_may_be_given_twice():
    kept_apart([Path("/dev/null"), Path("/dev/null")], ["/dev/null"])


@pytest.mark.parametrize(
    "call",
    [f"{SEAL} --out x", "link a.csv --out x", "ask blind a.csv --pack b --out x --secrets k"],
)
def test_a_folder_is_refused_before_anything_is_written(room, capsys, call):
    Path("x").mkdir()
    assert main(call.split()) == 2
    assert "x är en mapp" in capsys.readouterr().err
    assert sorted(file.name for file in room.iterdir()) == ["a.csv", "signing", "voprf", "x"]


def test_other_names_are_free(tmp_path):
    kept_apart([tmp_path / "out", None], [str(tmp_path / "in"), "", None])
    with pytest.raises(NotAllowed, match="not written over"):
        kept_apart([tmp_path / "out"], [tmp_path / "x" / ".." / "out"])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("register check folder", "folder är en mapp"),
        ("register check a.csv --quarantine no/q.csv", "Mappen no finns inte."),
        ("register take a.csv --into a.csv", "a.csv är en fil"),
        ("link a.csv none.csv", "none.csv finns inte."),
        ("link a.csv --out no/pairs.csv --lang en", "The folder no does not exist."),
        ("identifiers folder --lang en", "folder is a folder"),
        ("distribute folder", "folder är en mapp"),
        ("pack info none", "none finns inte."),
        (f"{SEAL} --out folder", "folder är en mapp"),
        (SEAL.replace("a.csv", "none.csv") + " --out b", "none.csv finns inte."),
    ],
)
def test_what_the_disk_refuses_is_one_sentence_in_the_users_language(room, capsys, call, said):
    (room / "folder").mkdir()
    assert main(call.split()) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "Errno" not in err


def test_a_folder_that_is_missing_is_told_of_before_the_registers_are_read(room, capsys):
    assert main(["link", "a.csv", "--out", "no/pairs.csv", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "samverkan link: The folder no does not exist.\n"


def test_ctrl_c_is_a_sentence(room, capsys, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(identifiers, "_read", interrupted)
    assert main(["identifiers", "a.csv"]) == 130
    assert capsys.readouterr().err == "samverkan identifiers: Avbruten.\n"
    assert main(["identifiers", "a.csv", "--lang", "en"]) == 130
    assert capsys.readouterr().err == "samverkan identifiers: Stopped.\n"


def test_a_reader_that_has_seen_enough_is_no_fault(room):
    Path("many").write_text("19651018-9845\n" * 20_000)
    command = [sys.executable, "-m", "samverkan", "identifiers", "many"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
    assert process.returncode != -signal.SIGPIPE
