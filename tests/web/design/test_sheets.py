"""Lists for a spreadsheet: what is written is what is read, and no cell is a formula."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from samverkan.registers.quarantine import as_it_was
from samverkan.web.design.sheets import Sheet, as_csv, kronor
from samverkan.web.design.workbooks import as_xlsx

PAYLOADS = Path(__file__).parents[4] / "shared" / "data" / "robustness" / "csv-payload.txt"
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
CELLS = st.one_of(TEXTS, TEXTS.map("=".__add__), st.integers(-(10**9), 10**12))
SHEETS = st.lists(st.tuples(CELLS, CELLS), max_size=5).map(lambda rows: Sheet(("a", "b"), (*rows,)))


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def said(cell: str | int, mark: str) -> str:
    return kronor(cell, mark) if isinstance(cell, int) else cell


@given(SHEETS)
@example(Sheet(("a", "b"), (("", "'"),)))
def test_csv_gives_back_what_was_written_and_nothing_a_spreadsheet_would_run(sheet):
    head, *rows = read_csv(as_csv(sheet))
    assert head == ["a", "b"]
    assert [[as_it_was(cell) for cell in row] for row in rows] == [
        [said(cell, ",") for cell in row] for row in sheet.rows
    ]
    texts = [
        cell
        for row, kept in zip(rows, sheet.rows, strict=True)
        for cell, was in zip(row, kept, strict=True)
        if isinstance(was, str)
    ]
    assert not [text for text in texts if text.lstrip(" \0").startswith(FORMULA)]


@given(SHEETS)
def test_a_workbook_holds_texts_and_numbers_but_no_formula(sheet):
    book = load_workbook(BytesIO(as_xlsx(sheet, [("Till", "=1+1")])))
    found = list(book["Lista"].iter_rows())
    assert [cell.value for cell in found[0]] == ["a", "b"]
    for row, kept in zip(found[1:], sheet.rows, strict=True):
        for cell, was in zip(row, kept, strict=True):
            assert cell.data_type != "f"
            expected = was if isinstance(was, str) else was / 100
            assert (cell.value or ("" if isinstance(was, str) else 0)) == expected
    assert book["Om"]["B1"].value == "=1+1"
    assert book["Om"]["B1"].data_type != "f"


def test_the_same_list_gives_the_same_bytes():
    sheet = Sheet(("Sak", "Värde"), (("Skoter & båt <1>", 164_000_00),))
    assert as_xlsx(sheet, []) == as_xlsx(sheet, [])
    assert as_csv(sheet) == "\ufeffSak;Värde\r\nSkoter & båt <1>;164000,00\r\n".encode()


def test_a_sign_that_xml_cannot_hold_is_left_out_and_the_book_opens():
    sheet = Sheet(("x",), (("a\ufffe\uffffb\x00\x0b\ud800c",),))
    assert load_workbook(BytesIO(as_xlsx(sheet, [])))["Lista"]["A2"].value == "abc"


def test_published_payloads_are_harmless():
    if not PAYLOADS.exists():
        pytest.skip(f"{PAYLOADS} is not here")
    payloads = [line for line in PAYLOADS.read_text("utf-8").splitlines() if line.strip()]
    sheet = Sheet(("x",), tuple((line,) for line in payloads))
    assert not [r for r in read_csv(as_csv(sheet)) if r[0].lstrip(" \0").startswith(FORMULA)]
    cells = [row[0] for row in load_workbook(BytesIO(as_xlsx(sheet, [])))["Lista"].iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"} or "f" not in {c.data_type for c in cells}
