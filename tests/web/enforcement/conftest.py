"""Kronofogden's instance with its desks, the season's claims read in, and cases walked."""

from __future__ import annotations

from datetime import datetime

import pytest

from samverkan.demo.story.cases import case
from samverkan.web.enforcement import actions
from tests.web.enforcement.walking import Walk, claims_csv

ROLES = {
    "jour": ("jour",),
    "forrattning": ("forrattning",),
    "forrad": ("forrad",),
    "rut": ("fordelning",),
    "hugo": ("fordelning",),
}


@pytest.fixture
def participant():
    return "KFM"


@pytest.fixture
def desk(staff):
    """Give the actor of a desk by name."""
    made = {}

    def find(name):
        if name not in made:
            made[name] = staff(name, *ROLES[name])
        return made[name]

    return find


@pytest.fixture
def claims(desk, now):
    """Read the season's claims in."""
    return actions.import_claims(data=claims_csv(), name="mal.csv", by=desk("forrattning"), now=now)


@pytest.fixture
def walk(desk, claims):
    """Walk a case of the season: `walk(1)`, or `walk(1, until=StepAct.SOLD)`."""

    def play(number, **until):
        return Walk(case(number), desk).play(**until)

    return play


@pytest.fixture
def clock(instance):
    """Set the demonstration's clock, which the pages read."""

    def to(moment: datetime) -> None:
        (instance.folder / "demo-clock").write_text(f"{moment:%Y-%m-%dT%H:%M:%SZ}", "ascii")

    return to
