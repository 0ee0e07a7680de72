"""The picture's pages in a real browser, at the width of a desk and of a phone."""

from __future__ import annotations

import pytest
from django.conf import settings

from samverkan.web.picture import queries
from tests.journeys.browser import browser, check_page, page, shot
from tests.web.picture.playing import document, whole
from tests.web.picture.test_pages import RECORD, deliver

__all__ = ["browser", "page"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(page, live_server, browse):
    """Open a page as somebody, look closely, and keep a picture."""

    def go(actor, address: str, name: str) -> None:
        session = browse(actor).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}{address}")
        check_page(page)
        shot(page, name)

    return go


@pytest.mark.parametrize("participant", ["NUC"])
def test_the_analysts_pages(staff, visit, now):
    viktor, saga = staff("viktor", "analytiker"), staff("saga", "analytiker")
    row = whole(viktor, now)
    visit(saga, "/lagesbild/", "picture-list")
    visit(saga, f"/lagesbild/{row.pk}/", "picture-draft")
    visit(saga, f"/lagesbild/{row.pk}/stycke/F-2/", "picture-paragraph")


def test_the_readers_pages(staff, partner, visit, now):
    deliver(partner, document(now), now)
    found = queries.newest_from_others(RECORD)
    henning = staff("henning", "ledamot")
    visit(henning, "/lagesbild/", "picture-received-list")
    visit(henning, f"/lagesbild/mottagen/{found.release.pk}/", "picture-received")
