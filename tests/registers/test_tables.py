"""A register's file is read however it was saved, and no bytes break the reader."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.registers.tables import read_table
from samverkan.rules.refusal import NotAllowed

SPECTRUM = Path(__file__).parents[3] / "shared" / "data" / "robustness"
TRUTH = SPECTRUM / "csv_spectrum_json"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_way_of_saving_gives_the_same_lines(encoding, delimiter):
    text = f'namn{delimiter}ort\r\nÅsa{delimiter}"Utö\nby"\r\n\r\nÖrjan {delimiter}\r\n'
    table = read_table(text.encode(encoding), columns=("namn", "ort"))
    assert [line.number for line in table.lines] == [2, 5]
    assert [dict(table.values(line)) for line in table.lines] == [
        {"namn": "Åsa", "ort": "Utö\nby"},
        {"namn": "Örjan", "ort": ""},
    ]


def test_a_line_of_another_length_says_both_numbers():
    table = read_table(b"a,b\n1,2,3\n", columns=("a",))
    with pytest.raises(NotAllowed, match="3 fields; it should have 2"):
        table.values(table.lines[0])


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with suppress(NotAllowed):
        assert all(line.text for line in read_table(data, columns=()).lines)


@pytest.mark.skipif(
    not SPECTRUM.exists(), reason="the csv-spectrum files are not beside the project"
)
def test_the_csv_spectrum_is_read_as_its_truth_says():
    files = sorted((SPECTRUM / "csv_spectrum").glob("*.csv"))
    assert files
    for file in files:
        if file.stem == "location_coordinates":
            continue  # its truth lost the degree signs on the way
        truth = json.loads((TRUTH / f"{file.stem}.json").read_text("utf-8"))
        rows = truth if isinstance(truth, list) else [truth]
        table = read_table(file.read_bytes(), columns=())
        found = [dict(table.values(line)) for line in table.lines]
        assert found == [{name: value.strip() for name, value in row.items()} for row in rows]
