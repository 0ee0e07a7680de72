"""`samverkan identifiers`: a file of numbers, one verdict a line."""

import io
import json

import pytest

from samverkan.cli import main
from samverkan.cli.identifiers import text_of

GOOD = "20000101-9801"
BAD = "200001019802"


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "numbers.txt"
        path.write_bytes(content)
        return str(path)

    return write


def test_every_number_valid_is_status_0(file, capsys):
    assert main(["identifiers", file(GOOD.encode()), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{GOOD}: valid personal identity number\n"


def test_an_invalid_number_is_status_1_and_says_which_digit(file, capsys):
    assert main(["identifiers", file(f"{GOOD}\r\n\r\n {BAD} \r\n".encode())]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{GOOD}: giltigt personnummer",
        f"{BAD}: ogiltigt: Kontrollsiffran är 2; den ska vara 1.",
    ]


def test_json_says_the_same_with_line_numbers(file, capsys):
    assert main(["identifiers", file(f"\n{GOOD}\n{BAD}".encode()), "--json", "--lang", "en"]) == 1
    good, bad = json.loads(capsys.readouterr().out)
    assert good == {
        "line": 2,
        "text": GOOD,
        "valid": True,
        "kind": "personnummer",
        "normal": "200001019801",
        "full_birth_date": True,
        "reason": None,
    }
    assert (bad["line"], bad["reason"]) == (3, "The check digit is 2, should be 1.")


def test_a_number_without_a_full_birth_date_is_valid_and_flagged(file, capsys):
    assert main(["identifiers", file(b"19730060-9810"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said == "19730060-9810: valid coordination number, no full birth date\n"


def test_the_day_decides_who_ten_digits_mean(file, capsys):
    path = file(b"090527-1474")
    main(["identifiers", path, "--json", "--on", "2008-01-01"])
    before = json.loads(capsys.readouterr().out)[0]["normal"]
    main(["identifiers", path, "--json", "--on", "2010-01-01"])
    after = json.loads(capsys.readouterr().out)[0]["normal"]
    assert (before, after) == ("190905271474", "200905271474")


def test_a_hyphen_reads_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"202100-5646\n")))
    assert main(["identifiers", "-"]) == 0
    assert capsys.readouterr().out == "202100-5646: giltigt organisationsnummer\n"


@pytest.mark.parametrize(
    "content",
    [
        "é 1".encode(),
        b"\xef\xbb\xbf\xc3\xa9 1",
        "é 1".encode("cp1252"),
        "é 1".encode("utf-16"),
        "é 1".encode("utf-16-le"),
    ],
)
def test_the_usual_encodings_are_read(content):
    assert text_of(content) == "é 1"


@pytest.mark.parametrize("content", [b"\x81\xff\xfe\x00", b"\x7fELF\x02\x01\x00\x00", b"\xff\xfe1"])
def test_a_file_that_is_no_text_is_refused_in_words(file, capsys, content):
    path = file(content)
    assert main(["identifiers", path, "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{path}: The file is not text." in said.err


def test_a_damaged_byte_is_a_finding_and_steers_no_terminal(file, capsys):
    lines = "åäö\u202e åäö åäö\x1b[31m åäö\n".encode() + b"19\xe5 \n" + GOOD.encode()
    assert main(["identifiers", file(lines)]) == 1
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.isprintable()
    assert first.startswith("åäö\ufffd åäö åäö\ufffd[31m åäö: ogiltigt")
    assert second.startswith("19\ufffd: ogiltigt")
    assert third == f"{GOOD}: giltigt personnummer"
    assert main(["identifiers", file(lines), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)) == 3


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_file_without_lines_is_told_of(file, capsys, content):
    name = file(content)
    assert main(["identifiers", name]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"samverkan identifiers: {name}: Filen har inga rader.\n"


def test_text_of_a_windows_editor_is_read(file, capsys):
    assert main(["identifiers", file("19900101-9802\r\n".encode("utf-16"))]) == 0


def test_a_missing_file_is_one_sentence_and_status_2(tmp_path, capsys):
    assert main(["identifiers", str(tmp_path / "none.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["-", "--on", "2025-02-30"], ["-", "--lang", "de"]])
def test_a_wrong_call_is_status_2(words):
    with pytest.raises(SystemExit) as left:
        main(["identifiers", *words])
    assert left.value.code == 2
