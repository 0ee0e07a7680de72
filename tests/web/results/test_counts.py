"""Checks, persons asked about and hits, counted from the Coast Guard's own records."""

from datetime import date

import pytest

from samverkan.rules.figures import Period
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.actions import Why
from samverkan.web.results.sources import SOURCES
from tests.web.inspections.conftest import (
    check,
    fresh,
    henning,
    operation,
    rasmus,
    routine,
    siv,
    wire,
)
from tests.web.questions.conftest import NADJA, holder
from tests.web.questions.conftest import RASMUS as LISTED

__all__ = ["check", "fresh", "henning", "holder", "operation", "rasmus", "routine", "siv", "wire"]

SUMMER = Period(date(2025, 6, 1), date(2025, 8, 31))
WINTER = Period(date(2025, 1, 1), date(2025, 2, 28))
WHY = Why("Föraren bär en klocka som F-2 beskriver.")


@pytest.fixture
def asked(check, rasmus, routine, holder, siv, fresh, now):
    """One person asked about at two holders, one of which hits; and the craft."""
    holder("KFM").give(LISTED, now=now)
    holder("POL").give(NADJA, now=now)
    inspections.ask_about_person(person=rasmus, why=WHY, by=siv, now=now)
    inspections.ask_about_craft(check=fresh(check), why=WHY, by=siv, now=now)


def rows(dataset, period=SUMMER):
    return {(row.kind, row.status): row.value for row in SOURCES[dataset].rows(period)}


def test_checks_are_counted_by_mode(asked):
    assert rows("checks") == {("operation", "done"): 1, ("routine", "done"): 1}
    assert rows("checks", WINTER) == {}


def test_a_person_is_counted_once_and_a_craft_is_no_person(asked):
    assert rows("questions") == {("person", "hit"): 1}


def test_hits_are_counted_by_whose_list_they_came_from(asked):
    assert rows("hits") == {("enforcement", "hit"): 1}
    assert rows("hits", WINTER) == {}


def test_small_months_are_not_shown_apart(asked):
    assert {row.month for row in SOURCES["checks"].rows(SUMMER)} == {""}


@pytest.fixture
def six(siv, now, routine):
    from tests.web.inspections.conftest import JET_SKI, SANDHAMN, routine_opening

    for _ in range(5):
        inspections.open_check(
            opening=routine_opening(now), place=SANDHAMN, craft=JET_SKI, by=siv, now=now
        )


def test_large_months_are(six):
    (row,) = SOURCES["checks"].rows(SUMMER)
    assert (row.month, row.value) == ("2025-07", 6)
