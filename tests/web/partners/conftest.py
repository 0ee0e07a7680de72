"""Doors of partners, and an app of the tests' own that takes what comes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan.exchange.directory import Directory
from samverkan.web.partners import registry
from tests.web.partners.server import Door, open_door


@pytest.fixture
def door(instance, monkeypatch) -> Door:
    """Give a door on loopback that every partner's card names."""
    real = Directory.card_of
    with open_door() as found:
        monkeypatch.setattr(
            Directory,
            "card_of",
            lambda self, code: replace(real(self, code), base_url=found.address),
        )
        yield found


@pytest.fixture
def taken(monkeypatch) -> list:
    """Register the message type `test`; what an app has taken, in order."""
    monkeypatch.setattr(registry, "_takers", dict(registry._takers))
    effects: list = []
    registry.take("test", lambda **given: effects.append(given["envelope"]))
    return effects
