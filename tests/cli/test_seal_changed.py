"""`samverkan seal --changed --removed`: some rows of a register, without the rest."""

import pytest

from samverkan.cli import main
from tests.cli.test_seal import PERSONS, Room, said

ROWS = ["id;motornummer", *(f"A{number};ZZE{number:06}" for number in range(100))]


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path)
    room.register(ROWS)
    return room


def write(room, name, rows):
    (room.folder / name).write_text("\n".join(rows) + "\n", "utf-8")
    return room.path(name)


def change(room, *words, delta="delta", more=()):
    keys = ("--key", room.path("voprf"), "--signing-key", room.path("signing"))
    names = ("--holder", "KFM", "--asker", "KBV", "--epoch", "2025-07-12")
    out = ("--out", room.path("a.pack"), "--delta", room.path(delta))
    return main(["seal", *words, *names, *keys, *out, "--lang", "en", *more])


def test_changed_and_removed_rows_are_sealed_without_the_register(room, capsys):
    room.seal("--json")
    (room.folder / "sent.pack").write_bytes((room.folder / "a.pack").read_bytes())
    (room.folder / "register.csv").unlink()
    changed = write(room, "changed.csv", ["id;motornummer", "A7;ZZE000777", "A100;ZZE000100"])
    removed = write(room, "removed.txt", ["A9", "", " A10 "])
    capsys.readouterr()
    assert change(room, "--changed", changed, "--removed", removed, more=["--json"]) == 0
    found = said(capsys)
    assert (found["keys"], found["sealed_now"]) == (99, 2)
    assert room.opens("a.pack", 777) == room.opens("a.pack", 100) == (b"",)
    assert room.opens("a.pack", 7) == room.opens("a.pack", 9) == room.opens("a.pack", 10) == ()
    apply = ("pack", "apply", room.path("sent.pack"), room.path("delta"))
    assert main([*apply, "--out", room.path("next.pack")]) == 0
    assert (room.folder / "next.pack").read_bytes() == (room.folder / "a.pack").read_bytes()
    assert change(room, "--changed", changed, "--removed", removed) == 0
    assert "Nothing changed in the pack" in capsys.readouterr().out


def test_a_change_with_another_label_says_what_to_give(room, capsys):
    room.seal("--label", "Jouren", "--json")
    removed = write(room, "removed", ["A9"])
    capsys.readouterr()
    assert change(room, "--removed", removed) == 1
    assert "Give --label and --likeness as then" in capsys.readouterr().err
    assert change(room, "--removed", removed, more=["--label", "Jouren"]) == 0


def test_a_change_with_another_label_of_the_same_length_changes_nothing(room, capsys):
    room.seal("--label", "Jouren", "--json")
    before = (room.folder / "a.pack").read_bytes()
    changed = write(room, "changed.csv", ["id;motornummer", "A7;ZZE000777"])
    assert change(room, "--changed", changed, more=["--label", "Kajen!"]) == 1
    assert "Give the same --label as then" in capsys.readouterr().err
    assert (room.folder / "a.pack").read_bytes() == before
    assert not (room.folder / "delta").exists()
    room.seal("--label", "Kajen!", "--json")
    assert change(room, "--changed", changed, more=["--label", "Kajen!"]) == 0
    assert room.opens("a.pack", 777) == room.opens("a.pack", 8) == (b"Kajen!",)


def test_a_changed_person_has_her_new_keys_and_no_old_one(room, capsys):
    persons = [f"{'id' if not n else f'P{n}'};{row}" for n, row in enumerate(PERSONS)]
    room.register(persons)
    assert room.seal("--likeness", "person", "--json") == 0
    keys = said(capsys)["keys"]
    changed = write(room, "changed.csv", [persons[0], persons[1]])
    more = ("--likeness", "person")
    assert change(room, "--changed", changed, more=more) == 0
    assert "Nothing changed in the pack" in capsys.readouterr().out
    removed = write(room, "removed", ["P1"])
    assert change(room, "--removed", removed, more=[*more, "--json"]) == 0
    assert keys - 16 <= said(capsys)["keys"] < keys


@pytest.mark.parametrize(
    ("rows", "status", "words"),
    [
        (["id;motornummer", ";ZZE000777"], 2, "a row has no id"),
        (["motornummer", "ZZE000777"], 2, "a row has no id"),
        (["id;motornummer;märke", "A7;;"], 2, "Therefore row 2 of"),
        (["id;motornummer;skrovnummer", "A7;ZZE000777;"], 1, "were sealed: engine"),
    ],
)
def test_what_cannot_be_told_apart_changes_nothing(room, capsys, rows, status, words):
    room.seal("--json")
    before = (room.folder / "a.pack").read_bytes()
    assert change(room, "--changed", write(room, "changed.csv", rows)) == status
    assert words in capsys.readouterr().err
    assert (room.folder / "a.pack").read_bytes() == before
    assert not (room.folder / "delta").exists()


def test_a_value_in_the_wrong_form_is_counted_and_its_old_one_gone(room, capsys):
    room.seal("--json")
    capsys.readouterr()
    rows = ["id;motornummer;märke", "A7;!;Okänd"]
    assert change(room, "--changed", write(room, "changed.csv", rows), more=["--json"]) == 1
    found = said(capsys)
    assert (found["keys"], found["refused"]) == (99, {"engine": 1})
    assert room.opens("a.pack", 7) == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("register.csv", "--removed", "x", "--delta", "d"), "does not take REGISTER"),
        (("--removed", "x"), "missing: --delta"),
        (("register.csv", "--delta", "d"), "--delta needs --changed/--removed"),
    ],
)
def test_a_wrong_call_says_what_does_not_fit(capsys, words, told):
    names = ("--holder", "KFM", "--asker", "KBV", "--epoch", "2025-07-12")
    files = ("--key", "k", "--signing-key", "s", "--out", "o", "--lang", "en")
    with pytest.raises(SystemExit) as wrong:
        main(["seal", *words, *names, *files])
    assert wrong.value.code == 2
    assert told in capsys.readouterr().err


def test_a_change_learns_no_scheme_and_no_key_is_written_over(room, capsys):
    removed = write(room, "removed", ["A1"])
    assert change(room, "--removed", removed, more=["--likeness", "person"]) == 1
    assert "or seal the whole register" in capsys.readouterr().err
    assert change(room, "--removed", removed, delta="voprf") == 2
    assert not (room.folder / "a.pack.scheme.json").exists()
