"""How long a case is kept, from the table."""

from datetime import date, timedelta

import pytest

from samverkan.rules.retention import Kept, due_on, is_due, words_of
from samverkan.rules.tables import load

CASES = [(row["id"], case) for row in load("retention") for case in row["case"]]


@pytest.mark.parametrize(("identity", "case"), CASES)
def test_a_row_gives_its_last_day(identity, case):
    kept = Kept(identity)
    assert due_on(kept, case["ended"]) == case["due"]
    assert not is_due(kept, case["ended"], on=case["due"])
    assert is_due(kept, case["ended"], on=case["due"] + timedelta(days=1))


def test_every_kind_has_its_row():
    assert {row["id"] for row in load("retention")} == set(Kept)


def test_the_words_are_in_both_languages_with_the_section():
    on = date(2025, 7, 12)
    sv, en = (words_of(Kept.QUESTION_WITHOUT_HIT, on, each) for each in ("sv", "en"))
    assert sv == ("Kontroll i insats, fråga utan träff", "BDL 2:17")
    assert en[0].startswith("Check in an operation")
