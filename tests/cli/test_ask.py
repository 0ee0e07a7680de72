"""`samverkan ask`: a question by file, its answer with proof, and what it opens."""

from __future__ import annotations

import json
import os
from errno import ENOSPC
from stat import S_IMODE

import pytest

from samverkan.cli.ask_words import Found
from samverkan.registers.question_files import AnswerFile, QuestionFile
from samverkan.sealed import engines, voprf
from samverkan.sealed.vector.compiled import Fault
from samverkan.sealed.vector.engine import VectorEngine
from tests.cli.ask_room import LISTED, NUMBERS, Room
from tests.sealed.vector.broken import Broken


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


@pytest.fixture
def blinded(room):
    assert room("blind", "numbers", pack="pack", out="q", secrets="kept") == 0
    return room


@pytest.fixture
def answered(blinded, capsys):
    assert blinded("answer", "q", key="key", out="a") == 0
    capsys.readouterr()
    return blinded


def test_three_steps_open_what_is_listed_and_nothing_else(answered, capsys):
    assert answered("open", "a", secrets="kept", pack="pack") == 0
    assert capsys.readouterr().out.splitlines() == [
        "199001019802: träff: KFM",
        "198806149806: ingen träff",
        "ZZE000123: träff: KFM",
        "Beviset håller: KFM svarade med paketets nyckel. Träff: 2 av 3.",
        "Paketets underskrift är inte prövad: ge innehavarens nyckel med --card eller --vkey.",
    ]


def test_both_sides_at_once_say_the_same_as_json(room, capsys):
    assert room("try", "numbers", "--json", "--lang", "en", pack="pack", key="key") == 0
    said = json.loads(capsys.readouterr().out)
    assert [(one["line"], one["hit"], one["labels"]) for one in said["found"]] == [
        (1, True, ["KFM"]),
        (3, False, []),
        (4, True, ["KFM"]),
    ]
    assert (said["hits"], said["count"], said["aside"]) == (2, 3, [])


def test_the_question_holds_no_number_and_only_its_owner_reads_what_is_kept(blinded):
    question = blinded.bytes("q")
    for word in (b"199001019802", b"9802", b"ZZE000123", LISTED.hex().encode()):
        assert word not in question
    assert LISTED.hex().encode() in blinded.bytes("kept")
    assert S_IMODE((blinded.folder / "kept").stat().st_mode) == 0o600


def test_taken_again_the_steps_write_the_same(answered, capsys):
    before = {name: answered.bytes(name) for name in ("q", "kept", "a")}
    (answered.folder / "q").unlink()  # as if the first step had been cut off
    assert answered("blind", "numbers", pack="pack", out="q", secrets="kept") == 0
    assert answered("answer", "q", key="key", out="a") == 0
    assert {name: answered.bytes(name) for name in before} == before
    said = capsys.readouterr().out
    assert "fanns redan och är oförändrad." in said
    assert "fanns redan. Det är gjort med den här nyckeln och är oförändrat." in said


def test_another_question_is_never_written_over(answered, capsys):
    answered.write("numbers", b"19880614-9806\n")
    assert answered("blind", "numbers", pack="pack", out="q", secrets="kept") == 1
    answered.write("numbers", NUMBERS.encode())
    assert answered("blind", "numbers", pack="old-pack", out="q", secrets="kept") == 1
    assert answered("blind", "numbers", pack="pack", out="q2", secrets="kept2") == 0
    assert answered("answer", "q2", key="key", out="a") == 1
    assert capsys.readouterr().err.count("hör till en annan fråga") == 3


def test_lines_that_cannot_be_asked_are_put_aside_with_their_reason(room, capsys):
    room.write("numbers", b"19900101-9802\n199001019803\n19900101-T123\n265123456\n")
    assert room("try", "numbers", "--lang", "en", pack="pack", key="key") == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "line 2: 199001019803: not asked: The check digit is 3, should be 2."
    assert said[1].startswith("line 3: 19900101-T123: not asked:")
    assert said[2] == (
        "line 4: 265123456: not asked: 265123456 can be known to its own register only."
    )
    assert said[3] == "199001019802: hit: KFM"


def test_a_file_with_nothing_to_ask_is_refused(room, capsys):
    room.write("numbers", b"\nhej\n")
    assert room("blind", "numbers", pack="pack", out="q", secrets="kept") == 1
    said = capsys.readouterr().err
    assert "inget nummer som kan frågas. Rad 2: Numret har 3 tecken" in said
    assert "med --scheme" in said
    assert not (room.folder / "kept").exists()


def test_another_key_than_the_packs_answers_nothing(blinded, capsys):
    assert blinded("answer", "q", key="other-key", out="a") == 1
    assert "Nyckeln är inte den som paketet från KFM" in capsys.readouterr().err
    assert not (blinded.folder / "a").exists()


def _spoilt(data: bytes, spoil) -> bytes:
    found = AnswerFile.from_bytes(data)
    (batch,) = found.batches
    return AnswerFile(found.question, spoil(batch)).to_bytes()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda batch: (voprf.Evaluation(batch.elements, bytes(64)),),
        lambda batch: (voprf.Evaluation(batch.elements[::-1], batch.proof),),
        lambda batch: (voprf.Evaluation(batch.elements[:1], batch.proof),),
        lambda batch: (batch, batch),
        lambda _: (),
    ],
    ids=["other proof", "other order", "too few", "twice", "none"],
)
def test_a_proof_that_does_not_hold_opens_nothing(answered, capsys, spoil):
    answered.write("a", _spoilt(answered.bytes("a"), spoil))
    assert answered("open", "a", "--lang", "en", secrets="kept", pack="pack") == 1
    said = capsys.readouterr()
    assert (said.out, "The proof does not hold" in said.err) == ("", True)


def test_an_answer_to_another_question_or_about_another_pack_is_refused(answered, capsys):
    assert answered("open", "a", secrets="kept", pack="old-pack") == 1
    assert "epoken är en annan" in capsys.readouterr().err
    assert answered("blind", "numbers", pack="pack", out="q2", secrets="kept2") == 0
    assert answered("open", "a", secrets="kept2", pack="pack") == 1
    assert "Svaret är på en annan fråga." in capsys.readouterr().err


def test_an_element_that_is_none_is_not_answered(blinded, capsys):
    question = QuestionFile.from_bytes(blinded.bytes("q"))
    bad = QuestionFile("KFM", "KBV", "2025-07-12", question.public_key, (b"\xff" * 32,))
    blinded.write("q", bad.to_bytes())
    assert blinded("answer", "q", key="key", out="a") == 1
    assert "inget har besvarats" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("step", "file", "files", "words"),
    [
        ("blind", "numbers", {"pack": "key", "out": "q", "secrets": "kept"}, "inget paket"),
        ("blind", "absent", {"pack": "pack", "out": "q", "secrets": "kept"}, "absent finns inte."),
        ("blind", "numbers", {"pack": "pack", "out": "no/q", "secrets": "kept"}, "no finns inte."),
        ("answer", "pack", {"key": "key", "out": "a"}, "ingen fråga"),
        ("answer", "key", {"key": "key", "out": "a"}, "ingen fråga"),
        ("open", "numbers", {"secrets": "key", "pack": "pack"}, "inte det som behölls"),
        ("try", "numbers", {"pack": "pack", "key": "numbers"}, "ingen nyckel"),
    ],
)
def test_a_wrong_file_is_named(room, capsys, step, file, files, words):
    assert room(step, file, **files) == 2
    assert words in capsys.readouterr().err


def test_a_key_or_secret_that_others_can_read_is_not_used(answered, capsys):
    for name in ("key", "kept"):
        (answered.folder / name).chmod(0o644)
    assert answered("try", "numbers", pack="pack", key="key") == 2
    assert answered("open", "a", secrets="kept", pack="pack") == 2
    assert capsys.readouterr().err.count("chmod 600") == 2


def test_a_step_says_what_it_lacks(room, capsys):
    with pytest.raises(SystemExit) as stopped:
        room("blind", "numbers", pack="pack")
    assert stopped.value.code == 2
    assert "Det här saknas: --secrets, --out." in capsys.readouterr().err


@pytest.mark.parametrize(("language", "said"), [("sv", "x: träff"), ("en", "x: hit")])
def test_a_hit_without_a_label_is_said_without_a_colon_after_it(language, said):
    assert Found(1, "x", (b"",)).sentences(language) == [said]


@pytest.fixture
def broken(monkeypatch):
    """A process whose compiled arithmetic gives wrong bits."""
    name = engines.names()[0]
    if name == engines.reference().name:
        pytest.skip("llvmlite is not installed")
    routines = Broken(engines.engine(name)._routines, "evaluate")
    engine = VectorEngine(name, routines, engines.reference())
    process = engines._Process(made={name: engine}, fastest=engine)
    monkeypatch.setattr(engines, "_PROCESS", process)


@pytest.mark.parametrize(("language", "words"), [("sv", "ur funktion"), ("en", "out of use")])
def test_arithmetic_that_errs_is_told_and_the_answer_is_right(
    room, capsys, broken, language, words
):
    room.write("numbers", "".join(f"motor ZZE-{n:06}\n" for n in range(118, 130)).encode())
    with pytest.warns(Fault, match="differed"):
        assert room("try", "numbers", "--json", "--lang", language, pack="pack", key="key") == 0
    told = capsys.readouterr()
    said = json.loads(told.out)
    assert said["hits"] == 1
    assert "libsodium does the work now" in said["fallen_back"]
    assert words in told.err
    assert said["fallen_back"] in told.err


def test_sound_arithmetic_has_nothing_to_tell(room, capsys):
    room("try", "numbers", "--json", pack="pack", key="key")
    told = capsys.readouterr()
    assert json.loads(told.out)["fallen_back"] == told.err == ""


def test_of_a_secret_that_cannot_be_written_no_part_stays(room, monkeypatch, capsys):
    def full(_):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = sorted(room.folder.iterdir())
    assert room("blind", "numbers", pack="pack", out="q", secrets="kept") == 2
    assert sorted(room.folder.iterdir()) == before


@pytest.mark.parametrize(
    ("out", "status"),
    [("numbers2", 1), ("no/q", 2), ("numbers/q", 2), (f"{'q' * 300}", 2)],
    ids=["another file", "no folder", "a file as folder", "too long a name"],
)
def test_a_question_that_is_refused_leaves_nothing_behind(room, capsys, out, status):
    room.write("numbers2", b"something else")
    before = sorted(room.folder.iterdir())
    assert room("blind", "numbers", pack="pack", out=out, secrets="kept") == status
    assert sorted(room.folder.iterdir()) == before


def test_what_was_kept_before_stays_when_the_question_cannot_be_written(blinded):
    kept = blinded.bytes("kept")
    assert blinded("blind", "numbers", pack="pack", out="no/q", secrets="kept") == 2
    assert blinded.bytes("kept") == kept
