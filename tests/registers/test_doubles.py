"""Doubles are those that a plain dictionary finds, over all batches, with their first lines."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.registers.doubles import SHOWN, Doubled, Doubles

TEXTS = st.sampled_from(["", "a", "aa", "b" * 8, "b" * 9, "c" * 300, "c" * 299 + "d", "\0", "å"])
ROWS = st.lists(st.tuples(st.none() | TEXTS, st.none() | TEXTS, TEXTS, st.none() | TEXTS))


def plainly(keys):
    """Give doubles of (line, key) as one reads them."""
    seen, again = {}, []
    for line, key in keys:
        if key is None:
            continue
        if key in seen:
            again.append((line, seen[key]))
        seen.setdefault(key, line)
    return Doubled(len(again), tuple(again[:SHOWN]))


@pytest.fixture(autouse=True, scope="module")
def few_at_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("samverkan.registers.doubles._AT_ONCE", 3)
        yield


@given(st.lists(ROWS, min_size=1))
def test_doubles_are_what_a_dictionary_finds(batches):
    doubles, ids, persons, line = Doubles(), [], [], 1
    for rows in batches:
        lines = list(range(line + 1, line + 1 + 2 * len(rows), 2))
        columns = {
            name: pa.array([row[place] for row in rows], pa.string())
            for place, name in enumerate(("id", "personal_number", "given_name", "surname"))
        }
        columns["birth_date"] = pa.array(["1990-01-01"] * len(rows), pa.string())
        doubles.take(pa.RecordBatch.from_pydict({"line": pa.array(lines, pa.int64()), **columns}))
        for at, (name, number, given_name, surname) in zip(lines, rows, strict=True):
            named = None if surname is None else (given_name, surname)
            ids.append((at, name))
            persons.append((at, named if number is None else number))
        line += 2 * len(rows)
    assert doubles.ids() == plainly(ids)
    assert doubles.persons() == plainly(persons)


def test_a_register_without_ids_or_names_has_no_doubles():
    doubles = Doubles()
    assert doubles.ids() == doubles.persons() == Doubled(0, ())
    places = {"line": pa.array([2, 3], pa.int64()), "place": pa.array(["Utö", "Utö"])}
    doubles.take(pa.RecordBatch.from_pydict(places))
    assert doubles.ids() == doubles.persons() == Doubled(0, ())
