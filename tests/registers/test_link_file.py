"""Files to be linked: read however they were saved, columns known by name or by what they hold."""

import pytest

from samverkan.registers.link_cells import decoded, delimiter
from samverkan.registers.link_file import date_reader, read_link_file, street_of
from samverkan.rules.refusal import NotAllowed


def written(folder, text, name="a.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def column(file, name):
    coded = file.fields[name]
    return [coded.values[code] for code in coded.codes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_swedish_letters_survive_every_encoding(tmp_path, encoding):
    text = "id;förnamn;efternamn\n1;Åsa;Sjöö\n2;Örjan;Ek\n"
    file = read_link_file(written(tmp_path, text, encoding=encoding), {})
    assert column(file, "given") == ["asa", "orjan"]
    assert column(file, "surname") == ["sjo", "ek"]
    assert file.ids == ["1", "2"]


def test_bytes_that_no_encoding_has_are_latin_1():
    assert decoded(b"\x81\xe5") == "\x81å"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_outside_quotes(sign):
    assert delimiter(f'"a,b;c"{sign}x{sign}y\n1{sign}2{sign}3') == sign


def test_parts_of_names_dates_and_addresses_are_joined_and_taken_apart(tmp_path):
    text = (
        "fname_c1,fname_c2,lname_c1,by,bm,bd,street_number,address_1,postcode\n"
        "CARSTEN,NA,MEIER,1949,7,22,8,stanley street,4223\n"
    )
    file = read_link_file(written(tmp_path, text), {})
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
    people = read_link_file(written(tmp_path, 'name\nAnna Maria Berg\n"Ek, Ola"\n'), {})
    assert column(people, "given") == ["ana maria", "ola"]
    assert column(people, "surname") == ["berg", "ek"]
    firms = read_link_file(written(tmp_path, "namn\nBergs Varv AB\nSand & Sten HB\n", "b.csv"), {})
    assert column(firms, "company") == ["bergs varv", "sand sten"]


def test_a_number_tells_a_birth_date_that_is_not_there(tmp_path):
    text = "förnamn,personnummer,födelsedatum\nAda,19630412-9807,\nBo,,1970-01-02\n"
    file = read_link_file(written(tmp_path, text), {})
    assert column(file, "birth") == ["19630412", "19700102"]


def test_dates_are_month_first_where_the_column_shows_it():
    assert date_reader(["04/12/1963", "05/25/1970"])("04/12/1963") == "19630412"
    assert date_reader(["04/12/1963", "25/05/1970"])("04/12/1963") == "19631204"
    assert date_reader([])("unknown") == ""


def test_the_street_is_the_first_part_with_a_word_of_its_own():
    assert street_of("Unit 4, 12 Harbour Road, Sandhamn") == "harbour"
    assert street_of("Storgatan 4") == "storgatan"
    assert street_of("") == ""


def test_rows_of_any_length_and_doubled_ids(tmp_path):
    text = "id,förnamn,efternamn\n1,Ada\n1,Bo,Ek,more\n\n"
    file = read_link_file(written(tmp_path, text), {})
    assert (len(file), file.doubled) == (2, 1)
    assert column(file, "surname") == ["", "ek"]


def test_a_guessed_id_that_is_not_unique_names_nobody(tmp_path):
    text = "house_id,förnamn\n7,Ada\n7,Bo\n"
    assert read_link_file(written(tmp_path, text), {}).numbered
    assert read_link_file(written(tmp_path, text.replace("7,Bo", "8,Bo")), {}).ids == ["7", "8"]


def test_a_mapping_decides(tmp_path):
    path = written(tmp_path, "x,y,förnamn\nEk,3,Ada\n")
    file = read_link_file(path, {"surname": "x", "id": "y"})
    assert column(file, "surname") == ["ek"]
    assert file.ids == ["3"]


@pytest.mark.parametrize(
    ("text", "told", "key"),
    [
        ("", {}, "link.empty"),
        ("förnamn\n", {}, "link.no_rows"),
        ("x,y\n1,2\n", {}, "link.unknown"),
        ("förnamn\nAda\n", {"surname": "z"}, "link.no_column"),
        ("förnamn\nAda\n", {"shoe": "förnamn"}, "link.no_such"),
        ("förnamn\n" + "a" * 200_000, {}, "link.no_table"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, text, told, key):
    with pytest.raises(NotAllowed) as refusal:
        read_link_file(written(tmp_path, text), told)
    assert refusal.value.key == key
    assert refusal.value.sentence("sv")


def test_parquet_is_read_too(tmp_path):
    import pyarrow as arrow
    from pyarrow import parquet

    table = arrow.table({"id": [1, 2], "förnamn": ["Ada", None], "efternamn": ["Ek", "Sjö"]})
    parquet.write_table(table, tmp_path / "a.parquet")
    file = read_link_file(tmp_path / "a.parquet", {})
    assert column(file, "given") == ["ada", ""]
    (tmp_path / "b.parquet").write_bytes(b"no parquet")
    with pytest.raises(NotAllowed):
        read_link_file(tmp_path / "b.parquet", {})
