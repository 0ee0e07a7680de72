"""An overseer, an officer whose acts are looked at, and a browser."""

import pytest

from tests.journeys.browser import browser, page
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
from tests.web.questions.conftest import holder, swedish

__all__ = [
    "browser",
    "check",
    "fresh",
    "henning",
    "holder",
    "operation",
    "page",
    "rasmus",
    "routine",
    "siv",
    "swedish",
    "wire",
]


@pytest.fixture
def tilda(staff):
    """The overseer."""
    return staff("tilda", "tillsyn")


@pytest.fixture
def astrid(staff):
    """The lawyer who may erase."""
    return staff("astrid", "utlamnande")


@pytest.fixture
def note(astrid, now):
    """A note, and so an entry in the journal."""
    from samverkan.web.releases import actions

    return actions.write_note(text="Båten ligger kvar.", by=astrid, now=now)
