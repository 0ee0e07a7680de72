"""From columns to inputs: the bytes that `exact_input` gives, and nothing that would miss."""

import pyarrow as pa
import pytest

from samverkan.registers.columns import Column
from samverkan.registers.seal_inputs import KINDS, inputs_of
from samverkan.sealed.inputs import Kind, exact_input

VALUES = {
    Column.PERSONAL_NUMBER: "199001019802",
    Column.COORDINATION_NUMBER: "199001619802",
    Column.ORGANISATION_NUMBER: "165560000001",
    Column.HULL: "SEABCD1234A525",
    Column.ENGINE: "ZZE000123",
    Column.REGISTRATION: "SFÅ1234",
}


def made(columns):
    refused = []
    batch = pa.RecordBatch.from_pydict({str(name): pa.array(v) for name, v in columns.items()})
    labels = pa.array([b"KFM"] * len(batch), pa.binary())
    found = list(inputs_of(batch, labels, lambda *said: refused.append(said)))
    assert all(set(one.column("label").to_pylist()) <= {b"KFM"} for one in found)
    return [one.column("input").to_pylist() for one in found], refused


@pytest.mark.parametrize("column", KINDS)
def test_a_column_gives_the_input_of_its_kind(column):
    found, refused = made({column: [VALUES[column], None, ""]})
    assert found == [[exact_input(KINDS[column], VALUES[column])]]
    assert refused == []


def test_every_kind_has_a_column():
    assert set(KINDS.values()) == set(Kind)


def test_what_is_not_in_its_form_is_told_and_not_sealed():
    found, refused = made({Column.PERSONAL_NUMBER: ["900101-9802", "199001019802\n"]})
    assert (found, refused) == ([[]], [("personal_number", 2)])


def test_columns_that_are_not_sealed_are_passed_over():
    assert made({Column.SURNAME: ["Ek"], Column.ENGINE: ["ZZE000123"]})[0] == [
        [exact_input(Kind.ENGINE_NUMBER, "ZZE000123")]
    ]
