"""Common names of columns are recognised in both languages, and nothing is guessed."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from samverkan.registers.columns import VAGUE, Column, Recognised, plain, recognise
from samverkan.registers.intake import open_register

LINKAGE = Path(__file__).parents[3] / "shared" / "data" / "linkage"
here = pytest.mark.skipif(
    not LINKAGE.exists(), reason="the linkage files are not beside the project"
)


def first_row(file: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give what a file's first row says, and the columns that are not read."""
    register = open_register(LINKAGE / file, on=date(2026, 11, 29))
    row = next(iter(register.batches())).rows.slice(0, 1).to_pylist()[0]
    said = {name: value for name, value in row.items() if value is not None and name != "line"}
    return said, register.chosen.unread


def sources(found: Recognised) -> dict[str, list[str]]:
    return {one.column: [source.name for source in one.sources] for one in found.fields}


@here
def test_febrl_is_recognised_with_its_leading_spaces():
    said = {
        "id": "rec-223-org",
        "foreign_number": "6988048",
        "surname": "waller",
        "birth_date": "1908-12-09",
        "address": "tullaroop street 6, willaroo",
        "place": "st james",
        "postcode": "4011",
        "region": "wa",
    }
    assert first_row("febrl/dataset1.csv") == (said, ())


@here
def test_fake_1000_is_recognised_and_its_truth_is_not_read():
    said = {
        "id": "0",
        "given_name": "Robert",
        "surname": "Alan",
        "birth_date": "1971-06-24",
        "email": "robert255@smith.net",
    }
    assert first_row("fake_1000/fake_1000.csv") == (said, ("cluster",))


@here
def test_rldata_is_recognised_with_its_names_and_dates_in_parts():
    said = {"given_name": "CARSTEN", "surname": "MEIER", "birth_date": "1949-07-22"}
    assert first_row("rldata500/RLdata500.tsv") == (said, ())


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
    assert "Tilltalsnamn, Förnamn all seem to be given_name" in str(found.unclear[0])


def test_the_first_of_columns_for_the_same_may_be_taken():
    found = recognise(["Tilltalsnamn", "Förnamn", "Ort"], first=True)
    assert sources(found) == {"given_name": ["Tilltalsnamn"], "place": ["Ort"]}
    assert "the first is read" in str(found.unclear[0])


def test_the_very_name_comes_before_one_that_resembles_it():
    found = recognise(["förnamn", "given_name"])
    assert (sources(found), found.unclear) == ({"given_name": ["given_name"]}, ())


def test_a_name_that_says_too_little_is_told_of_unless_the_rest_is_there():
    assert "may be given_name" in str(recognise(["pnr", "Namn"]).notes[0])
    assert recognise(["namn", "förnamn", "efternamn"]).notes == ()
    assert recognise(["fritext"]).notes == ()


def test_a_whole_date_comes_before_its_parts_and_a_part_never_stands_alone():
    assert sources(recognise(["by", "bm", "bd", "dob"])) == {"birth_date": ["dob"]}
    assert recognise(["bm", "street_number", "address_2"]).fields == ()
    assert sources(recognise(["by"])) == {"birth_date": ["by"]}


def test_no_name_stands_twice_and_each_vague_one_is_plain():
    rows = tomllib.loads(files("samverkan.registers").joinpath("columns.toml").read_text("utf-8"))
    names = [plain(name) for key, row in rows.items() for name in (key, *row["names"])]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert {row.get("part_of", key) for key, row in rows.items()} == set(Column)
    assert all(name == plain(name) and name not in names for name in VAGUE)
