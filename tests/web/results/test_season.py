"""The season's figures drawn up from Kronofogden's own protocols and distribution lists."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from samverkan.demo.story.data import read
from samverkan.demo.story.steps import StepAct
from samverkan.rules.figures import Period, by_kind, value_of
from samverkan.rules.measures import measure
from samverkan.rules.results import must_balance
from samverkan.web.enforcement import queries as enforcement
from samverkan.web.results import actions, queries
from tests.web.enforcement.conftest import claims, desk, walk
from tests.web.enforcement.walking import FIRST, LAST

__all__ = ["claims", "desk", "walk"]

EXPECTED = read("expected")["totals"]
SEASON = Period(FIRST, LAST)
AUTUMN = datetime(2025, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def participant():
    return "KFM"


@pytest.fixture
def bertil(staff):
    return staff("bertil", "uppfoljning")


def drawn(dataset, bertil):
    table = actions.draw_up(dataset=dataset, period=SEASON, by=bertil, now=AUTUMN)
    return queries.rows_of(table.rows)


def test_every_figure_of_the_season_comes_out_of_the_rows(walk, bertil):
    for number in range(1, 8):
        walk(number)
    things, money = drawn("property", bertil), drawn("money", bertil)
    must_balance(money)
    rows = {"property": things, "money": money}

    def figure(identity):
        found = measure(identity, LAST)
        return value_of(found, rows[found.dataset.key], SEASON)

    assert figure("attached-value") == EXPECTED["attached"]
    assert by_kind(measure("attached-value", LAST), things, SEASON) == EXPECTED["attached_by_kind"]
    assert figure("corrected-value") == EXPECTED["corrected"]
    assert figure("forfeited-value") == EXPECTED["forfeited"]
    assert figure("left-in-attachment") == EXPECTED["left_in_attachment"]
    assert figure("sold-for") == EXPECTED["sold"]
    assert figure("costs-and-fees") == EXPECTED["costs_and_fees"]
    assert figure("liens") == EXPECTED["liens"]
    assert figure("replacement-sums") == EXPECTED["replacement"]
    assert figure("paid-to-creditors") == EXPECTED["to_creditors"]
    assert figure("to-victims-by-attachment") == EXPECTED["to_victims_by_attachment"]
    assert figure("to-victims-through-state") == EXPECTED["to_victims_through_state"]
    assert figure("to-victims") == EXPECTED["to_victims"]


def test_what_is_sold_and_not_paid_out_yet_waits_and_still_adds_up(walk, bertil):
    walk(1, until=StepAct.DISTRIBUTED)
    money = drawn("money", bertil)
    must_balance(money)
    assert {row.kind for row in money} == {"price", "waiting"}


def test_no_single_payment_leaves_the_authority(walk, bertil):
    done = walk(2)
    paid = {row.amount for row in enforcement.payments_of(done.execution).exclude(claim="")}
    assert len(paid) == 2
    money = drawn("money", bertil)
    assert [row.value for row in money if row.kind == "victim"] == [sum(paid)]
    assert {row.month for row in money} == {""}


def test_no_row_holds_a_name_a_number_or_a_day(walk, bertil):
    walk(1)
    text = str([row.fields() for row in (*drawn("property", bertil), *drawn("money", bertil))])
    for word in ("Skvalpholm", "1990", "U-2025", "2025-07-1"):
        assert word not in text
