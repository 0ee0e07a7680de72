"""`samverkan register`: what a file holds, what is wrong with it, and taking it in."""

import json

import pytest

from samverkan.cli import main

GOOD = "personnummer;förnamn;kod\n200001019801;Åsa;1\n"
BAD = GOOD + "200001019802;Ida;2\n200001019803;;3\n;;4\n1;2\n"


@pytest.fixture
def file(tmp_path):
    def write(text, name="register.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode())
        return str(path)

    return write


def test_a_sound_register_is_status_0_and_says_what_was_recognised(file, capsys):
    assert main(["register", "check", file(GOOD), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "personal_number is read from personnummer",
        "given_name is read from förnamn",
        "Not read: kod",
        "Rows: 1. Taken: 1. Put aside: 0.",
        "Everything could be read.",
    ]


def test_what_is_wrong_is_counted_told_of_and_written(file, capsys, tmp_path):
    out = tmp_path / "aside.csv"
    assert main(["register", "check", file(BAD), "--quarantine", str(out)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[3:] == [
        "Rader: 5. Tagna: 2. Lagda åt sidan: 3.",
        "Värden som lades åt sidan på rader som behölls: 1.",
        "personnummer (personal_number) (2): Kontrollsiffran är 2; den ska vara 1. "
        "(först på rad 3, 4)",
        "hela raden (1): Raden har inget att matcha på: inget nummer, inget namn och "
        "ingen annan uppgift. (först på rad 5)",
        "hela raden (1): Raden har 2 fält; den ska ha 3. (först på rad 6)",
        f"Det som lades åt sidan står i {out}.",
    ]
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0] == "rad;kolumn;värde;skäl;raden behölls"
    assert [line.split(";")[0] for line in lines[1:]] == ["3", "4", "5", "6"]


def test_json_says_the_same(file, capsys):
    assert main(["register", "check", file(BAD), "--json", "--lang", "en"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["columns"] == {"personal_number": ["personnummer"], "given_name": ["förnamn"]}
    assert (said["unread"], said["read"], said["taken"]) == (["kod"], 5, 2)
    assert said["aside"][0] == {
        "column": "personal_number",
        "reason": "identifiers.check_digit",
        "count": 2,
        "first_lines": [3, 4],
        "first_sentence": "The check digit is 2, should be 1.",
    }


def test_a_mapping_is_followed_and_a_wrong_one_refused(file, capsys):
    mapping = file('[columns]\nplace = { value = "Utö" }', "m.toml")
    assert main(["register", "check", file(GOOD), "--mapping", mapping, "--lang", "en"]) == 0
    assert "place is “Utö” in every row" in capsys.readouterr().out
    wrong = file("[kolumner]", "wrong.toml")
    assert main(["register", "check", file(GOOD), "--mapping", wrong]) == 2
    assert "kolumner finns inte" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_wrong_call(capsys, tmp_path):
    assert main(["register", "check", str(tmp_path / "none.csv")]) == 2
    assert "none.csv finns inte." in capsys.readouterr().err


def test_a_register_is_taken_in(file, capsys, tmp_path):
    folder = tmp_path / "folder"
    call = ["register", "take", file(BAD), "--into", str(folder)]
    assert main([*call, "--json"]) == main([*call, "--json"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    said = json.loads(first)
    reasons = said.pop("reasons")
    assert said == {"read": 5, "taken": 2, "aside": 4}
    assert (reasons[0]["reason"], reasons[0]["first_lines"]) == ("identifiers.check_digit", [3, 4])
    assert first == second
    assert main([*call, "--lang", "en"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "Rows: 5. Taken: 2. Put aside: 3.",
        "Values put aside in rows that were kept: 1.",
        "personal_number (2): The check digit is 2, should be 1. (first on line 3, 4)",
        "the whole row (1): The row has nothing to match by: no number, no name, and nothing else. "
        "(first on line 5)",
        "the whole row (1): The line has 2 fields; it should have 3. (first on line 6)",
        f"What was put aside stands in {folder}/aside-*.jsonl.",
    ]
    assert list(folder.glob("aside-*.jsonl"))


def test_rows_that_say_the_same_again_are_told_of(file, capsys):
    text = (
        "id;personnummer;förnamn;efternamn;född\n"
        "a;200001019801;Åsa;Vik;\nb;;Ida;Ek;2000-01-01\na;;Ida;Ek;2000-01-02\n"
        "c;20000101-9801;;;\nd;;Ida;Ek;2000-01-01\n"
    )
    assert main(["register", "check", file(text)]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "1 rader har samma id som en tidigare rad (rad 4 som rad 2).",
        "2 rader gäller någon som en tidigare rad redan gäller: samma nummer eller, utan nummer, "
        "samma namn och födelsedatum (rad 5 som rad 2, rad 6 som rad 3).",
    ]
    assert main(["register", "check", file(text), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["doubled"] == {
        "ids": {"count": 1, "first_lines": [[4, 2]]},
        "persons": {"count": 2, "first_lines": [[5, 2], [6, 3]]},
    }


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_file_without_rows_is_named(file, capsys, text):
    assert main(["register", "check", file(text, "tom.csv")]) == 2
    assert "tom.csv: Filen har inga rader." in capsys.readouterr().err


def test_a_binary_file_steers_no_terminal(file, tmp_path, capsys):
    (tmp_path / "r.csv").write_bytes(b"\x1b[31m;\x7f\x9b2J\r\n1;2\r\n")
    for command in (["register", "check"], ["link"]):
        assert main([*command, str(tmp_path / "r.csv")]) == 2
        said = capsys.readouterr().err
        assert "Ingen kolumn känns igen bland \ufffd[31m" in said
        assert said.rstrip("\n").isprintable()
