"""What was put aside is written so that no spreadsheet runs it, and can be read back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samverkan.registers.blocks import SetAside
from samverkan.registers.quarantine import as_it_was, harmless, quarantine
from samverkan.rules.refusal import NotAllowed

PAYLOADS = Path(__file__).parents[3] / "shared" / "data" / "robustness" / "csv-payload.txt"


@given(st.text())
@example("=1+1")
@example("  @SUM(1)")
@example("'=1")
@example("\t=1")
@example("＝1")  # noqa: RUF001
def test_no_cell_begins_as_a_formula_and_each_can_be_read_back(text):
    cell = harmless(text)
    assert not cell.lstrip(" \0").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_it_was(cell) == text


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))


@pytest.mark.skipif(not PAYLOADS.exists(), reason="the payloads are not beside the project")
def test_published_payloads_are_harmless(tmp_path):
    payloads = PAYLOADS.read_text("utf-8").splitlines()
    with quarantine(tmp_path / "q.csv", "en") as out:
        why = NotAllowed("registers.nothing")
        out.add(SetAside(2, "id", text, why, kept=True) for text in payloads)
    written = [row[2] for row in rows(tmp_path / "q.csv")[1:]]
    assert [as_it_was(cell) for cell in written] == payloads
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in written)


def test_the_file_says_line_column_value_reason_and_whether_the_row_was_kept(tmp_path):
    aside = SetAside(7, "birth_date", "1990\r\n;x", NotAllowed("registers.no_such_day", text="x"))
    with quarantine(tmp_path / "q.csv", "sv") as out:
        out.add([aside])
    assert rows(tmp_path / "q.csv") == [
        ["rad", "kolumn", "värde", "skäl", "raden behölls"],
        ["7", "birth_date", "1990\r\n;x", "Dagen ”x” finns inte.", "nej"],
    ]
    assert (tmp_path / "q.csv").stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_could_read_is_closed_to_them_before_it_is_written(tmp_path):
    (tmp_path / "q.csv").touch(mode=0o644)
    with quarantine(tmp_path / "q.csv", "sv"):
        assert (tmp_path / "q.csv").stat().st_mode & 0o777 == 0o600
