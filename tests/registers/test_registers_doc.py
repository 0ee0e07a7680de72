"""The mapping that the documentation shows is the one beside it, and does what it says."""

from __future__ import annotations

from samverkan.registers.columns import Column
from samverkan.registers.intake import open_register
from samverkan.registers.mapping import load
from tests.registers.test_intake import ON
from tests.whole.tracked import ROOT

EXAMPLES = ROOT / "docs" / "examples"
PAGE = (ROOT / "docs" / "registers.md").read_text("utf-8")


def test_the_page_shows_the_mapping_and_names_every_column():
    assert (EXAMPLES / "register.toml").read_text("utf-8") in PAGE
    assert [column for column in Column if f"`{column}`" not in PAGE] == []


def test_the_mapping_reads_the_register_beside_it():
    mapping = load(EXAMPLES / "register.toml")
    register = open_register(EXAMPLES / "register.csv", on=ON, mapping=mapping)
    (batch,) = register.batches()
    rows = [
        {name: value for name, value in row.items() if value is not None}
        for row in batch.rows.to_pylist()
    ]
    assert rows == [
        {
            "line": 2,
            "personal_number": "200101019800",
            "given_name": "Åsa",
            "surname": "Strand",
            "birth_date": "2001-01-01",
            "address": "Byvägen 4",
            "place": "Utö",
            "debt": 123_450,
            "since": "2025-01-31",
        },
        {
            "line": 3,
            "given_name": "Ida",
            "surname": "Vik",
            "address": "Byvägen",
            "place": "Utö",
        },
    ]
    assert [(one.line, one.field, one.kept) for one in batch.aside] == [
        (3, "birth_date", True),
        (3, "personal_number", True),
        (4, "", False),
        (5, "", False),
    ]
