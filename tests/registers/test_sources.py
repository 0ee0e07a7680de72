"""A register gives the same rows from CSV, Parquet, XLSX, DuckDB and any other database."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import duckdb
import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from samverkan.registers.answers import without_values
from samverkan.registers.intake import open_register
from samverkan.registers.mapping import Mapping, parse
from samverkan.registers.parquet_files import open_parquet
from samverkan.rules.refusal import NotAllowed

ON = date(2026, 11, 29)
HEADER = ("Personnummer", "Förnamn", "Födelsedatum", "Postnr")
ROWS = (
    (199001019802, "Åsa", date(1990, 1, 1), 13025.0),
    (199001029801, None, datetime(1990, 1, 2), 13026.0),  # noqa: DTZ001  as sheets have it
)
TRUTH = [
    ("199001019802", "Åsa", "1990-01-01", "13025"),
    ("199001029801", None, "1990-01-02", "13026"),
]
NAMES = ["personal_number", "given_name", "birth_date", "postcode"]


def taken(source, mapping=""):
    register = open_register(source, on=ON, mapping=parse(mapping.encode()))
    rows = [row for batch in register.batches() for row in batch.rows.to_pylist()]
    return [row["line"] for row in rows], [tuple(row[name] for name in NAMES) for row in rows]


def workbook(path, *, title="Register", rows=(HEADER, *ROWS), also=()):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, state in also:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(["x"])
    book.save(path)
    return path


def test_parquet(tmp_path):
    columns = list(zip(*ROWS, strict=True))
    days = pa.array([row[2] for row in ROWS], pa.date32())
    table = pa.table(
        [
            pa.array(columns[0]),
            pa.array(columns[1]).dictionary_encode(),
            days,
            pa.array(columns[3]),
        ],
        names=HEADER,
    )
    parquet.write_table(table, tmp_path / "r.parquet", row_group_size=1)
    assert taken(tmp_path / "r.parquet") == ([1, 2], TRUTH)


def test_parquet_goes_on_from_a_row_in_the_middle_of_a_group(tmp_path, monkeypatch):
    monkeypatch.setattr("samverkan.registers.parquet_files.BLOCK_ROWS", 3)
    path = tmp_path / "r.parquet"
    table = pa.table({"a": [str(row) for row in range(20)]})
    parquet.write_table(table, path, row_group_size=7)
    blocks = list(open_parquet(path).blocks((0,), None))
    for place, block in enumerate(blocks):
        rest = [one.cells[0].to_pylist() for one in open_parquet(path).blocks((0,), block.after)]
        assert rest == [one.cells[0].to_pylist() for one in blocks[place + 1 :]]
    assert [line for block in blocks for line in block.lines] == list(range(1, 21))


def test_xlsx(tmp_path):
    hidden = [("Dold", "hidden"), ("Djupt dold", "veryHidden")]
    assert taken(workbook(tmp_path / "r.xlsx", also=hidden)) == ([2, 3], TRUTH)


def test_xlsx_with_several_sheets_asks_which(tmp_path):
    path = workbook(tmp_path / "r.xlsx", also=[("Andra", "visible"), ("Dold", "hidden")])
    with pytest.raises(NotAllowed, match="which sheet is the register, of Register, Andra"):
        taken(path)
    with pytest.raises(NotAllowed, match="no visible sheet Dold"):
        taken(path, '[file]\nsheet = "Dold"')
    assert taken(path, '[file]\nsheet = "Register"') == ([2, 3], TRUTH)


def test_xlsx_rows_keep_their_numbers_past_blank_and_long_ones(tmp_path):
    rows = ([], HEADER, [], ROWS[0], (*ROWS[1], "för mycket"), ROWS[1][:3])
    path = workbook(tmp_path / "r.xlsx", rows=rows)
    batches = list(open_register(path, on=ON).batches())
    assert [line for one in batches for line in one.rows["line"].to_pylist()] == [4, 6]
    assert [(one.line, one.refusal.key) for one in batches[0].aside] == [(5, "registers.fields")]


def test_xlsx_gives_what_formulas_were_saved_with(tmp_path):
    path = workbook(tmp_path / "r.xlsx", rows=(("Ort", "Förnamn"), ('="Ut"&"ö"', "Ida")))
    (batch,) = open_register(path, on=ON).batches()
    assert batch.rows.to_pylist() == [{"line": 2, "given_name": "Ida", "place": None}]


def test_a_file_that_unpacks_to_too_much_or_is_damaged_is_refused(tmp_path):
    path = tmp_path / "r.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(32 << 20))
    with pytest.raises(NotAllowed, match="far more than a register"):
        taken(path)
    for name, sentence in (("r.xlsx", "no XLSX"), ("r.parquet", "no Parquet")):
        (tmp_path / name).write_bytes(b"PK\x03\x04 not at all")
        with pytest.raises(NotAllowed, match=sentence):
            taken(tmp_path / name)


@pytest.fixture
def duck(tmp_path):
    path = tmp_path / "r.duckdb"
    with duckdb.connect(path) as connection:
        columns = 'personnummer BIGINT, "Förnamn" TEXT, "Födelsedatum" TIMESTAMP, postnr DOUBLE'
        connection.execute(f"CREATE TABLE personer ({columns})")
        connection.executemany("INSERT INTO personer VALUES (?, ?, ?, ?)", ROWS)
    return path


def test_duckdb_by_path_by_url_and_by_query(duck):
    assert taken(duck) == ([1, 2], TRUTH)
    assert taken(f"duckdb:///{duck}", '[database]\ntable = "personer"')[1] == TRUTH
    query = """
        [database]
        url = "duckdb://"
        query = "FROM (VALUES (199001019802, 'Åsa')) t(pnr, förnamn)"
    """
    register = open_register("", on=ON, mapping=parse(query.encode()))
    (batch,) = register.batches()
    assert batch.rows.to_pylist() == [
        {
            "line": 1,
            "personal_number": "199001019802",
            "coordination_number": None,
            "organisation_number": None,
            "given_name": "Åsa",
        }
    ]


def test_decimals_of_a_database_are_whole_numbers_where_they_are(tmp_path):
    query = (
        "SELECT 13025::DECIMAL(7, 2) AS postnr, 199001019802::DECIMAL(14, 0) AS pnr, "
        "1.5::DECIMAL(3, 1) AS id"
    )
    register = open_register("duckdb://", on=ON, mapping=Mapping(query=query))
    (row,) = next(iter(register.batches())).rows.to_pylist()
    assert (row["postcode"], row["personal_number"], row["id"]) == ("13025", "199001019802", "1.5")


@pytest.mark.parametrize(
    "query", ["DROP TABLE personer", "SELECT 1; DROP TABLE personer", "COPY personer TO 'x'"]
)
def test_a_query_only_reads(duck, query):
    for source in (duck, "sqlite://"):
        with pytest.raises(NotAllowed, match="only read"):
            open_register(source, on=ON, mapping=Mapping(query=query))


def test_sqlite_is_read_by_table_or_query_and_cannot_be_written(tmp_path, monkeypatch):
    path = tmp_path / "r.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(
            'CREATE TABLE "mina personer" (Personnummer, Förnamn, Födelsedatum, Postnr)'
        )
        rows = [(row[0], row[1], row[2].strftime("%Y-%m-%d"), row[3]) for row in ROWS]
        connection.executemany('INSERT INTO "mina personer" VALUES (?, ?, ?, ?)', rows)
    connection.close()
    assert taken(f"sqlite:///{path}") == ([1, 2], TRUTH)
    monkeypatch.setenv("REGISTER", f"sqlite:///{path}")
    some = """
        [database]
        url_from = "REGISTER"
        query = 'SELECT * FROM "mina personer" WHERE Postnr > 13025'
    """
    assert taken("", some) == ([1], TRUTH[1:])
    deleting = Mapping(query='WITH a AS (SELECT 1) DELETE FROM "mina personer"')
    with pytest.raises(NotAllowed, match="did not answer"):
        open_register(f"sqlite:///{path}", on=ON, mapping=deleting)
    with pytest.raises(NotAllowed, match="did not answer"):
        taken(f"sqlite:///{path}", '[database]\ntable = "finns inte"')
    with pytest.raises(NotAllowed, match="does not exist"):
        taken(f"sqlite:///{tmp_path}/none")
    assert not (tmp_path / "none").exists()


def test_a_database_that_is_not_told_of_enough_is_asked_about(tmp_path):
    with pytest.raises(NotAllowed, match="which table or query"):
        taken("sqlite://")
    with pytest.raises(NotAllowed, match="variable NOWHERE"):
        taken("", '[database]\nurl_from = "NOWHERE"')
    with pytest.raises(FileNotFoundError):
        taken(Path(tmp_path / "none.parquet"))


def test_no_source_at_all_is_no_folder():
    with pytest.raises(NotAllowed, match="No register is named"):
        open_register("", on=ON)


def test_a_sqlite_file_given_as_a_file_is_told_its_address(tmp_path):
    path = tmp_path / "r.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(84))
    with pytest.raises(NotAllowed, match=f"sqlite:///{path}"):
        open_register(path, on=ON)


@pytest.mark.parametrize("address", ["duckdb://", "sqlite://"])
def test_what_goes_wrong_among_the_rows_is_told_without_their_values(tmp_path, address):
    """DuckDB quotes the line that it could not convert; a number must not reach a terminal."""
    (tmp_path / "r.csv").write_text("p\n" + "19900101\n" * 200_000 + "19900101-9802\n")
    queries = {
        "duckdb://": f"SELECT CAST(p AS BIGINT) AS personnummer FROM '{tmp_path}/r.csv'",  # noqa: S608
        "sqlite://": "SELECT 1 AS personnummer UNION ALL SELECT abs(-9223372036854775808)",
    }
    mapping = f'[database]\nurl = "{address}"\nquery = """{queries[address]}"""'
    with pytest.raises(NotAllowed) as refused:
        taken("", mapping)
    assert "9802" not in refused.value.sentence("en")


def test_an_error_is_told_without_what_it_quotes():
    error = ValueError('invalid input for integer: "19900101-9802", \'Svensson\nmore')
    assert without_values(error) == "invalid input for integer: …, …"
