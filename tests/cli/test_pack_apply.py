"""`samverkan pack apply`, called again."""

from pathlib import Path

import pytest

from samverkan.cli import main
from tests.cli.test_seal import Room, said


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


@pytest.mark.parametrize(("language", "words"), [("sv", "redan lagd"), ("en", "already applied")])
def test_a_delta_that_is_applied_already_says_so_and_changes_nothing(room, capsys, language, words):
    before, after, third, delta = map(room.path, ("a.pack", "b.pack", "c.pack", "d"))
    room.seal()
    Path(third).write_bytes(Path(before).read_bytes())
    room.register(["motornummer", *(f"ZZE{number:06}" for number in range(99))])
    room.seal()
    Path(after).write_bytes(Path(before).read_bytes())
    key = ("--signing-key", room.path("signing"))
    assert main(["pack", "delta", third, after, *key, "--out", delta]) == 0
    apply = ["pack", "apply", third, delta, "--out", third, "--lang", language]
    assert main([*apply, "--json", "--card", room.path("card")]) == 0
    capsys.readouterr()
    assert main(apply) == 0
    assert words in capsys.readouterr().out
    assert Path(third).read_bytes() == Path(after).read_bytes()
    assert main([*apply, "--json", "--card", room.path("card")]) == 0
    assert said(capsys)["applied_before"] is True
    room.register(["motornummer", "ZZE000001"])
    room.seal()
    assert main(["pack", "apply", before, delta, "--out", third, "--lang", "en"]) == 1
    assert "is not used: the delta is for another pack" in capsys.readouterr().err.lower()
