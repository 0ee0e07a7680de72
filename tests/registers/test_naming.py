"""A source is named without what nobody is to see, and known by the file that it is of."""

from pathlib import Path

import pytest

from samverkan.registers.naming import file_of, name_of, shown

SERVER = "postgresql+psycopg://kfm:p%40ss:w@rd@db.example:5432/register?password=x#y"


@pytest.mark.parametrize(
    ("source", "text", "name", "file"),
    [
        (Path("x/a.csv"), "x/a.csv", "a.csv", Path("x/a.csv")),
        ("x/a@b.csv", "x/a@b.csv", "a@b.csv", Path("x/a@b.csv")),
        (SERVER, *["postgresql+psycopg://db.example:5432/register"] * 2, None),
        ("sqlite:///x/a.db?mode=ro", *["sqlite:///x/a.db"] * 2, Path("x/a.db")),
        ("duckdb:////x/a.duckdb", *["duckdb:////x/a.duckdb"] * 2, Path("/x/a.duckdb")),
        ("duckdb://", *["duckdb://"] * 2, None),
    ],
)
def test_a_source_is_named(source, text, name, file):
    assert (shown(source), name_of(source), file_of(source)) == (text, name, file)
