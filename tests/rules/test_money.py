import json
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.money import format_kronor, half_up, largest_remainder, parse_kronor

SHARED = Path(__file__).parents[3] / "shared/data/money/allocation_cases.json"
amounts = st.integers(0, 10**13)
weights = st.lists(st.integers(0, 10**10), min_size=1, max_size=12).filter(any)


def test_the_published_allocation_cases():
    if not SHARED.exists():
        pytest.skip("the shared data folder is not here")
    cases = json.loads(SHARED.read_text("utf-8"))["cases"]
    assert cases
    for total, ratios, expected in cases:
        assert list(largest_remainder(total, ratios)) == expected


@pytest.mark.parametrize(
    ("total", "ratios", "expected"),
    [
        (1, [1, 1, 1], (1, 0, 0)),
        (10, [1, 2, 3], (2, 3, 5)),
        (100, [Fraction(1, 3), Fraction(2, 3)], (33, 67)),
        (0, [0, 0], (0, 0)),
        (0, [], ()),
        (7, [0, 5], (0, 7)),
    ],
)
def test_division(total, ratios, expected):
    assert largest_remainder(total, ratios) == expected


@pytest.mark.parametrize(
    ("total", "ratios", "says"),
    [(-1, [1], "negative"), (1, [2, -1], "negative"), (1, [0], "nobody"), (1, [], "nobody")],
)
def test_what_cannot_be_divided(total, ratios, says):
    with pytest.raises(ValueError, match=says):
        largest_remainder(total, ratios)


@given(amounts, weights)
def test_the_parts_sum_to_the_total_and_are_each_within_an_ore_of_the_quota(total, ratios):
    parts = largest_remainder(total, ratios)
    assert sum(parts) == total
    for part, weight in zip(parts, ratios, strict=True):
        quota = Fraction(total * weight, sum(ratios))
        assert floor(quota) <= part <= floor(quota) + (quota.denominator != 1)


@given(amounts, st.integers(1, 10**10), st.integers(1, 30))
def test_equal_weights_differ_by_at_most_an_ore_and_the_earliest_get_it(total, weight, how_many):
    parts = largest_remainder(total, [weight] * how_many)
    assert max(parts) - min(parts) <= 1
    assert list(parts) == sorted(parts, reverse=True)


@given(st.integers(0, 10**9), weights)
def test_more_to_divide_takes_at_most_an_ore_from_anyone(total, ratios):
    less, more = largest_remainder(total, ratios), largest_remainder(total + 1, ratios)
    assert all(after >= before - 1 for before, after in zip(less, more, strict=True))


def test_one_ore_more_may_take_one_ore():
    assert largest_remainder(10, [6, 6, 2]) == (4, 4, 2)
    assert largest_remainder(11, [6, 6, 2]) == (5, 5, 1)


@given(amounts, weights, st.randoms(use_true_random=False))
def test_order_matters_only_for_ties(total, ratios, random):
    order = list(range(len(ratios)))
    random.shuffle(order)
    shuffled = largest_remainder(total, [ratios[place] for place in order])
    back = dict(zip(order, shuffled, strict=True))
    for place, part in enumerate(largest_remainder(total, ratios)):
        assert abs(back[place] - part) <= 1
        quotas = [Fraction(total * weight, sum(ratios)) % 1 for weight in ratios]
        if quotas.count(quotas[place]) == 1:
            assert back[place] == part


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [(Fraction(1, 2), 1), (Fraction(49, 100), 0), (Fraction(7, 2), 4), (Fraction(3), 3)],
)
def test_half_an_ore_goes_up(exact, rounded):
    assert half_up(exact) == rounded


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("996 000,00", 99600000),
        ("996\u00a0000", 99600000),
        ("1\u202f234\u2009567,89", 123456789),
        ("92158.85", 9215885),
        ("92 158,85 kr", 9215885),
        ("600kr", 60000),
        ("0", 0),
        ("0,05", 5),
        ("9" * 40, int("9" * 40) * 100),
        (" 12 ", 1200),
        ("-12,50", -1250),
        ("\u221212", -1200),
    ],
)
def test_reading(text, ore):
    assert parse_kronor(text) == ore


@pytest.mark.parametrize(
    "text",
    ["", "kr", "1.000", "1,5", "1 00", "12 34 567", "1000 000", "1,000.00", "1e3", "NaN", "1,00 €",
     "\u0661\u0662", "--1", "+1", "1,005", "9" * 41, "1\n000", "1  000"],
)  # fmt: skip
def test_what_is_not_an_amount(text):
    with pytest.raises(ValueError, match="is not an amount such as 92 158,85"):
        parse_kronor(text)


@pytest.mark.parametrize(
    ("ore", "language", "exact", "text"),
    [
        (99600000, "sv", False, "996\u00a0000\u00a0kr"),
        (9215885, "sv", False, "92\u00a0158,85\u00a0kr"),
        (99600000, "sv", True, "996\u00a0000,00\u00a0kr"),
        (9215885, "en", False, "SEK\u00a092,158.85"),
        (99600000, "en", False, "SEK\u00a0996,000"),
        (5, "sv", False, "0,05\u00a0kr"),
        (0, "sv", False, "0\u00a0kr"),
        (-125050, "sv", False, "\u22121\u00a0250,50\u00a0kr"),
        (-125050, "en", False, "SEK\u00a0\u22121,250.50"),
    ],
)
def test_writing(ore, language, exact, text):
    assert format_kronor(ore, language, exact=exact) == text


def test_whole_kronor_are_written_without_ore_unless_asked_for():
    assert format_kronor(99600000) == "996\u00a0000\u00a0kr"


@given(st.integers(-(10**15), 10**15), st.booleans())
def test_what_is_written_in_swedish_is_read_back(ore, exact):
    assert parse_kronor(format_kronor(ore, exact=exact)) == ore
