"""The pages in a real browser, at the width of a desk and of a phone; the powers on one sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from playwright.sync_api import Page

from samverkan.web.cooperation import queries
from tests.journeys.browser import browser, check_page, page, shot
from tests.web.cooperation.council import received
from tests.web.cooperation.playing import SUMMER, agreed, theirs

__all__ = ["browser", "page"]
pytestmark = pytest.mark.django_db(transaction=True)
POWERS = {
    "craft": "jet-ski",
    "waters": "coast-guard",
    "at": "14:00",
    "purpose": "control",
    "check_by": "KBV",
    "present": ["KBV"],
    "facts": ["debt-confirmed", "identified"],
}


@pytest.fixture
def visit(page: Page, live_server, browse, staff) -> Callable[[str], Page]:
    """Open a page as the head of the authority."""
    session = browse(staff("henning", "ledamot")).cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": session, "url": live_server.url}])

    def go(address: str) -> Page:
        page.goto(f"{live_server.url}{address}")
        return page

    return go


def test_operations_and_decisions(visit, partner, now):
    operation = agreed(partner, now=now)
    theirs(partner("KFM"), operation, now=now)
    kfm = queries.answers(SUMMER)["KFM"]
    for name, address in (
        ("insatser", "/insatser/"),
        ("insats", f"/insatser/{operation.pk}/"),
        ("beslut-delta", f"/insatser/{operation.pk}/delta/"),
        ("beslut", f"/insatser/beslut/{kfm.pk}/"),
    ):
        shown = visit(address)
        check_page(shown)
        shot(shown, f"cooperation-{name}")


def test_a_faulty_decision(visit, partner, now):
    operation = agreed(partner, now=now)
    shown = visit(f"/insatser/{operation.pk}/delta/")
    shown.get_by_role("button", name="Besluta att delta").click()
    check_page(shown)
    shot(shown, "cooperation-beslut-fel")


def test_a_proposal(visit, partner, now):
    row = received(partner, now)
    shown = visit("/inriktning/")
    check_page(shown)
    shown = visit(f"/inriktning/forslag/{row.pk}/")
    check_page(shown)
    shot(shown, "cooperation-forslag")


def test_the_powers_at_both_widths_and_on_one_sheet(visit, tmp_path: Path):
    shown = visit(f"/befogenheter/?{urlencode(POWERS, doseq=True)}")
    check_page(shown)
    shot(shown, "cooperation-befogenheter")
    shown.set_viewport_size({"width": 390, "height": 844})
    shot(shown, "cooperation-befogenheter-telefon")
    file = tmp_path / "powers.pdf"
    shown.pdf(path=file, prefer_css_page_size=True)
    assert file.read_bytes().count(b"/Type /Page\n") == 1
