"""A column of numbers gets the parser's own verdicts, normal forms and sentences."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from samverkan.registers import number_columns
from samverkan.registers.number_columns import COORDINATED, ORGANISATION, PERSONAL, check, matched
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.inputs import Kind, exact_input

LISTS = Path(__file__).parents[3] / "shared" / "data" / "identifiers"
KINDS = {
    PERSONAL: Kind.PERSONAL_NUMBER,
    COORDINATED: Kind.COORDINATION_NUMBER,
    ORGANISATION: Kind.ORGANISATION_NUMBER,
}
ON = date(2026, 11, 29)
DAYS = st.dates(date(1890, 1, 1), date(2060, 12, 31))


@st.composite
def near_numbers(draw):
    """Draw what is or almost is a number: date, serial and check digit, one of them perhaps off."""
    day = draw(st.integers(0, 99) | st.integers(1, 31).map(lambda day: day + 60))
    month = draw(st.integers(0, 13) | st.integers(20, 99))
    nine = f"{draw(st.integers(0, 99)):02}{month:02}{day:02}{draw(st.integers(0, 999)):03}"
    digit = draw(st.sampled_from([luhn.calc_check_digit(nine)] * 4 + ["0"]))
    century = draw(st.sampled_from(["", "", "19", "20", "18", "16", "99", "21"]))
    separator = draw(st.sampled_from(["", "", "-", "+"]))
    return f"{century}{nine[:6]}{separator}{nine[6:]}{digit}"


TEXTS = near_numbers() | st.text(alphabet="0123456789-+T Aå٣", min_size=1, max_size=15)


def verdicts(texts, on):
    found = check(pa.array(texts, pa.string()), on=on)
    normal = [bytes(row).decode("latin-1") for row in found.normal]
    return [
        (normal[row], int(kind))
        if kind
        else found.bad[row].sentence()
        if row in found.bad
        else None
        for row, kind in enumerate(found.kinds)
    ]


def told(text, on):
    if text is None:
        return None
    try:
        return matched(text, on=on)
    except NotAllowed as refusal:
        return refusal.sentence()


@given(st.lists(TEXTS | st.none(), max_size=30), DAYS)
def test_each_verdict_is_the_parsers(texts, on):
    assert verdicts(texts, on) == [told(text, on) for text in texts]


@given(st.lists(near_numbers(), min_size=1, max_size=30))
def test_what_is_taken_can_be_sealed(texts):
    found = check(pa.array(texts, pa.string()), on=ON)
    for kind, named in KINDS.items():
        for normal in found.column(kind).drop_null().to_pylist():
            assert exact_input(named, normal)


def test_what_is_plainly_right_is_never_handed_on(monkeypatch):
    monkeypatch.setattr(number_columns, "matched", None)
    texts = ["19900101-9802", "900101+9802", "9001019802", "199001619815", "900161-9815"]
    texts += ["202100-5489", "162021005489", "2021005489", "000060-9810"]
    right = [text[:-1] + luhn.calc_check_digit(_ten(text)[:-1]) for text in texts]
    found = check(pa.array(right), on=ON)
    assert found.bad == {}
    assert found.kinds.tolist() == [1, 1, 1, 2, 2, 3, 3, 3, 2]


def _ten(text):
    return text.replace("-", "").replace("+", "")[-10:]


def test_a_slice_of_a_column_with_nothing_in_it_is_read_from_its_own_rows():
    texts = pa.array(["x", None, "19900101-9802"[:12] + "2", None, "y"])
    found = check(texts.slice(1, 3), on=ON)
    assert sorted(found.bad) in ([], [1])
    assert check(pa.array([None, None], pa.string()), on=ON).bad == {}
    assert check(pa.array([], pa.string()), on=ON).column(PERSONAL).to_pylist() == []


def numbers_in(data):
    if isinstance(data, dict):
        return [text for value in data.values() for text in numbers_in(value)]
    if isinstance(data, list):
        return [text for value in data for text in numbers_in(value)]
    return [str(data)] if str(data) else []


@pytest.mark.skipif(not LISTS.exists(), reason="the identifier lists are not beside the project")
def test_published_lists_get_the_parsers_verdicts():
    texts = [
        text for file in LISTS.glob("*.json") for text in numbers_in(json.loads(file.read_text()))
    ]
    found = verdicts(texts, ON)
    assert found == [told(text, ON) for text in texts]
    assert np.count_nonzero([isinstance(one, tuple) for one in found]) > 500
