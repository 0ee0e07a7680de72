"""A register in a real PostgreSQL: read as streamed, and never written.

It needs `SAMVERKAN_DATABASE_URL`, as the site's tests on PostgreSQL do; CI sets it.
"""

from __future__ import annotations

import os
from datetime import date

import pytest

from samverkan.registers.intake import open_register
from samverkan.registers.link_file import read_link_file
from samverkan.registers.mapping import Mapping, parse
from samverkan.rules.refusal import NotAllowed

ADDRESS = os.environ.get("SAMVERKAN_DATABASE_URL", "")
ON = date(2026, 11, 29)
SCHEMA = f"samverkan_test_register_{os.getpid()}"  # each process that tests has its own
ROWS = 70_000  # more than one block

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not ADDRESS.startswith("postgres"),
        reason="SAMVERKAN_DATABASE_URL names no PostgreSQL to read a register from",
    ),
    pytest.mark.xdist_group("postgres"),
]


@pytest.fixture
def server():
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
        connection.execute(
            f"""
            CREATE TABLE {SCHEMA}."Mina personer" (
              id BIGINT, "Personnummer" NUMERIC, "Förnamn" TEXT, "Efternamn" VARCHAR(40),
              "Födelsedatum" DATE, postnr NUMERIC(7, 2), debt MONEY, seen TIMESTAMPTZ
            );
            INSERT INTO {SCHEMA}."Mina personer"
            SELECT n, CASE n WHEN 1 THEN 199001019802 WHEN 2 THEN 199001019803 END,
                   CASE WHEN n % 2 = 0 THEN 'Åsa' END, 'Strand%' || n, DATE '1990-01-01' + n % 900,
                   13025, 5, now()
            FROM generate_series(1, {ROWS}) AS n
            """  # noqa: S608  our own names
        )
        yield connection
        connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def table() -> Mapping:
    return parse(f"[database]\ntable = '{SCHEMA}.Mina personer'".encode())


def test_a_table_is_read_block_by_block_in_its_types(server):
    batches = list(open_register(ADDRESS, on=ON, mapping=table()).batches())
    assert [batch.rows.num_rows for batch in batches] == [65_536, ROWS - 65_536]
    first, second = (
        {name: row[name] for name in row if row[name] is not None}
        for row in batches[0].rows.slice(0, 2).to_pylist()
    )
    assert first == {
        "line": 1,
        "id": "1",
        "personal_number": "199001019802",
        "surname": "Strand%1",
        "birth_date": "1990-01-02",
        "postcode": "13025",
    }
    assert second["given_name"] == "Åsa"
    (aside,) = batches[0].aside
    assert (aside.line, aside.key) == (2, "identifiers.check_digit")


def test_a_query_may_hold_any_sign_and_goes_by_any_name_of_the_driver(server):
    query = f"""SELECT "Efternamn" FROM {SCHEMA}."Mina personer" WHERE "Efternamn" LIKE '%\\%7' """  # noqa: S608
    for name in ("postgres", "postgresql", "postgresql+psycopg"):
        source = f"{name}://{ADDRESS.split('://', 1)[1]}"
        (batch,) = open_register(source, on=ON, mapping=Mapping(query=query)).batches()
        assert batch.rows.to_pylist() == [{"line": 1, "surname": "Strand%7"}]


def test_nothing_can_be_written(server):
    queries = (
        f'WITH gone AS (DELETE FROM {SCHEMA}."Mina personer" RETURNING id) SELECT id FROM gone',  # noqa: S608
        f'SELECT id INTO {SCHEMA}.copy FROM {SCHEMA}."Mina personer"',  # noqa: S608
    )
    for query in queries:
        with pytest.raises(NotAllowed) as refused:
            list(open_register(ADDRESS, on=ON, mapping=Mapping(query=query)).batches())
        assert refused.value.key == "registers.database"
    count = f'SELECT count(*) FROM {SCHEMA}."Mina personer"'  # noqa: S608
    assert server.execute(count).fetchone() == (ROWS,)


def test_what_goes_wrong_is_told_without_password_or_values(server):
    with pytest.raises(NotAllowed) as refused:
        open_register(ADDRESS.replace("@", "x@"), on=ON, mapping=table())
    assert "password authentication failed" in refused.value.sentence("en")
    assert ADDRESS.split(":")[2].split("@")[0] not in refused.value.sentence("en")
    query = f'SELECT id, CAST("Efternamn" AS BIGINT) AS pnr FROM {SCHEMA}."Mina personer"'  # noqa: S608
    with pytest.raises(NotAllowed) as refused:
        list(open_register(ADDRESS, on=ON, mapping=Mapping(query=query)).batches())
    assert "Strand" not in refused.value.sentence("en")


def test_it_is_linked_like_any_other_register(server):
    file = read_link_file(ADDRESS, on=ON, mapping=table())
    assert len(file) == ROWS
    assert file.ids[:2] == ["1", "2"]
    assert {"given", "surname", "birth", "postcode", "number"} == set(file.fields)
    assert "@" not in file.name
