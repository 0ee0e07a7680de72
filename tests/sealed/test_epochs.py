"""Epochs and their keys: nothing in common between askers, epochs or holders."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import product

import pytest

from samverkan.sealed.epochs import epoch_key, epoch_of
from samverkan.sealed.errors import Misuse
from tests.sealed.published import spread

NIGHT = datetime(2025, 7, 13, 1, 30, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(24, "2025-07-12"), (12, "2025-07-12T12"), (6, "2025-07-12T18"), (1, "2025-07-12T23")],
)
def test_an_epoch_is_named_by_its_beginning_in_utc(hours, expected):
    assert epoch_of(NIGHT, hours) == expected


def test_an_epoch_is_a_day_unless_said_otherwise():
    assert epoch_of(datetime(2025, 7, 12, tzinfo=UTC)) == "2025-07-12"
    assert epoch_of(datetime(2025, 7, 12, 23, 59, 59, 999999, tzinfo=UTC)) == "2025-07-12"
    assert epoch_of(datetime(2025, 7, 13, tzinfo=UTC)) == "2025-07-13"


@pytest.mark.parametrize("hours", [-24, 0, 5, 48])
def test_an_epoch_divides_a_day(hours):
    with pytest.raises(Misuse, match="does not divide a day"):
        epoch_of(NIGHT, hours)


def test_a_time_without_zone_names_no_epoch():
    with pytest.raises(Misuse, match="no zone"):
        epoch_of(datetime(2025, 7, 12))  # noqa: DTZ001  the fault under test


def test_every_master_asker_and_epoch_has_its_own_key():
    masters = (spread("KFM")[:32], spread("KFM")[:33])
    keys = {
        epoch_key(master, asker=asker, epoch=epoch).secret
        for master, asker, epoch in product(
            masters, ("KBV", "PM", "PM2"), ("2025-07-12", "2025-07-13", "2025-07-1")
        )
    }
    assert len(keys) == 18
    assert epoch_key(masters[0], asker="A", epoch="BC") != epoch_key(
        masters[0], asker="AB", epoch="C"
    )


def test_a_key_is_the_same_every_time():
    """Packs of an earlier release must stay answerable: this value never changes."""
    key = epoch_key(bytes(range(32)), asker="KBV", epoch="2025-07-12")
    assert key == epoch_key(bytes(range(32)), asker="KBV", epoch="2025-07-12")
    assert key.public.hex() == ("160ce32ca4061066e3ac57a65971f6b334033414d6b84bf4099dae4b0737e963")


def test_a_short_master_is_refused():
    with pytest.raises(Misuse, match="31 bytes"):
        epoch_key(bytes(31), asker="KBV", epoch="2025-07-12")
