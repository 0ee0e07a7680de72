"""How amounts, dates, times and positions read, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from samverkan.web.design import formats

SUMMER = datetime(2025, 7, 12, 12, 5, tzinfo=UTC)
NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ore", "swedish", "english"),
    [
        (99_600_000, "996 000 kr", "SEK 996,000"),
        (9_215_885, "92 158,85 kr", "SEK 92,158.85"),
        (5, "0,05 kr", "SEK 0.05"),
        (0, "0 kr", "SEK 0"),
        (-120_050, "\u22121 200,50 kr", "\u2212SEK 1,200.50"),
    ],
)
def test_money(ore, swedish, english):
    with override("sv"):
        assert formats.kronor(ore) == swedish.replace(" ", "\u00a0")
    with override("en"):
        assert formats.kronor(ore) == english.replace(" ", "\u00a0")


def test_a_share_in_hundredths():
    with override("sv"):
        assert formats.procent(90) == "90\u00a0%"
    with override("en"):
        assert formats.procent(90) == "90%"


def test_money_in_a_column_can_show_the_ore_of_even_amounts():
    with override("sv"):
        assert formats.kronor(10_000, decimals=True) == "100,00\u00a0kr"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_money_loses_nothing(ore):
    with override("sv"):
        text = formats.kronor(ore, decimals=True)
    digits = text.replace("\u00a0", "").replace(",", "").replace("\u2212", "-").removesuffix("kr")
    assert int(digits) == ore


def test_a_moment_is_shown_in_swedish_time():
    with override("sv"):
        assert formats.datum(SUMMER) == "2025-07-12"
        assert formats.klocka(SUMMER) == "14.05"
        assert formats.tidpunkt(NEW_YEAR) == "2026-01-01 00.30"
    with override("en"):
        assert formats.datum(SUMMER) == "12\u00a0July\u00a02025"
        assert formats.klocka(SUMMER) == "14:05"


def test_a_date_needs_no_zone_but_a_moment_does():
    assert formats.datum(date(2025, 7, 1)) == "2025-07-01"
    with pytest.raises(ValueError, match="time zone"):
        formats.datum(SUMMER.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("lat", "lon", "shown"),
    [
        (59.2896, 18.9183, "59°17,4\u2032N 18°55,1\u2032E"),
        (Decimal("59.99999"), Decimal("-0.5"), "60°00,0\u2032N 0°30,0\u2032W"),
        (-33.25, 151.0, "33°15,0\u2032S 151°00,0\u2032E"),
    ],
)
def test_position(lat, lon, shown):
    with override("sv"):
        assert formats.position(lat, lon) == shown
    with override("en"):
        assert formats.position(lat, lon) == shown.replace(",", ".")


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        (12, "i dag", "today"),
        (13, "1 dag kvar", "1 day left"),
        (26, "14 dagar kvar", "14 days left"),
        (11, "1 dag över tiden", "1 day overdue"),
        (9, "3 dagar över tiden", "3 days overdue"),
    ],
)
def test_days_left(day, swedish, english):
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert formats.days_left(date(2025, 7, day), date(2025, 7, 12)) == words
