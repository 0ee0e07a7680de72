"""`samverkan ask` knows whose pack and question it is, and says so if it does not."""

from __future__ import annotations

import json

import pytest

from samverkan.registers.question_files import AnswerFile
from samverkan.sealed import voprf
from samverkan.wire.keys import SigningKey
from tests.cli.ask_room import SIGNING, Room, card

OTHER = SigningKey(bytes(range(7, 39)))
VKEY = ("--vkey", SIGNING.public.raw.hex())
STEPS = {
    "blind": ("numbers", {"pack": "pack", "out": "q2", "secrets": "kept2"}),
    "open": ("a", {"pack": "pack", "secrets": "kept"}),
    "try": ("numbers", {"pack": "pack", "key": "key"}),
}


@pytest.fixture
def room(tmp_path, capsys):
    room = Room(tmp_path)
    room.write("card", card("KFM", SIGNING))
    room.write("other-card", card("KFM", OTHER))
    room.write("pm-card", card("PM", SIGNING))
    assert room("blind", "numbers", pack="pack", out="q", secrets="kept") == 0
    assert room("answer", "q", key="key", out="a") == 0
    capsys.readouterr()
    return room


def take(room, step, *more, **files):
    file, own = STEPS[step]
    return room(step, file, *more, **{**own, **files})


@pytest.mark.parametrize("step", STEPS)
def test_a_pack_signed_by_its_holder_is_told_so(room, step, capsys):
    assert take(room, step, *VKEY, "--json") == 0
    assert json.loads(capsys.readouterr().out)["signed"] is True
    assert take(room, step, card="card") == 0
    assert "Paketets underskrift stämmer." in capsys.readouterr().out


@pytest.mark.parametrize("step", STEPS)
def test_where_no_key_is_given_the_output_says_that_nothing_was_checked(room, step, capsys):
    assert take(room, step, "--lang", "en") == 0
    assert "The pack's signature is not checked: give the holder's key" in capsys.readouterr().out
    assert take(room, step, "--json") == 0
    assert json.loads(capsys.readouterr().out)["signed"] is False


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("more", "files", "status", "words"),
    [
        (("--vkey", OTHER.public.raw.hex()), {}, 1, "inte underskrivet med innehavarens nyckel"),
        ((), {"card": "other-card"}, 1, "inte underskrivet med innehavarens nyckel"),
        ((), {"card": "pm-card"}, 2, "ger ingen nyckel för KFM"),
        ((*VKEY, "--holder", "PM"), {}, 1, "innehavaren är KFM, inte PM"),
        (("--asker", "TV"), {}, 1, "frågaren är KBV, inte TV"),
        (("--epoch", "2025-07-13"), {}, 1, "epoken är 2025-07-12, inte 2025-07-13"),
    ],
)
def test_a_pack_that_is_not_the_expected_one_is_refused(
    room, step, more, files, status, words, capsys
):
    assert take(room, step, *more, **files) == status
    told = capsys.readouterr()
    assert (told.out, words in told.err) == ("", True), told.err
    assert not (room.folder / "q2").exists()
    assert not (room.folder / "kept2").exists()


def test_a_pack_altered_on_its_way_is_refused_though_no_key_is_given(room, capsys):
    data = bytearray(room.bytes("pack"))
    data[-120] ^= 1
    room.write("pack", bytes(data))
    assert take(room, "try") == 2
    assert "går inte att lita på" in capsys.readouterr().err


def test_before_answering_the_holder_sees_who_asks_for_when_and_how_much(room, capsys):
    (room.folder / "a").unlink()
    assert room("answer", "q", "--json", key="key", out="a") == 0
    told = capsys.readouterr()
    assert told.err == "KBV frågar KFM om 3 element för 2025-07-12.\n"
    said = json.loads(told.out)
    assert (said["asker"], said["epoch"], said["count"]) == ("KBV", "2025-07-12", 3)
    (room.folder / "a").unlink()
    assert room("answer", "q", "--lang", "en", key="key", out="a") == 0
    assert capsys.readouterr().out == ("Answered with proof for KBV, 2025-07-12, elements: 3.\n")


@pytest.mark.parametrize("more", [("--asker", "TV"), ("--epoch", "2025-07-13")])
def test_a_question_from_another_than_is_expected_is_not_answered(room, more, capsys):
    (room.folder / "a").unlink()
    assert room("answer", "q", *more, key="key", out="a") == 1
    assert more[1] in capsys.readouterr().err
    assert not (room.folder / "a").exists()
    assert room("answer", "q", "--asker", "KBV", "--epoch", "2025-07-12", key="key", out="a") == 0


def test_an_answer_that_is_there_must_be_by_this_key(room, capsys):
    found = AnswerFile.from_bytes(room.bytes("a"))
    (batch,) = found.batches
    forged = AnswerFile(found.question, (voprf.Evaluation(batch.elements[::-1], batch.proof),))
    room.write("a", forged.to_bytes())
    assert room("answer", "q", key="key", out="a") == 1
    assert "inte gjort med den här nyckeln" in capsys.readouterr().err
    short = AnswerFile(found.question, (voprf.Evaluation(batch.elements[:2], batch.proof),))
    for other in (AnswerFile(found.question, ()), short):
        room.write("a", other.to_bytes())
        assert room("answer", "q", key="key", out="a") == 1
    room.write("a", found.to_bytes())
    assert room("answer", "q", key="other-key", out="a") == 1
    assert room("answer", "q", key="key", out="a") == 0


def test_a_question_is_never_written_over_another_one(room, capsys):
    before = room.bytes("q")
    assert room("blind", "numbers", pack="pack", out="q", secrets="kept2") == 1
    assert "hör till en annan fråga" in capsys.readouterr().err
    assert room.bytes("q") == before
