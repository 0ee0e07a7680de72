"""Moments as text: UTC, one text for one moment."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.wire.canonical import Malformed
from samverkan.wire.times import from_text, to_text


@given(st.datetimes(timezones=st.just(UTC)))
def test_no_microsecond_is_lost(moment):
    assert from_text(to_text(moment)) == moment


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_two_moments_have_two_texts(one, other):
    assert (to_text(one) == to_text(other)) is (one == other)


def test_the_form():
    assert to_text(datetime(2025, 7, 12, 12, 5, tzinfo=UTC)) == "2025-07-12T12:05:00Z"
    assert to_text(datetime(2025, 7, 12, 12, 5, 0, 1, tzinfo=ZoneInfo("UTC"))).endswith(
        ":00.000001Z"
    )
    assert from_text("2025-07-12T12:05:00Z") == datetime(2025, 7, 12, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2025, 7, 12, 12, 5),  # noqa: DTZ001
        datetime(2025, 7, 12, 12, 5, tzinfo=timezone(timedelta(hours=2))),
        datetime(2025, 7, 12, 12, 5, tzinfo=ZoneInfo("Europe/Stockholm")),
    ],
)
def test_only_utc_is_written(moment):
    with pytest.raises(Malformed, match="not in UTC"):
        to_text(moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-07-12",
        "2025-07-12T12:05Z",
        "2025-07-12T12:05:00",
        "2025-07-12T12:05:00+00:00",
        "2025-07-12 12:05:00Z",
        "2025-07-12T12:05:00.1Z",
        "2025-07-12T12:05:00.000000Z",
        "2025-02-30T12:05:00Z",
        "2025-07-12T24:05:00Z",
        "2025-07-12T23:59:60Z",
        "2025-07-12T12:05:00Z\n",
        "\uff12025-07-12T12:05:00Z",
    ],
)
def test_no_other_text_is_read(text):
    with pytest.raises(Malformed):
        from_text(text)
