"""The least probability of a pair that is listed, by purpose."""

from datetime import date

import pytest

from samverkan.rules.linking import purposes, threshold
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load

ON = date(2026, 7, 12)
CASES = [(row["id"], case) for row in load("linking") for case in row["case"]]


@pytest.mark.parametrize(("purpose", "case"), CASES)
def test_each_row_holds_in_its_cases(purpose, case):
    assert (case["probability"] >= threshold(purpose, on=ON)) is case["listed"]


def test_an_unknown_purpose_is_refused():
    assert purposes(ON) == ("list", "sure")
    assert purposes(date(2020, 1, 1)) == ()
    with pytest.raises(NotAllowed):
        threshold("curiosity", on=ON)
