"""A ready instance, its staff, and a partner in memory that speaks real envelopes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from samverkan.rules.actor import Actor
from samverkan.web.conf.making import make_folder, write_card
from samverkan.web.journal.instance import here
from samverkan.web.partners import actions as partners
from samverkan.web.people import actions as people
from samverkan.web.people.queries import actor_named
from tests.web.partner import Partner, sign_directory

NOW = datetime(2025, 7, 12, 12, 5, tzinfo=UTC)
FROM = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def swedish(settings):
    """Begin each test in Swedish: a page in English leaves its language to whoever comes after."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def participant() -> str:
    """The code of the instance under test; a test module overrides this fixture."""
    return "KBV"


@pytest.fixture
def instance(tmp_path: Path, settings, db, participant: str):
    """An instance with folder, keys, database and a pinned directory of all participants."""
    settings.SAMVERKAN_DATA = tmp_path
    make_folder(tmp_path, code=participant, base_url="http://127.0.0.1:1", demo=True)
    (tmp_path / "demo-clock").write_text("2025-07-12T12:05:00Z", "ascii")
    card = write_card()
    me = Actor.instance(participant)
    partners.pin(text=sign_directory(participant, card), by=me, now=NOW)
    return here()


@pytest.fixture
def partner(instance) -> Callable[[str], Partner]:
    """Give another participant by code, in memory."""
    return Partner.of


@pytest.fixture
def staff(instance) -> Callable[..., Actor]:
    """Add a member of staff with roles and give the actor: `staff("siv", "patrull")`."""

    def add(username: str, *roles: str) -> Actor:
        me = Actor.instance(instance.participant)
        person = people.add_person(
            username=username,
            display_name=username.title(),
            title="",
            password=None,
            by=me,
            now=NOW,
        )
        for role in roles:
            people.give_mandate(
                person=person, role=role, valid_from=FROM, valid_to=None, by=me, now=NOW
            )
        return actor_named(username, on=NOW)

    return add


@pytest.fixture
def browse(instance) -> Callable[[Actor | None], Client]:
    """Give a test client logged in as an actor's person (or as nobody)."""
    from samverkan.web.people.models import Person

    def log_in(actor: Actor | None) -> Client:
        client = Client()
        if actor is not None:
            client.force_login(Person.objects.get(username=actor.name))
        return client

    return log_in


@pytest.fixture
def now() -> datetime:
    return NOW
