"""`samverkan verify ENTRY.tlog-proof`: one file, offline, with or without the record."""

import json

import pytest

from samverkan.cli import main
from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.entries import LogEntry
from samverkan.trail.evidence import Evidence
from samverkan.trail.log import grow
from samverkan.trail.proofs import make_proof
from samverkan.wire.commitments import commit
from tests.cli.test_verify import card
from tests.trail.logs import SIGNER

SALT, RECORD = bytes(32), b'{"about":"KBV/1","act":"release.sent"}'
KEY = ["--vkey", SIGNER.vkey]


@pytest.fixture
def write(tmp_path):
    """Write the proof of the second of three entries; `record` None once it is erased."""

    def make(salt=SALT, record=RECORD):
        entries = [LogEntry("note.written", commit(SALT, bytes([n]))).to_bytes() for n in range(3)]
        evidence = Evidence("release.sent", commit(SALT, RECORD), salt, record)
        entries[1] = evidence.entry
        growth = grow({}.__getitem__, None, entries)
        note = Checkpoint(SIGNER.name, growth.size, growth.root).sign(SIGNER)
        proof = make_proof(
            dict(growth.tiles).__getitem__, note=note, index=1, extra=evidence.to_extra()
        )
        file = tmp_path / "post-2.tlog-proof"
        file.write_text(proof, "utf-8")
        return file

    return make


def test_an_entry_and_its_record_are_shown_offline(write, capsys):
    assert main(["verify", str(write()), *KEY]) == 0
    said = capsys.readouterr().out
    assert f"Stämmer: post 1 finns i journalen {SIGNER.name}, som håller 3 poster." in said
    assert "release.sent" in said


def test_an_erased_record_leaves_the_proof(write, capsys):
    assert main(["verify", str(write(None, None)), *KEY, "--lang", "en"]) == 0
    assert "The record is erased." in capsys.readouterr().out


def test_json_holds_the_record(write, capsys):
    assert main(["verify", "--json", str(write()), *KEY]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["record"]["about"] == "KBV/1"
    assert main(["verify", "--json", str(write(None, None)), *KEY]) == 0
    assert json.loads(capsys.readouterr().out)["record"] is None


def test_the_key_may_stand_on_the_participants_card(write, tmp_path, capsys):
    file = tmp_path / "card.jws"
    file.write_text(card("KBV", bytes(32), SIGNER.vkey), "ascii")
    assert main(["verify", str(write()), "--card", str(file)]) == 0


def test_another_record_than_the_entrys_is_found(write, capsys):
    assert main(["verify", str(write(record=b"{}")), *KEY]) == 1
    assert "Stämmer inte" in capsys.readouterr().out


def test_a_changed_proof_is_found(write, capsys):
    file = write()
    file.write_text(file.read_text("utf-8").replace("index 1", "index 2"), "utf-8")
    assert main(["verify", "--json", str(file), *KEY]) == 1
    assert json.loads(capsys.readouterr().out)["right"] is False


@pytest.mark.parametrize("key", ["--vkey=nonsense", "--card=/nowhere/card.jws"])
def test_a_key_that_cannot_be_read_is_a_wrong_call(write, capsys, key):
    assert main(["verify", str(write()), key]) == 2
    assert "samverkan verify:" in capsys.readouterr().err


def test_a_file_of_two_cards_is_a_wrong_call(write, tmp_path, capsys):
    file = tmp_path / "cards.jws"
    cards = (card("KBV", bytes(32), SIGNER.vkey), card("KFM", bytes([1] * 32), SIGNER.vkey))
    file.write_text("\n".join(cards), "ascii")
    assert main(["verify", str(write()), "--card", str(file)]) == 2
