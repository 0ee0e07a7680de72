"""The eight cases, walked through the real actions, give the season's figures to the öre."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.demo.story.data import read
from samverkan.web.enforcement import queries
from tests.web.enforcement.walking import FIRST, LAST

EXPECTED = read("expected")
CASES = {row["number"]: row for row in EXPECTED["case"]}


def paid(execution, source="distribution"):
    rows = queries.payments_of(execution).filter(source=source).exclude(claim="")
    return {row.claim: row.amount for row in rows if not row.claim.startswith("lien/")}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6])
def test_each_creditor_is_paid_what_the_season_says(walk, number):
    done = walk(number)
    wanted = CASES[number]
    assert paid(done.execution) == wanted["paid"]
    assert sum(item.value for item in queries.attached(done.execution)) == wanted["attached"]
    lots = queries.lots_of(done.execution)
    assert sum(lot.price for lot in lots) == wanted["sold"]
    view = queries.krona_of(done.execution, "sv")
    assert view.adds_up
    english = queries.krona_of(done.execution, "en").stage(queries.Stage.VALUED)
    assert not [line.what for line in english.lines if "\u00a0kr" in line.what]
    fees = view.stage(queries.Stage.COSTS).total
    assert fees == wanted["sales_fee"] + wanted["special_fee"]


def test_forfeited_watches_pay_the_victim_through_the_state(walk):
    done = walk(5)
    assert paid(done.execution) == {}
    assert paid(done.execution, "state") == CASES[5]["through_state"]
    assert queries.krona_of(done.execution, "sv").adds_up
    assert list(queries.attached(done.execution)) == []


def test_the_namesake_is_corrected_given_back_and_counted_as_nothing(walk):
    done = walk(7)
    figures = queries.season(FIRST, LAST)
    assert (figures.attached, figures.corrected) == (0, CASES[7]["corrected"])
    assert done.listed["skoter"].execution.items.get().returned_at is not None


def test_the_whole_season(walk):
    for number in range(1, 8):
        walk(number)
    figures = queries.season(FIRST, LAST)
    wanted = EXPECTED["totals"]
    assert figures.attached == wanted["attached"]
    assert dict(figures.by_kind) == wanted["attached_by_kind"]
    assert figures.corrected == wanted["corrected"]
    assert figures.forfeited == wanted["forfeited"]
    assert figures.left == wanted["left_in_attachment"]
    assert figures.sold == wanted["sold"]
    assert figures.costs == wanted["costs_and_fees"]
    assert figures.liens == wanted["liens"]
    assert figures.replacement == wanted["replacement"]
    assert figures.to_creditors == wanted["to_creditors"]
    assert figures.to_victims == wanted["to_victims_by_attachment"]
    assert figures.through_state == wanted["to_victims_through_state"]
    assert figures.reached_victims == wanted["to_victims"]
    assert figures.recourse == CASES[1]["paid"]["1-brottsoffermyndigheten"]
    assert figures.executions == 6


def test_a_season_that_ended_before_counts_nothing(walk):
    walk(1)
    assert queries.season(date(2024, 6, 1), date(2024, 8, 31)).attached == 0
