"""The browser's fixtures for the journeys."""

from tests.journeys.browser import browser, page

__all__ = ["browser", "page"]
