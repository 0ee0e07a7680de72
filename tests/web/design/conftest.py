"""The gallery and a browser to look at it with."""

from tests.journeys.browser import browser, page
from tests.web.design.gallery import gallery

__all__ = ["browser", "gallery", "page"]
