"""Every act is an operation that a log must show (BDF 3:4); the fields of an entry are known."""

from collections import Counter

import pytest

from samverkan.rules.acts import Act
from samverkan.rules.logged import (
    FIELD_WORDS,
    Field,
    Operation,
    fields_of,
    operation_of,
    operations,
    required,
)


def test_every_act_is_placed_once_and_nothing_else_is():
    placed = Counter(act for logged in operations().values() for act in logged.acts)
    assert set(placed) == set(map(str, Act)), "put the new act in rules/logging.toml"
    assert max(placed.values()) == 1


def test_the_operations_are_those_of_the_ordinance():
    assert set(operations()) == set(Operation)
    assert operations()[Operation.TRANSFER].acts == ()
    assert operations()[Operation.ERASE].words.sv == "Radering"


@pytest.mark.parametrize(
    ("act", "operation"),
    [
        (Act.RELEASED, Operation.DISCLOSE),
        (Act.RELEASE_RECEIVED, Operation.COLLECT),
        (Act.SUBJECT_READ, Operation.READ),
        (Act.CASE_ERASED, Operation.ERASE),
        (Act.INSTANCE_MADE, Operation.HOUSE),
    ],
)
def test_an_act_is_found_in_its_operation(act, operation):
    assert operation_of(act) is operation


def test_every_act_that_reads_is_reading():
    assert {operation_of(act) for act in Act if act.endswith(".read")} == {Operation.READ}


def test_an_act_nobody_placed_is_an_error():
    with pytest.raises(KeyError):
        operation_of("made.up")


def test_a_disclosure_must_say_all_five_and_reading_three():
    assert required(Operation.DISCLOSE) == frozenset(Field)
    assert required(Operation.READ) == {Field.WHEN, Field.WHO, Field.WHAT}
    assert required(Operation.ERASE) == {Field.WHEN, Field.WHO, Field.WHAT}


def test_the_fields_of_a_record_are_read_from_it():
    record = {
        "about": "KBV/1",
        "at": "2025-07-12T12:05:00Z",
        "by": "KBV/siv",
        "details": {"recipient": "KFM"},
        "ground": "2016:774 2 §",
    }
    assert fields_of(record) == frozenset(Field)
    assert fields_of({**record, "ground": "", "details": {"purpose": "delta"}}) == {
        Field.WHEN,
        Field.WHO,
        Field.WHAT,
        Field.WHY,
    }
    assert fields_of({"details": None}) == frozenset()


def test_every_field_has_its_words():
    assert set(FIELD_WORDS) == set(Field)
