"""Questions by likeness in three steps: what is kept, what is found, and what is refused."""

from __future__ import annotations

import json
from stat import S_IMODE

import pytest

from samverkan.registers.kept_files import KeptFile
from samverkan.wire.canonical import decode, encode
from tests.cli.ask_room import SIGNING, Room, make_likeness

LIKE = {"pack": "like", "scheme": "scheme"}
VKEY = ("--vkey", SIGNING.public.raw.hex())


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path)
    make_likeness(room)
    return room


@pytest.fixture
def answered(room, capsys):
    assert room("blind", "rows.csv", "--lang", "en", out="q", secrets="kept", **LIKE) == 0
    assert "The question to KFM is written, rows in it: 2" in capsys.readouterr().out
    assert room("answer", "q", key="key", out="a") == 0
    capsys.readouterr()
    return room


def test_three_steps_say_what_both_sides_at_once_say(answered, capsys):
    assert answered("open", "a", "--json", *VKEY, secrets="kept", **LIKE) == 0
    opened = json.loads(capsys.readouterr().out)
    assert answered("try", "rows.csv", "--json", *VKEY, key="key", **LIKE) == 0
    assert json.loads(capsys.readouterr().out) == opened
    assert (opened["count"], opened["hits"], opened["signed"]) == (2, 1, True)
    first, second = opened["found"]
    (candidate,) = first["candidates"]
    assert candidate["probability"] > 0.5
    assert "födelse" in candidate["reasons"]
    assert second["candidates"] == []


def test_candidates_are_told_in_words_and_none_is_a_hit(answered, capsys):
    assert answered("open", "a", "--lang", "en", secrets="kept", **LIKE) == 0
    first, second, last, signature = capsys.readouterr().out.splitlines()
    assert first.startswith("A: possible hit, 0.")
    assert "birth date" in first
    assert second == "B: no possible hit"
    assert "1 of 2 have a possible hit" in last
    assert "None is a hit before a person has reviewed it." in last
    assert "not checked" in signature


def test_the_question_says_nothing_of_anybody_and_what_is_kept_is_its_owners(answered):
    question, kept = answered.bytes("q"), answered.bytes("kept")
    assert b"farledin" not in question.lower()
    assert b"farledin" in kept.lower()
    assert S_IMODE((answered.folder / "kept").stat().st_mode) == 0o600
    found = KeptFile.from_bytes(kept)
    assert [row.name for row in found.rows] == ["A", "B"]
    each = [sum(one.line == row.line for one in found.asked) for row in found.rows]
    assert all(1 <= count <= 16 for count in each)
    assert sum(each) == len(found.question.elements)


def test_taken_again_it_changes_nothing_and_other_rows_are_another_question(answered, capsys):
    before = {name: answered.bytes(name) for name in ("q", "kept", "a")}
    (answered.folder / "q").unlink()
    assert answered("blind", "rows.csv", out="q", secrets="kept", **LIKE) == 0
    assert answered("answer", "q", key="key", out="a") == 0
    assert {name: answered.bytes(name) for name in before} == before
    answered.write("rows.csv", answered.bytes("rows.csv").replace(b"Ove", b"Uno"))
    assert answered("blind", "rows.csv", out="q", secrets="kept", **LIKE) == 1
    assert "hör till en annan fråga" in capsys.readouterr().err
    assert {name: answered.bytes(name) for name in before} == before


def test_it_is_opened_by_the_very_scheme_and_no_other(answered, capsys):
    assert answered("open", "a", secrets="kept", pack="like") == 2
    assert "open behöver --scheme" in capsys.readouterr().err
    changed = answered.bytes("scheme").replace(b'"rows": 64', b'"rows": 65')
    answered.write("changed", changed)
    for step, more in (("open", {"secrets": "kept"}), ("try", {"key": "key"})):
        file = "a" if step == "open" else "rows.csv"
        assert answered(step, file, pack="like", scheme="changed", **more) == 1
        assert "KFM har inte skrivit under det" in capsys.readouterr().err
        assert answered(step, file, pack="like", scheme="numbers", **more) == 2
        assert "inget schema" in capsys.readouterr().err
    assert answered("blind", "numbers", pack="like", out="q2", secrets="kept2") == 0
    assert answered("answer", "q2", key="key", out="a2") == 0
    assert answered("open", "a2", secrets="kept2", **LIKE) == 2
    assert "open tar inte --scheme" in capsys.readouterr().err


def _renamed(kept):
    kept["rows"][0][2]["surname"] = "ek"


def _strange(kept):
    kept["rows"][0][2]["height"] = "tall"


def _moved(kept):
    kept["asked"][0][1] = kept["asked"][1][1]


@pytest.mark.parametrize("spoil", [_renamed, _strange, _moved])
def test_what_was_kept_must_make_the_elements_that_were_asked(answered, spoil, capsys):
    kept = decode(answered.bytes("kept"))
    spoil(kept)
    answered.write("kept", encode(kept))
    assert answered("open", "a", "--lang", "en", secrets="kept", **LIKE) == 2
    told = capsys.readouterr()
    assert (told.out, "other elements than its rows make" in told.err) == ("", True)


def test_a_row_with_too_little_and_a_cell_that_is_not_understood_are_told_of(room, capsys):
    rows = "C,,Ek,\nD,Nadja,Farledin,1990-02-31\n"
    room.write("rows.csv", room.bytes("rows.csv") + rows.encode())
    assert room("try", "rows.csv", "--lang", "en", key="key", **LIKE) == 1
    said = capsys.readouterr().out
    assert "line 3: C: not asked: The row has too little to ask about by likeness." in said
    assert "1990-02-31" in said
    assert room("try", "rows.csv", "--json", key="key", **LIKE) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["line"] for one in found["aside"]] == [3]
    assert found["not_read"][0]["column"] == "birth_date"


def test_rows_that_are_not_there_or_are_no_table_are_told_of(room, capsys):
    assert room("try", "absent.csv", key="key", **LIKE) == 2
    assert "absent.csv finns inte." in capsys.readouterr().err
    assert room("try", "rows.csv", key="key", pack="like", scheme="absent") == 2
    told = capsys.readouterr().err
    assert "absent finns inte." in told
    assert "rows.csv" not in told
    room.write("no-table", b"\x00\x01\x02\xff" * 100)
    assert room("try", "no-table", key="key", **LIKE) == 2
    assert "no-table" in capsys.readouterr().err


def test_another_key_rehearses_nothing(room):
    assert room("try", "rows.csv", key="other-key", **LIKE) == 1
