"""The base pages in a real browser, desk and phone, Swedish and English: axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page

from samverkan.rules.actor import Actor
from samverkan.web.people import actions as people
from samverkan.web.releases import actions
from samverkan.web.releases.models import ReceivedRelease
from tests.journeys.browser import DESK, PHONE, browser, check_page, page, shot
from tests.web.releases.test_note import send, write

__all__ = ["browser", "page"]
pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
Visit = Callable[[Actor | None, str, str], Page]


@pytest.fixture
def visit(page: Page, live_server, browse) -> Visit:
    """Open a page as somebody, or as nobody, in a language."""

    def go(actor: Actor | None, address: str, language: str) -> Page:
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if actor is not None:
            cookies[settings.SESSION_COOKIE_NAME] = (
                browse(actor).cookies[settings.SESSION_COOKIE_NAME].value
            )
        page.context.clear_cookies()
        page.context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page.goto(f"{live_server.url}{address}")
        assert page.locator("html").get_attribute("lang") == language
        return page

    return go


def look(shown: Page, name: str, language: str) -> None:
    """Check a page and keep its pictures."""
    check_page(shown)
    shot(shown, f"base-{name}-{language}")
    shown.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    shot(shown, f"base-{name}-{language}-phone")
    shown.set_viewport_size({"width": DESK[0], "height": DESK[1]})


@LANGUAGES
def test_the_doors(visit, staff, language):
    staff("siv", "utlamnande")
    look(visit(None, "/konto/logga-in/", language), "log-in", language)
    look(visit(None, "/demo/", language), "demo", language)
    look(visit(None, "/finns-inte/", language), "404", language)


@LANGUAGES
def test_a_wrong_password(visit, instance, language):
    shown = visit(None, "/konto/logga-in/", language)
    shown.locator("input[name=login]").fill("anna.lind")
    shown.locator("input[name=password]").fill("fel")
    shown.locator("main button[type=submit]").click()
    look(shown, "log-in-fel", language)


@LANGUAGES
def test_the_disclosure_desk(visit, staff, partner, now, language):
    siv, kfm = staff("siv", "utlamnande"), partner("KFM")
    note = write(siv, now)
    row = send(note, siv, now)
    kfm.deliver(kfm.release("note", {"text": "Ring jouren."}, now=now), now=now)
    came = ReceivedRelease.objects.get()
    kfm.deliver(
        kfm.seal("recall", {"record": came.record, "version": 1, "reason": "fel båt"}, now=now),
        now=now,
    )
    kfm.deliver(kfm.seal("okand", {}, now=now), now=now)
    for name, address in (
        ("desk", "/"),
        ("notes", "/anteckningar/"),
        ("note", f"/anteckningar/{note.pk}/"),
        ("gate", f"/anteckningar/{note.pk}/lamna-ut/"),
        ("release", f"/utlamnat/{row.pk}/"),
        ("received", f"/mottaget/{came.pk}/"),
        ("partners", "/parter/"),
        ("403", "/personal/"),
    ):
        look(visit(siv, address, language), name, language)
    shown = visit(siv, f"/anteckningar/{note.pk}/lamna-ut/", language)
    shown.locator("main button[type=submit]").click()
    look(shown, "gate-fel", language)
    actions.recall(release=row, reason="fel båt", by=siv, now=now)
    look(visit(siv, f"/utlamnat/{row.pk}/", language), "release-recalled", language)


@LANGUAGES
def test_the_staff_room(visit, staff, now, language):
    alma = staff("alma", "personal")
    people.add_person(
        username="anna.lind",
        display_name="Anna Lind",
        title="Kustbevakningsassistent",
        password=None,
        by=alma,
        now=now,
    )
    look(visit(alma, "/personal/", language), "staff", language)
    look(visit(alma, "/personal/alma/", language), "person", language)
    look(visit(alma, "/personal/anna.lind/", language), "person-new", language)
    look(visit(alma, "/konto/logga-ut/", language), "log-out", language)
