"""The browser's fixtures for the journeys, and the house that they all walk in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from samverkan.demo.supervisor import Supervisor
from tests.journeys.browser import browser, page
from tests.journeys.case_one import CaseOne, walk
from tests.journeys.house import House, make_house

__all__ = ["browser", "page"]


@pytest.fixture(scope="session")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give the running house on the morning of the first case; nothing may go wrong in it."""
    root: Path = tmp_path_factory.mktemp("house")
    with Supervisor(root / "run") as supervisor:
        found = make_house(root, browser, supervisor)
        yield found
        found.close()


@pytest.fixture(scope="session")
def case_one(house: House) -> CaseOne:
    """Walk the first case from the check at sea to the public page, once for all tests."""
    return walk(house)
