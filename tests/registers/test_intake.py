"""A register comes in as checked columns; what is wrong is put aside with line and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samverkan.registers.intake import open_register
from samverkan.registers.mapping import parse
from samverkan.registers.reading_ahead import ahead
from samverkan.rules.refusal import NotAllowed

ON = date(2026, 11, 29)
LINKAGE = Path(__file__).parents[3] / "shared" / "data" / "linkage"


def take(tmp_path, text, mapping="", encoding="utf-8"):
    path = tmp_path / "register.csv"
    path.write_bytes(text.encode(encoding))
    register = open_register(path, on=ON, mapping=parse(mapping.encode()))
    batches = list(register.batches())
    rows = [row for batch in batches for row in batch.rows.to_pylist()]
    said = [{name: value for name, value in row.items() if value is not None} for row in rows]
    return said, [one for batch in batches for one in batch.aside]


def test_each_number_goes_to_the_column_of_its_kind(tmp_path):
    rows, aside = take(
        tmp_path,
        "pnr;namn;orgnr\n900101-9802;x;\n900161-9809;x;\n202100-5489;x;\n;x;19900101-9802\n",
    )
    assert aside == []
    assert rows == [
        {"line": 2, "personal_number": "199001019802"},
        {"line": 3, "coordination_number": "199001619809"},
        {"line": 4, "organisation_number": "162021005489"},
        {"line": 5, "personal_number": "199001019802"},
    ]


def test_a_bad_value_is_put_aside_and_its_row_goes_on_if_something_is_left(tmp_path):
    rows, aside = take(
        tmp_path,
        "id,personnummer,efternamn,födelsedatum\n"
        "a,199001019803,Strand,1990-01-01\nb,199001019803,,\nc,,,\nd,,Vik,1990-02-30\n",
    )
    assert rows == [
        {"line": 2, "id": "a", "surname": "Strand", "birth_date": "1990-01-01"},
        {"line": 5, "id": "d", "surname": "Vik"},
    ]
    told = [(one.line, one.field, one.text, one.kept, one.refusal.key) for one in aside]
    assert told == [
        (2, "personal_number", "199001019803", True, "identifiers.check_digit"),
        (3, "personal_number", "199001019803", False, "identifiers.check_digit"),
        (4, "", "", False, "registers.nothing"),
        (5, "birth_date", "1990-02-30", True, "registers.no_such_day"),
    ]


def test_two_numbers_of_the_same_kind_are_told_of(tmp_path):
    rows, aside = take(tmp_path, "pnr;orgnr\n199001019802;199001029801\n199001019802;900101-9802\n")
    assert [row["personal_number"] for row in rows] == ["199001019802"] * 2
    assert [(one.line, one.field, one.refusal.key) for one in aside] == [
        (2, "organisation_number", "registers.two_numbers")
    ]


def test_numbers_of_craft_are_written_in_their_normal_form(tmp_path):
    rows, aside = take(
        tmp_path,
        "HIN;Motornr;Reg.nr;Båtnamn\nse-abc0oo42a323;  f25-123/x ;sfb 1234;Åsa\nSE1;x;-;\n",
        encoding="cp1252",
    )
    assert rows == [
        {
            "line": 2,
            "hull": "SEABC00042A323",
            "engine": "F25123X",
            "registration": "SFB1234",
            "craft_name": "Åsa",
        }
    ]
    assert [(one.field, one.refusal.key) for one in aside] == [
        ("engine", "subjects.engine_number"),
        ("hull", "craft.hull_length"),
        ("registration", "subjects.registration"),
    ]


def test_blanks_and_words_for_nothing_are_nothing(tmp_path):
    rows, _ = take(tmp_path, "förnamn,ort,by,bm,bd\n Åsa\u00a0 ,NULL,1949,NA,22\nNA,Utö,,,\n")
    assert rows == [
        {"line": 2, "given_name": "Åsa", "birth_date": "1949"},
        {"line": 3, "place": "Utö"},
    ]


def test_letters_are_composed_however_they_were_typed(tmp_path):
    rows, _ = take(tmp_path, "förnamn\nA\u030asa\n")
    assert rows[0]["given_name"] == "Åsa"


def test_columns_that_say_nothing_or_the_same_are_refused(tmp_path):
    with pytest.raises(NotAllowed, match="No column is recognised among fritext, kod"):
        take(tmp_path, "fritext,kod\na,b\n")
    with pytest.raises(NotAllowed, match="pnr, personnr all seem to be personal_number"):
        take(tmp_path, "pnr,personnr\na,b\n")


def test_a_mapping_says_what_is_what_and_the_rest_is_recognised(tmp_path):
    mapping = """
        [file]
        nulls = ["saknas"]
        [numbers]
        on = 2000-01-01
        [columns]
        personal_number = "A"
        given_name = "tilltalsnamn"
        birth_date = { column = "FODD", format = "DD/MM YY", century = 1900 }
        address = { columns = ["gata", "nr"] }
        place = { value = "Utö" }
        [more]
        debt = { column = "SKULD", as = "amount", unit = "kronor" }
        since = { column = "SEN", as = "date" }
    """
    rows, aside = take(
        tmp_path,
        "A;Tilltalsnamn;Förnamn;FODD;gata;nr;postnr;SKULD;SEN\n"
        "010101-9800;Åsa;Åsa Maria;7/8 49;Byvägen;4;saknas;1.234,5 kr;1999-02\n"
        "x;Ida;;;;;;1,234;\n",
        mapping,
    )
    assert rows[0] == {
        "line": 2,
        "personal_number": "190101019800",
        "given_name": "Åsa",
        "birth_date": "1949-08-07",
        "address": "Byvägen 4",
        "place": "Utö",
        "debt": 123_450,
        "since": "1999-02",
    }
    assert [(one.line, one.field) for one in aside] == [(3, "debt"), (3, "personal_number")]


@pytest.mark.skipif(not LINKAGE.exists(), reason="the linkage files are not beside the project")
@pytest.mark.parametrize("file", sorted(LINKAGE.glob("*/*.[ct]sv")), ids=lambda file: file.stem)
def test_the_linkage_files_come_in_without_a_mapping(file):
    if "labels" in file.stem or "identity" in file.stem:
        pytest.skip("not a register")
    batches = list(open_register(file, on=ON).batches())
    read, taken = sum(one.read for one in batches), sum(one.rows.num_rows for one in batches)
    aside = [one for batch in batches for one in batch.aside]
    assert read == taken in {500, 1_000, 5_000}
    assert {one.field for one in aside} <= {"birth_date"}
    assert len(aside) <= read / 50


def test_what_is_put_aside_keeps_nothing_else_alive(tmp_path):
    _, aside = take(
        tmp_path, "id,pnr,dob,hin\na,199001019803,1990-02-30,x\nb,x,2090-01-01,SE1\nc,,1/2/90,\n"
    )
    kept = [(one.refusal.__traceback__, one.refusal.__context__) for one in aside]
    assert kept == [(None, None)] * 7


def test_what_goes_wrong_while_reading_ahead_is_raised_and_the_source_closed():
    closed = []

    def blocks():
        try:
            yield "first"
            yield "second"
            raise NotAllowed("registers.shrunk")
        finally:
            closed.append(True)

    assert next(ahead(blocks())) == "first"
    with pytest.raises(NotAllowed, match="shorter"):
        list(ahead(blocks()))
    assert closed == [True, True]
