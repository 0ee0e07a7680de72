"""A browser for the public pages."""

from tests.journeys.browser import browser, page

__all__ = ["browser", "page"]
