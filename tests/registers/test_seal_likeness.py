"""Likeness keys by the column: the same as `keys_of` and `label_of` give for each subject."""

from dataclasses import replace
from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.registers.seal_job import SealJob
from samverkan.registers.seal_likeness import Likeness, columns_of, trained
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.likeness import LABEL, Company, Craft, Person, keys_of, tags_of
from samverkan.sealed.pack_header import Header
from samverkan.sealed.voprf import LONGEST_INPUT
from tests.registers.sealing import EPOCH_KEY

HEADER = Header("KFM", "KBV", "2025-07-12", EPOCH_KEY.public, bytes(16), LABEL, 0)
JOB = SealJob(HEADER, EPOCH_KEY.secret)
GIVEN = ("Åsa", "Per-Olof", "Mohamed", "Anna Karin", "Li", "")
SURNAMES = ("Öhman", "al-Hassan", "Nilsson", "von Essen", "Ek", "")
PLACES = ("Nynäshamn", "Ösmo", "", "Dalarö")


def batch(columns):
    return pa.RecordBatch.from_pydict(
        {name: pa.array([cell or None for cell in cells], pa.string()) for name, cells in columns}
    )


def register(count=400):
    """Invented persons, in the columns that a register is read into."""
    numbers = range(count)
    return batch(
        [
            ("given_name", [GIVEN[n % 5] for n in numbers]),
            ("surname", [SURNAMES[n // 5 % 5] + "abcdefgh"[n % 8] for n in numbers]),
            ("birth_date", [f"19{50 + n % 40}-{1 + n % 12:02}-{1 + n % 28:02}" for n in numbers]),
            ("address", [f"Storgatan {n % 90}" for n in numbers]),
            ("place", [PLACES[n % 4] for n in numbers]),
        ]
    )


@cache
def likeness():
    scheme = trained([register()], "person", secret=bytes(32), random=np.random.default_rng(1))
    return Likeness.of(scheme, JOB)


def made(one):
    columns = columns_of(one, likeness().scheme.kind)
    labels = likeness().labels(columns)
    found = [pair for part in likeness().inputs(columns, labels, one) for pair in part.to_pylist()]
    return labels.to_pylist(), [(pair["input"], pair["label"]) for pair in found]


def test_a_cell_that_no_question_can_hold_gives_no_key():
    scheme = replace(likeness().scheme, families=("gE+sE", "sE+bE"), leaks=(0.0, 0.0))
    row = {"given_name": "li" * 40_000, "surname": "ek", "birth_date": "1990-01-01"}
    one = batch([(name, [text]) for name, text in row.items()])
    columns = columns_of(one, "person")
    narrow = replace(likeness(), scheme=scheme)
    found = [part.to_pylist() for part in narrow.inputs(columns, narrow.labels(columns), one)]
    assert [len(part) for part in found] == [0, 1]
    assert len(found[1][0]["input"]) <= LONGEST_INPUT


ROW = st.fixed_dictionaries(
    {
        "given_name": st.sampled_from(GIVEN),
        "surname": st.sampled_from(SURNAMES),
        "birth_date": st.sampled_from(["1990-01-01", "", "1988-06-14"]),
        "personal_number": st.sampled_from(["199001019802", ""]),
        "address": st.sampled_from(["Storgatan 4", "Ösmovägen 12 B", ""]),
        "place": st.sampled_from(PLACES),
    }
)
NAMES = {"given_name": "given", "birth_date": "birth", "personal_number": "number"}


@settings(deadline=None, max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=12))
def test_keys_and_tags_are_those_of_each_subject(rows):
    labels, pairs = made(batch([(name, [row[name] for row in rows]) for name in rows[0]]))
    wanted = []
    for row, label in zip(rows, labels, strict=True):
        fields = {NAMES.get(name, name): text for name, text in row.items() if name != "address"}
        subject = Person.of(**fields, street=row["address"], house=row["address"])
        assert label[4:] == tags_of(subject, likeness().scheme.slots)
        wanted += [(key.value, label) for key in keys_of(subject, likeness().scheme)]
    assert sorted(pairs) == sorted(wanted)
    assert len(pairs) <= 16 * len(rows)


def test_a_row_number_is_of_the_subject_alone_and_of_one_sealing():
    whole, _ = made(register(100))
    assert len({label[:4] for label in whole}) == 100
    part = register(100).slice(40, 20)
    assert made(part)[0] == whole[40:60]
    other = Likeness.of(likeness().scheme, SealJob(HEADER, bytes(31) + b"\1"))
    again = other.labels(columns_of(register(100), "person")).to_pylist()
    assert not {label[:4] for label in whole} & {label[:4] for label in again}


@pytest.mark.parametrize(
    ("kind", "column", "subject"),
    [
        ("company", "company_name", Company.of(company="Skärgårdsvarvet AB")),
        ("craft", "craft_name", Craft.of(craft="Skärgårdsvarvet AB")),
    ],
)
def test_companies_and_craft_have_their_own_fields(kind, column, subject):
    columns = columns_of(batch([(column, ["Skärgårdsvarvet AB"])]), kind)
    assert columns.subject(0) == subject


def test_a_register_with_nothing_to_compare_is_refused():
    with pytest.raises(NotAllowed, match="nothing"):
        trained([batch([("make", ["x"])])], "person", secret=b"", random=np.random.default_rng(1))
