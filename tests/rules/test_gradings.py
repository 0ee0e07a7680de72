"""Grading, marking and handling codes, as their table says."""

from datetime import date

import pytest

from samverkan.rules import gradings
from samverkan.rules.gradings import (
    Assertion,
    Category,
    Handling,
    Information,
    Marking,
    Regime,
    Source,
    parse_grading,
)
from samverkan.rules.refusal import reason
from samverkan.rules.tables import load_on

ROWS = load_on("gradings", date(2025, 7, 1))
CASES = [(row, case) for row in ROWS for case in row["case"]]
WRITTEN = [case for _, case in CASES if "written" in case]
HANDLED = [(row["id"], case) for row, case in CASES if "permission" in case]


@pytest.mark.parametrize("case", WRITTEN)
def test_a_grading_is_a_letter_and_a_digit(case):
    refused = reason(parse_grading, case["written"])
    assert (refused is None) is case["valid"]
    if case["valid"]:
        assert str(parse_grading(case["written"])) == case["written"]


@pytest.mark.parametrize("text", ["", "A", "a1", "A11", "B2 ", "E1"])
def test_anything_else_is_no_grading(text):
    assert reason(parse_grading, text).key == "gradings.unknown"


@pytest.mark.parametrize(("code", "case"), HANDLED)
def test_a_handling_code_allows_what_its_case_says(code, case):
    handling, permission = Handling(code), case["permission"]
    passed_on = reason(gradings.may_pass_on, handling, permission=permission)
    evidence = reason(gradings.may_be_evidence, handling, permission=permission)
    assert (passed_on is None) is case["passed_on"]
    assert (evidence is None) is case["evidence"]


def test_the_table_has_words_for_exactly_the_codes():
    codes = [*Source, *Information, *Handling]
    assert sorted(codes) == sorted(row["id"] for row in ROWS)
    assert all(gradings.words(code, "sv") != gradings.words(code, "en") for code in codes)


B2 = parse_grading("B2")


@pytest.mark.parametrize(
    ("marking", "key"),
    [
        (Marking(Regime.GDPR, None, None, None), None),
        (Marking(Regime.BDL, None, Assertion.FACT, B2), "gradings.no_category"),
        (Marking(Regime.BDL, Category.VICTIM, None, B2), "gradings.no_assertion"),
        (Marking(Regime.BDL, Category.VICTIM, Assertion.FACT, None), None),
        (Marking(Regime.BDL, Category.CONVICTED, Assertion.FACT, None), None),
        (Marking(Regime.BDL, Category.OTHER, Assertion.FACT, None), "gradings.no_grading"),
        (Marking(Regime.BDL, Category.SUSPECT, Assertion.FACT, None), "gradings.no_grading"),
        (Marking(Regime.BDL, Category.SUSPECT, Assertion.ASSESSMENT, B2), None),
    ],
)
def test_crime_data_are_marked_and_the_suspected_graded(marking, key):
    refused = reason(gradings.must_be_marked, marking)
    assert (refused.key if refused else None) == key
