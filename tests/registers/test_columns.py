"""Common names of columns are recognised in both languages, and nothing is guessed."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from samverkan.registers.columns import VAGUE, Column, plain, recognise
from samverkan.rules.refusal import NotAllowed

LINKAGE = Path(__file__).parents[3] / "shared" / "data" / "linkage"
here = pytest.mark.skipif(
    not LINKAGE.exists(), reason="the linkage files are not beside the project"
)


def first_rows(file: str) -> list[list[str]]:
    delimiter = "\t" if file.endswith(".tsv") else ","
    with (LINKAGE / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter=delimiter)
        return [next(rows), next(rows)]


@here
def test_febrl_is_recognised_with_its_leading_spaces():
    header, cells = first_rows("febrl/dataset1.csv")
    assert recognise(header).values(cells) == {
        "id": "rec-223-org",
        "foreign_number": "6988048",
        "given_name": "",
        "surname": "waller",
        "birth_date": "19081209",
        "address": "tullaroop street 6, willaroo",
        "place": "st james",
        "postcode": "4011",
        "region": "wa",
    }
    assert recognise(header).unread == ()


@here
def test_fake_1000_is_recognised_and_its_truth_is_not_read():
    header, cells = first_rows("fake_1000/fake_1000.csv")
    found = recognise(header)
    assert found.unread == ("cluster",)
    assert found.values(cells) == {
        "id": "0",
        "given_name": "Robert",
        "surname": "Alan",
        "birth_date": "1971-06-24",
        "place": "",
        "email": "robert255@smith.net",
    }


@here
def test_rldata_is_recognised_with_its_names_and_dates_in_parts():
    header, cells = first_rows("rldata500/RLdata500.tsv")
    values = recognise(header).values(["" if cell == "NA" else cell for cell in cells])
    assert values == {"given_name": "CARSTEN", "surname": "MEIER", "birth_date": "1949-7-22"}


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Födelsedatum", "birth_date"),
        ("FÖDELSE-DATUM", "birth_date"),
        ("fo\u0308delsedatum", "birth_date"),
        (" Date Of Birth ", "birth_date"),
        ("birth_day", "birth_date"),
        ("Personnr.", "personal_number"),
        ("Org.nr", "organisation_number"),
        ("Förnamn", "given_name"),
        ("tilltalsnamn", "given_name"),
        ("lastName", "surname"),
        ("Gatuadress", "address"),
        ("Postort", "place"),
        ("Post Nr", "postcode"),
        ("Företagsnamn", "company_name"),
        ("HIN", "hull"),
        ("Skrovnummer", "hull"),
        ("Motornummer", "engine"),
        ("Reg.nr", "registration"),
        ("Båtnamn", "craft_name"),
        ("Fabrikat", "make"),
        ("E-post", "email"),
        ("SSN", "foreign_number"),
        ("samordningsnummer", "coordination_number"),
    ],
)
def test_a_common_name_is_recognised_however_it_is_written(name, column):
    assert recognise([name]).columns == {column}


@pytest.mark.parametrize("column", Column)
def test_each_column_is_known_by_its_own_name(column):
    assert recognise([column]).columns == {column}


def test_two_columns_for_the_same_are_not_guessed_between():
    found = recognise(["Tilltalsnamn", "Förnamn", "Ort"])
    assert found.columns == {Column.PLACE}
    with pytest.raises(NotAllowed, match="Tilltalsnamn, Förnamn all seem to be given_name"):
        found.must_be_clear()


def test_the_very_name_comes_before_one_that_resembles_it():
    found = recognise(["förnamn", "given_name"])
    found.must_be_clear()
    assert found.values(["Anna Maria", "Maria"]) == {Column.GIVEN_NAME: "Maria"}


def test_a_name_that_says_too_little_is_told_of_unless_the_rest_is_there():
    assert "may be given_name" in str(recognise(["pnr", "Namn"]).notes[0])
    assert recognise(["namn", "förnamn", "efternamn"]).notes == ()
    assert recognise(["fritext"]).notes == ()


def test_a_whole_date_comes_before_its_parts_and_a_part_never_stands_alone():
    assert recognise(["by", "bm", "bd", "dob"]).values(["49", "7", "22", "1949-07-22"]) == {
        Column.BIRTH_DATE: "1949-07-22"
    }
    assert recognise(["bm", "street_number", "address_2"]).fields == ()
    assert recognise(["by"]).values([" 1949 "]) == {Column.BIRTH_DATE: "1949"}


def test_no_name_stands_twice_and_each_vague_one_is_plain():
    rows = tomllib.loads(files("samverkan.registers").joinpath("columns.toml").read_text("utf-8"))
    names = [plain(name) for key, row in rows.items() for name in (key, *row["names"])]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert {row.get("part_of", key) for key, row in rows.items()} == set(Column)
    assert all(name == plain(name) and name not in names for name in VAGUE)
