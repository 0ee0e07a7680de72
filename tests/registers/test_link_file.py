"""Registers to be linked: through the intake, columns known by name or by what they hold."""

from datetime import date
from functools import partial

import pytest

from samverkan.registers.csv_files import open_csv
from samverkan.registers.link_file import read_link_file
from samverkan.registers.mapping import parse
from samverkan.rules.refusal import NotAllowed

ON = date(2026, 11, 29)


def read(folder, text, mapping="", *, name="a.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_link_file(path, on=ON, mapping=parse(mapping.encode()))


def column(file, name):
    coded = file.fields[name]
    return [coded.values[code] for code in coded.codes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_swedish_letters_survive_every_encoding(tmp_path, encoding):
    text = "id;förnamn;efternamn\n1;Åsa;Sjöö\n2;Örjan;Ek\n"
    file = read(tmp_path, text, encoding=encoding)
    assert column(file, "given") == ["asa", "orjan"]
    assert column(file, "surname") == ["sjo", "ek"]
    assert file.ids == ["1", "2"]


def test_parts_of_names_dates_and_addresses_are_joined_and_taken_apart(tmp_path):
    text = (
        "fname_c1,fname_c2,lname_c1,by,bm,bd,street_number,address_1,address_2,postcode\n"
        "CARSTEN,NA,MEIER,1949,7,22,8,stanley street,miami,4223\n"
    )
    file = read(tmp_path, text)
    said = {name: column(file, name)[0] for name in file.fields}
    assert said == {
        "given": "carsten",
        "surname": "meier",
        "birth": "19490722",
        "street": "stanley",
        "house": "8",
        "postcode": "4223",
    }
    assert file.numbered
    assert file.ids == ["1"]


def test_whole_names_are_taken_apart_or_are_companies(tmp_path):
    people = read(tmp_path, 'name\nAnna Maria Berg\n"Ek, Ola"\n')
    assert column(people, "given") == ["ana maria", "ola"]
    assert column(people, "surname") == ["berg", "ek"]
    firms = read(tmp_path, "namn\nBergs Varv AB\nSand & Sten HB\n")
    assert column(firms, "company") == ["bergs varv", "sand sten"]
    told = read(tmp_path, "kund\nAnna Berg\n", '[more]\nname = "kund"')
    assert column(told, "surname") == ["berg"]


def test_a_name_beside_a_hull_number_is_the_craft(tmp_path):
    file = read(tmp_path, "namn,skrovnr\nHavsörn,SE-ABC12345D606\n")
    assert (column(file, "craft"), column(file, "hull")) == (["havsorn"], ["SEABC12345D606"])
    assert "given" not in file.fields


def test_a_number_tells_a_birth_date_that_is_not_there(tmp_path):
    text = "förnamn,personnummer,födelsedatum\nAda,19630412-9809,\nBo,,1970-01-02\n"
    assert column(read(tmp_path, text), "birth") == ["19630412", "19700102"]


@pytest.mark.parametrize(
    ("header", "row", "number"),
    [
        ("förnamn,personnummer,orgnr", "Ada,,202100-5489", ""),
        ("förnamn,pnrorgnr", "Ada,202100-5489", "2021005489"),
        ("företag,personnummer,orgnr", "Varvet,19630412-9809,202100-5489", "2021005489"),
        ("företag,orgnr", "Varvet,19630412-9809", "6304129809"),
    ],
)
def test_a_number_of_another_kind_is_taken_unless_it_has_its_own_column(
    tmp_path, header, row, number
):
    """An employer's number is nobody's; a sole trader has a personal number for its firm."""
    file = read(tmp_path, f"{header}\n{row}\n")
    assert (column(file, "number") if "number" in file.fields else [""]) == [number]


def test_a_row_with_a_bad_value_is_linked_by_the_rest_and_told_of(tmp_path):
    text = (
        "id,personnummer,förnamn,födelsedatum\n"
        "a,19630412-9800,Ada,1963-04-31\nb,,Bo,12/04/1963\nc,,,\nd,,Cia,1963-04-12\n"
    )
    file = read(tmp_path, text)
    assert file.ids == ["a", "b", "d"]
    assert "number" not in file.fields
    assert column(file, "birth") == ["19630431", "", "19630412"], "an error is there to be judged"
    told = {(one.first.field, one.first.key): one.lines for one in file.aside.most_common()}
    assert told == {
        ("personal_number", "identifiers.check_digit"): [2],
        ("birth_date", "registers.no_such_day"): [2],
        ("birth_date", "registers.either_way"): [3],
        ("", "registers.nothing"): [4],
    }
    assert (file.aside.read, file.aside.taken, file.aside.values) == (4, 3, 3)


@pytest.mark.parametrize(
    ("dates", "read_as"),
    [
        (["04/12/1963", "05/25/1970"], ["19630412", "19700525"]),
        (["04.12.1963", "25.5.70"], ["19631204", "19700525"]),
        (["04/12/1963", "1970-05-25"], ["", "19700525"]),
        (["25/12/1963", "05/25/1970"], ["", ""]),
    ],
)
def test_days_and_months_are_read_as_their_column_shows(tmp_path, dates, read_as):
    rows = "".join(f"Ada{n},{text}\n" for n, text in enumerate(dates))
    file = read(tmp_path, f"förnamn,född\n{rows}")
    assert (column(file, "birth") if "birth" in file.fields else ["", ""]) == read_as
    shown = "19631204" in read_as or "19630412" in read_as
    assert [note.key for note in file.notes] == ["link.dates_read"] * shown
    assert ("birth_date", "registers.either_way") in file.aside.reasons or shown


def test_rows_go_by_their_number_in_the_file_whatever_is_put_aside_before_them(tmp_path):
    text = 'förnamn,efternamn\nAda,Ek\nBo\n\n"Cia\nAnna",Lind\n,\nDan,Berg,more\nEva,Alm\n'
    file = read(tmp_path, text)
    assert column(file, "surname") == ["ek", "lind", "alm"]
    assert file.ids == ["1", "3", "5"]


def test_what_is_damaged_counts_for_what_can_be_read_but_no_number(tmp_path):
    text = "hin;motornr;regnr;pnr\nSEABC00001D6;;;\n;F!;;\n;;x;\n;;;111111-1111\n;;;\n"
    file = read(tmp_path, text)
    assert column(file, "hull") == ["SEABC00001D6", "", "", ""]
    assert column(file, "engine") == ["", "F", "", ""]
    assert column(file, "registration") == ["", "", "X", ""]
    assert "number" not in file.fields
    assert (file.aside.read, file.aside.taken, file.aside.values) == (4, 4, 4)


def test_of_columns_that_mean_the_same_the_first_is_taken_and_told(tmp_path):
    file = read(tmp_path, "pnr,personnr,förnamn\n19630412-9809,,Ada\n")
    assert column(file, "number") == ["6304129809"]
    assert [note.key for note in file.notes] == ["registers.first_of_same"]


def test_doubled_ids_are_counted(tmp_path):
    file = read(tmp_path, "id,förnamn\n1,Ada\n1,Bo\n2,Cia\n")
    assert (len(file), file.doubled, file.numbered) == (3, 1, False)


def test_a_guessed_id_that_is_not_unique_names_nobody(tmp_path):
    text = "house_id,förnamn\n7,Ada\n7,Bo\n"
    assert read(tmp_path, text).numbered
    assert read(tmp_path, text.replace("7,Bo", "8,Bo")).ids == ["7", "8"]


def test_a_mapping_decides(tmp_path):
    mapping = """
        [columns]
        surname = "x"
        id = "y"
        birth_date = { column = "z", format = "DD/MM YY", century = 1920 }
    """
    file = read(tmp_path, "x;y;z;förnamn\nEk;3;1/2 24;Ada\n", mapping)
    assert column(file, "surname") == ["ek"]
    assert column(file, "birth") == ["19240201"]
    assert file.ids == ["3"]
    only = read(tmp_path, "namn;x\nAda;Ek\n", '[file]\nonly = true\n[columns]\nsurname = "x"')
    assert set(only.fields) == {"surname"}


@pytest.mark.parametrize(
    ("text", "mapping", "key"),
    [
        ("", "", "registers.empty"),
        ("förnamn\n", "", "link.no_rows"),
        ("förnamn\nAda,Bo\n", "", "link.none_read"),
        ("x,y\n1,2\n", "", "registers.no_known_column"),
        ("förnamn\nAda\n", '[columns]\nsurname = "z"', "mapping.no_such_column"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, text, mapping, key):
    with pytest.raises(NotAllowed) as refusal:
        read(tmp_path, text, mapping)
    assert refusal.value.key == key
    assert refusal.value.sentence("sv")


def test_a_long_register_is_read_in_blocks_as_if_at_once(tmp_path, monkeypatch):
    rows = [f"{n},Ada{n % 7},{1950 + n % 50}-01-{1 + n % 31:02},{n % 3 or ''}" for n in range(300)]
    text = "\n".join(["id,förnamn,född,foreign_id", *rows])
    whole = read(tmp_path, text)
    small = partial(open_csv, block=256)
    monkeypatch.setattr("samverkan.registers.sources.open_csv", small)
    parts = read(tmp_path, text)
    assert parts.ids == whole.ids
    assert {name: column(parts, name) for name in parts.fields} == {
        name: column(whole, name) for name in whole.fields
    }
