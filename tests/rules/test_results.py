"""The result ledger: credit that sums to one, late outcomes, relations that claim no cause."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules import results
from samverkan.rules.figures import numbered
from samverkan.rules.measures import Family
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.results import Relation, Standing

SEA = {"KBV", "KFM", "POL"}
ALL = ["AF", "EBM", "FK", "KBV", "KFM", "POL", "SKV", "TULL"]


def key(rule, *arguments, **named):
    refusal = reason(rule, *arguments, **named)
    return refusal.key if refusal else None


def test_credit_is_equal_parts_of_one_whole():
    assert results.share(["KBV", "KFM"], of_operation=SEA) == {
        "KBV": Fraction(1, 2),
        "KFM": Fraction(1, 2),
    }


def test_the_coast_guard_has_no_part_in_the_other_operation():
    other = {"EBM", "POL", "SKV", "KFM", "AF"}
    with pytest.raises(NotAllowed) as refused:
        results.share(["EBM", "KBV"], of_operation=other)
    assert refused.value.key == "results.not_in_operation"
    assert refused.value.parameters == {"participant": "KBV"}


@given(st.lists(st.sampled_from(ALL), min_size=1, unique=True), st.integers(0, 10**12))
def test_credits_sum_to_one_and_their_amounts_to_the_value(took_part, value):
    shares = results.share(took_part, of_operation=ALL)
    results.must_sum_to_one(shares.values())
    amounts = results.credited(value, shares)
    assert sum(amounts.values()) == value
    assert all(abs(amounts[who] - value * shares[who]) < 1 for who in took_part)


@pytest.mark.parametrize(
    ("took_part", "expected"),
    [([], "results.nobody_credited"), (["KBV", "KBV"], "results.credited_twice")],
)
def test_somebody_is_credited_once(took_part, expected):
    assert key(results.share, took_part, of_operation=SEA) == expected


@pytest.mark.parametrize(
    "shares",
    [
        [],
        [Fraction(1, 3), Fraction(1, 3)],
        [Fraction(1, 2), Fraction(1, 2), Fraction(1, 1000)],
        [Fraction(3, 2), Fraction(-1, 2)],
        [Fraction(0), Fraction(1)],
    ],
)
def test_credits_that_are_not_one_whole_are_refused(shares):
    assert key(results.must_sum_to_one, shares) == "results.not_one"


CHECK = Standing("KFM/1", "RUC/op-1", "NUC/d")
OTHER = Standing("EBM/1", "RUC/op-2", "NUC/d")
SAME = Standing("KFM/2", "RUC/op-1", "NUC/d")
ELSEWHERE = Standing("EBM/2", "RUC/op-3", "NUC/e")
ALONE = Standing("EBM/3", "", "")


@pytest.mark.parametrize(
    ("one", "other", "relation", "expected"),
    [
        (CHECK, OTHER, Relation.SAME_DIRECTION, None),
        (CHECK, SAME, Relation.SAME_OPERATION, None),
        (CHECK, CHECK, Relation.SAME_OPERATION, "results.link_to_itself"),
        (CHECK, OTHER, Relation.SAME_OPERATION, "results.not_same_operation"),
        (ALONE, Standing("X/1", "", ""), Relation.SAME_OPERATION, "results.not_same_operation"),
        (CHECK, SAME, Relation.SAME_DIRECTION, "results.not_same_direction"),
        (CHECK, ELSEWHERE, Relation.SAME_DIRECTION, "results.not_same_direction"),
        (ALONE, CHECK, Relation.SAME_DIRECTION, "results.not_same_direction"),
    ],
)
def test_a_relation_is_what_the_records_bear_out(one, other, relation, expected):
    assert key(results.may_link, one, other, relation) == expected


def test_no_relation_says_that_one_event_caused_another():
    assert set(Relation) == {"same-direction", "same-operation"}


@pytest.mark.parametrize(
    ("family", "on", "level", "method", "expected"),
    [
        (Family.OUTCOME, date(2025, 11, 4), "tingsrätt", "", None),
        (Family.OUTCOME, date(2031, 1, 1), "laga kraft", "", None),
        (Family.EFFECT, date(2027, 1, 1), "år två", "enkät före och efter", None),
        (Family.OUTPUT, date(2025, 11, 4), "beslut", "", "results.output_is_no_outcome"),
        (Family.OUTCOME, date(2025, 7, 1), "tingsrätt", "", "results.outcome_before_event"),
        (Family.OUTCOME, date(2025, 11, 4), " ", "", "results.no_level"),
        (Family.EFFECT, date(2027, 1, 1), "år två", " ", "results.no_method"),
    ],
)
def test_an_outcome_comes_after_with_its_level_and_an_effect_with_its_method(
    family, on, level, method, expected
):
    happened = date(2025, 7, 12)
    assert (
        key(results.may_attach, family, on=on, happened=happened, level=level, method=method)
        == expected
    )


@pytest.mark.parametrize("text", ["000101-9801", "fall 20000101 dömd 200001019801", "0001019801"])
def test_a_personal_number_is_found_in_words(text):
    assert key(results.must_not_name, "fritt", text) == "results.personal_number"


@pytest.mark.parametrize("text", ["B 98501-25", "996 000 kr", "2025-11-04", ""])
def test_words_without_one_may_stand(text):
    assert key(results.must_not_name, text) is None


@pytest.mark.parametrize(
    ("before", "after", "why", "expected"),
    [
        (10, 9, "fel värde", None),
        (10, 10, "fel värde", "results.nothing_corrected"),
        (10, -1, "fel värde", "results.nothing_corrected"),
        (10, 9, " ", "results.no_reason"),
    ],
)
def test_a_correction_changes_something_and_says_why(before, after, why, expected):
    assert key(results.may_correct, before, after, why=why) == expected


MONEY = [
    ("price", "2025-09", "attachment", 705_500_00),
    ("sale-fee", "2025-09", "attachment", 22_740_00),
    ("special-fee", "2025-09", "attachment", 31_560_00),
    ("lien", "2025-09", "attachment", 18_500_00),
    ("replacement", "2025-09", "attachment", 4_000_00),
    ("victim", "2025-10", "attachment", 431_606_12),
    ("state", "2025-10", "attachment", 151_863_62),
    ("other", "2025-10", "attachment", 45_230_26),
    ("price", "2025-11", "state", 91_000_00),
    ("victim", "2025-11", "state", 76_400_00),
]


def test_the_seasons_money_adds_up_to_the_ore():
    results.must_balance(numbered(MONEY))


@pytest.mark.parametrize("place", range(8))
def test_one_ore_too_much_is_found(place):
    kind, month, status, value = MONEY[place]
    rows = [*MONEY[:place], (kind, month, status, value + 1), *MONEY[place + 1 :]]
    assert key(results.must_balance, numbered(rows)) == "results.does_not_balance"


def test_the_state_pays_at_most_what_it_received():
    rows = [*MONEY[:9], ("victim", "2025-11", "state", 91_000_01)]
    assert key(results.must_balance, numbered(rows)) == "results.state_paid_more"


def test_to_publish_again_needs_a_reason():
    assert key(results.may_replace, replaced=True, why="") == "results.no_reason"
    assert key(results.may_replace, replaced=True, why="fel rad") is None
    assert key(results.may_replace, replaced=False, why="") is None
