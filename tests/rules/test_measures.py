"""The definitions of published figures: each adds up its own cases, and keeps its versions."""

from datetime import date

import pytest

from samverkan.rules.figures import Period, Row, must_fit, value_of
from samverkan.rules.measures import (
    Family,
    Unit,
    dataset,
    datasets,
    measure,
    measure_version,
    measures_on,
)
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load

SEASON = Period(date(2025, 6, 1), date(2025, 8, 31))
CASES = [(row["id"], row["version"], case) for row in load("measures") for case in row["case"]]


def rows_of(case):
    return [
        Row(place, row["kind"], row["month"], row["status"], row["value"])
        for place, row in enumerate(case["rows"], start=1)
    ]


@pytest.mark.parametrize(("identity", "version", "case"), CASES)
def test_a_definition_adds_up_its_case(identity, version, case):
    found = measure_version(identity, version)
    rows = rows_of(case)
    must_fit(rows, found.dataset)
    assert value_of(found, rows, SEASON) == case["value"]


def test_every_measure_names_kinds_and_statuses_of_its_data_set():
    for found in measures_on(date(2025, 8, 1)):
        assert found.kinds <= set(found.dataset.kinds), found.id
        assert found.statuses <= set(found.dataset.statuses), found.id


def test_every_data_set_is_measured():
    assert {found.dataset.key for found in measures_on(date(2025, 8, 1))} == set(datasets())


def test_a_version_stands_once():
    seen = [(row["id"], row["version"]) for row in load("measures")]
    assert len(seen) == len(set(seen))


def test_attached_is_output_and_paid_is_outcome():
    on = date(2025, 8, 1)
    assert measure("attached-value", on).family is Family.OUTPUT
    assert measure("to-victims", on).family is Family.OUTCOME


def test_texts_are_in_both_languages():
    found = measure("to-victims", date(2025, 8, 1))
    assert found.title.read("sv") == "Nådde brottsoffren"
    assert found.title.read("en-gb") == "Reached the victims"
    assert dataset("checks").unit is Unit.NUMBER


@pytest.mark.parametrize(
    "ask",
    [
        lambda: measure("attached-value", date(2024, 1, 1)),
        lambda: measure("happiness", date(2025, 8, 1)),
        lambda: measure_version("attached-value", 99),
        lambda: measure_version("happiness", 1),
    ],
)
def test_what_nobody_defined_is_refused(ask):
    with pytest.raises(NotAllowed) as refused:
        ask()
    assert refused.value.key == "figures.unknown_measure"


def test_an_unknown_data_set_is_refused():
    with pytest.raises(NotAllowed) as refused:
        dataset("persons")
    assert refused.value.key == "figures.unknown_dataset"
