from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.deadlines import deadline
from samverkan.rules.periods import add_months
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load
from samverkan.rules.working_days import easter, holidays, is_working_day

ROWS = load("deadlines")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_tables_own_cases(row):
    for case in row["case"]:
        found = deadline(row["id"], case["start"])
        assert found.due == case["due"]
        assert found.citation.startswith(row["citation"])
        assert found.citation.endswith("1930:173 2 §") is found.moved
        assert found.sentence("sv") != found.sentence("en")
        assert found.why("sv") != found.why("en")
    assert row["side"] in {"after", "before"}


def test_days_left():
    found = deadline("provisional-measure", date(2025, 7, 12))
    assert found.days_left(date(2025, 7, 12)) == 14
    assert found.days_left(date(2025, 7, 26)) == 0
    assert found.days_left(date(2025, 7, 27)) == -1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_row_says_why_it_moves_by_section_or_that_it_does_not(row):
    assert ("1930:173 2 §" in row["why_sv"]) is row["moves"]
    assert ("1930:173 2 §" in row["why_en"]) is row["moves"]
    assert row["why_sv"].startswith("Flyttas inte") is not row["moves"]


def test_a_day_counted_back_from_an_event_never_moves():
    assert {row["id"] for row in ROWS if row["side"] == "before" and row["moves"]} == set()


@pytest.mark.parametrize(
    ("start", "counted", "due"),
    [
        (date(2025, 7, 12), date(2025, 8, 2), date(2025, 8, 4)),  # a Saturday
        (date(2025, 7, 13), date(2025, 8, 3), date(2025, 8, 4)),  # a Sunday
        (date(2025, 3, 28), date(2025, 4, 18), date(2025, 4, 22)),  # Good Friday to Tuesday
        (date(2025, 5, 30), date(2025, 6, 20), date(2025, 6, 23)),  # Midsummer Eve
        (date(2025, 12, 3), date(2025, 12, 24), date(2025, 12, 29)),  # Christmas Eve to Monday
        (date(2025, 12, 10), date(2025, 12, 31), date(2026, 1, 2)),  # New Year's Eve
        (date(2025, 5, 16), date(2025, 6, 6), date(2025, 6, 9)),  # the National Day
        (date(2004, 5, 10), date(2004, 5, 31), date(2004, 6, 1)),  # Whit Monday, then
        (date(2005, 4, 25), date(2005, 5, 16), date(2005, 5, 16)),  # and no more
        (date(2025, 7, 14), date(2025, 8, 4), date(2025, 8, 4)),
    ],
)
def test_an_appeal_may_come_in_on_the_next_working_day(start, counted, due):
    found = deadline("appeal-attachment", start)
    assert (found.counted, found.due, found.moved) == (counted, due, counted != due)
    assert found.working_day
    assert found.citation == ("UB 18:7; 1930:173 2 §" if found.moved else "UB 18:7")


def test_a_period_that_limits_how_long_property_is_held_stays_and_says_so():
    found = deadline("provisional-measure", date(2025, 7, 12))
    assert (found.due, found.working_day, found.moved) == (date(2025, 7, 26), False, False)
    assert found.citation == "UB 6:12"
    assert deadline("provisional-measure", date(2025, 7, 14)).working_day


@given(st.sampled_from([row["id"] for row in ROWS]), st.dates(date(2024, 11, 8), date(2090, 1, 1)))
def test_a_moved_day_is_a_working_day_with_none_between(identity, start):
    found = deadline(identity, start)
    days = [found.counted + timedelta(days=n) for n in range((found.due - found.counted).days)]
    assert not any(is_working_day(day) for day in days)
    moves = next(row["moves"] for row in ROWS if row["id"] == identity)
    assert found.working_day or not moves
    assert len(days) <= 5


def test_the_law_of_another_day_may_be_asked_for():
    assert deadline("forfeiture-objection", date(2024, 11, 7), on=date(2024, 11, 8)).due == (
        date(2024, 11, 28)
    )
    with pytest.raises(NotAllowed, match="no row forfeiture-objection"):
        deadline("forfeiture-objection", date(2024, 11, 7))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 11, 30), 2, date(2026, 1, 30)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 15), -1, date(2024, 12, 15)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
    ],
)
def test_months(start, months, expected):
    assert add_months(start, months) == expected


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-30, 30))
def test_a_month_later_is_that_month(start, months):
    found = add_months(start, months)
    assert (found.year - start.year) * 12 + found.month - start.month == months
    assert found.day == start.day or (found.day < start.day and (found + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2019, 4, 21), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (1818, 3, 22), (2038, 4, 25),
     (1981, 4, 19), (1954, 4, 18), (2049, 4, 18)],
)  # fmt: skip
def test_easter(year, month, day):
    assert easter(year) == date(year, month, day)


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_in_spring(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize("row", load("holidays"), ids=lambda row: row["id"])
def test_the_holidays_own_cases(row):
    for case in row["case"]:
        assert holidays(case["year"])[case["on"]]["id"] == row["id"]
        assert not is_working_day(case["on"])
    assert row["text_sv"] != row["text_en"]


def test_whit_monday_gave_way_to_the_national_day():
    named = {year: {row["id"] for row in holidays(year).values()} for year in (2004, 2005)}
    assert named[2004] - named[2005] == {"whit-monday"}
    assert named[2005] - named[2004] == {"national-day"}


def test_the_holidays_of_2025():
    assert [f"{day.day}/{day.month}" for day in sorted(holidays(2025))] == [
        *("1/1", "6/1", "18/4", "21/4", "1/5", "29/5", "6/6", "20/6", "21/6"),
        *("1/11", "24/12", "25/12", "26/12", "31/12"),
    ]


@given(st.integers(1990, 2090))
def test_midsummer_eve_and_all_saints_keep_their_weekdays(year):
    midsummer = [d for d in holidays(year) if date(year, 6, 19) <= d <= date(year, 6, 26)]
    assert [d.weekday() for d in midsummer] == [4, 5]
    saints = [d for d in holidays(year) if date(year, 10, 31) <= d <= date(year, 11, 6)]
    assert [d.weekday() for d in saints] == [5]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 7, 11), True),
        (date(2025, 7, 12), False),
        (date(2025, 7, 13), False),
        (date(2025, 6, 20), False),
        (date(2025, 6, 19), True),
        (date(2025, 12, 23), True),
        (date(2025, 12, 24), False),
    ],
)
def test_working_days(day, working):
    assert is_working_day(day) is working
