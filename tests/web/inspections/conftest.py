"""A check in the operation and a routine check, as a crew writes them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.rules.control_grounds import Power
from samverkan.rules.inspections import AboardRole, Mode, Opening
from samverkan.web.inspections import actions, queries
from samverkan.web.inspections.said import CraftSaid, PersonSaid, Place
from tests.web.questions.conftest import henning, holder, operation, siv, wire

__all__ = ["henning", "holder", "operation", "siv", "wire"]

SANDHAMN = Place(59.2900, 18.9183, "Utanför Sandhamn")
JET_SKI = CraftSaid(
    kind="jet-ski",
    make="Skvalp GTX 300",
    colour="svart och gul",
    hin="SE-ZZK30021E424",
    engine_number="ZZR-198502",
)
RASMUS = PersonSaid(
    role=AboardRole.DRIVER,
    evidence="förarbevis",
    documented=True,
    name="Rasmus Skvalpholm",
    personal_number="19900101-9802",
)
UNKNOWN = PersonSaid(role=AboardRole.DRIVER, evidence="antecknades inte", unknown=True)
STOP = ("2021:626-21", "1976:1090-2")
BOARD = ("kbl-6-1",)


def routine_opening(now, *grounds: str, **more: object) -> Opening:
    """A routine check that began five minutes ago."""
    words = {"powers": (Power.STOP,), "started_at": now - timedelta(minutes=5), **more}
    return Opening(mode=Mode.ROUTINE, grounds=grounds or BOARD, **words)


@pytest.fixture
def vera(staff):
    """The duty officer."""
    return staff("vera", "vakthavande")


@pytest.fixture
def routine(siv, now):
    """A routine check that goes on."""
    return actions.open_check(
        opening=routine_opening(now), place=SANDHAMN, craft=JET_SKI, by=siv, now=now
    )


@pytest.fixture
def check(siv, operation, now):
    """A check in the operation that goes on."""
    opening = Opening(
        mode=Mode.OPERATION,
        grounds=STOP,
        powers=(Power.STOP, Power.BREATH_TEST),
        started_at=now - timedelta(minutes=5),
        operation=operation.record,
    )
    return actions.open_check(opening=opening, place=SANDHAMN, craft=JET_SKI, by=siv, now=now)


@pytest.fixture
def fresh():
    """Give a check as the database has it now."""
    return lambda check: queries.check(check.record)


@pytest.fixture
def rasmus(check, siv, now, fresh):
    return actions.add_person(check=fresh(check), said=RASMUS, by=siv, now=now)
