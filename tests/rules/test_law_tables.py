"""Every legal table, whoever wrote it: each row cites its law, is dated and carries a case."""

from datetime import date

import pytest

from samverkan.rules import tables

ROWS = [(name, row) for name in tables.legal_tables() for row in tables.load(name)]
each_row = pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=[f"{name}:{row.get('id', '?')}" for name, row in ROWS]
)


@each_row
def test_a_row_has_an_id_a_citation_a_first_day_and_a_case(name, row):
    assert row["id"]
    assert row["citation"].strip()
    assert type(row["valid_from"]) is date
    assert len(row["case"]) >= 1, f"{name}: {row['id']} has no case"


@each_row
def test_a_row_ends_after_it_begins(name, row):
    assert row.get("valid_to", date.max) >= row["valid_from"], f"{name}: {row['id']}"


@pytest.mark.parametrize("name", tables.legal_tables())
def test_ids_are_unique_on_each_day_of_a_table(name):
    seen = [(row["id"], row["valid_from"]) for row in tables.load(name)]
    assert len(seen) == len(set(seen))


ROW = {"valid_from": date(2025, 4, 1), "valid_to": date(2025, 12, 31)}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 3, 31), False),
        (date(2025, 4, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_both_end_days_are_in_force(on, expected):
    assert tables.in_force(ROW, on) is expected


def test_a_row_without_an_end_stays_in_force():
    assert tables.in_force({"valid_from": date(1982, 1, 1)}, date(2100, 1, 1))
