"""The pages in a real browser: rules of accessibility, no sideways scrolling, desk and phone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from samverkan.demo.story.steps import StepAct
from samverkan.rules.list_exports import ListKind, Wish
from samverkan.rules.outcomes import End
from samverkan.web.enforcement import actions, queries
from samverkan.web.journal import actions as journal
from tests.journeys.browser import DESK, PHONE, browser, check_page, page, picture, shot
from tests.web.enforcement.aside import BANK, VICTIM, outcome, paid_case, settle

__all__ = ["browser", "page"]
pytestmark = pytest.mark.django_db(transaction=True)

# Days in tables whose hyphens have been broken across lines, at the window's width.
BROKEN_DAYS = """() => {
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const broken = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement.closest('td')) continue;
    for (const day of node.data.matchAll(/\\d{4}-\\d\\d-\\d\\d/g)) {
      const range = document.createRange();
      range.setStart(node, day.index);
      range.setEnd(node, day.index + day[0].length);
      if (range.getClientRects().length > 1) broken.push(day[0]);
    }
  }
  return broken;
}"""


@pytest.fixture
def visit(page: Page, live_server, browse):
    """Open a page as an actor (or as nobody), check it, and keep its pictures."""

    def go(actor, address, name, language="sv"):
        page.context.clear_cookies()
        key = settings.LANGUAGE_COOKIE_NAME
        page.context.add_cookies([{"name": key, "value": language, "url": live_server.url}])
        if actor is not None:
            key = settings.SESSION_COOKIE_NAME
            session = browse(actor).cookies[key].value
            page.context.add_cookies([{"name": key, "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{address}")
        check_page(page)
        shot(page, f"enforcement-{name}")
        assert page.evaluate(BROKEN_DAYS) == []
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        shot(page, f"enforcement-{name}-phone")
        assert page.evaluate(BROKEN_DAYS) == []
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    return go


def test_the_krona_from_left_to_right(visit, walk, desk, now):
    done = walk(1)
    journal.beat(now=now)
    visit(desk("rut"), f"/utmatning/forrattning/{done.execution.number}/kronan/", "krona")


def test_the_krona_opened(visit, page, walk, desk):
    done = walk(3)
    visit(desk("rut"), f"/utmatning/forrattning/{done.execution.number}/kronan/", "krona-3")
    page.set_viewport_size({"width": 1280, "height": 900})
    for place in page.locator("details.line summary").all()[-6:]:
        place.click()
    check_page(page)
    shot(page, "enforcement-krona-opened")


def test_the_case_and_the_list(visit, walk, desk):
    done = walk(4, until=StepAct.THIRD_PARTY_DEADLINE_PASSED)
    walk(1, until=StepAct.SOLD)
    walk(6, until=StepAct.NOTICE_PUBLISHED)
    visit(desk("forrattning"), "/utmatning/", "list")
    visit(desk("forrattning"), f"/utmatning/{done.debtor.number}/", "case")
    item = f"/utmatning/forrattning/{done.execution.number}/sak/"
    visit(desk("forrattning"), item, "item")


def test_an_injured_partys_page(visit, walk):
    walk(1)
    claim = queries.claim_row("1-malsagande")
    visit(None, f"/malsagande/{claim.token}/", "victim")


def test_what_is_set_aside(visit, page, desk, now, clock):
    done = paid_case(desk, now, bank="disputed", malsagande="conditional")
    clock(datetime(2025, 11, 3, 9, tzinfo=UTC))
    form = f"/utmatning/forrattning/{done.execution.number}/avsatt/{BANK}/"
    visit(desk("rut"), "/utmatning/avsatt/", "aside-en", "en")
    visit(desk("rut"), "/utmatning/avsatt/", "aside")
    picture(page, "avsatta-medel", tallest=640)
    visit(desk("rut"), form, "outcome")
    visit(desk("rut"), form, "outcome-en", "en")
    settle(done, outcome(End.FALLS), datetime(2025, 11, 3, 9, tzinfo=UTC), earned=100_00)
    visit(desk("rut"), f"/utmatning/{done.debtor.number}/", "case-aside")
    visit(desk("rut"), f"/utmatning/{done.debtor.number}/", "case-aside-en", "en")
    expect(page.locator("main")).to_contain_text("Counted to 2\N{NO-BREAK SPACE}August")
    krona = f"/utmatning/forrattning/{done.execution.number}/kronan/"
    visit(desk("rut"), krona, "krona-aside")
    visit(None, f"/malsagande/{queries.claim_row(VICTIM).token}/", "victim-aside")


def test_lists_taken_out(visit, page, walk, desk, clock):
    walk(1)
    at = datetime(2025, 9, 15, 8, tzinfo=UTC)
    clock(at)
    wish = Wish(
        kind=ListKind.PROPERTY,
        ground="own-desk",
        recipient="Förrådet",
        need="Inventering",
        first=date(2025, 6, 1),
        last=date(2025, 8, 31),
    )
    actions.export_list(wish=wish, form="xlsx", by=desk("forrattning"), now=at)
    visit(desk("forrattning"), "/utmatning/listor/", "exports-en", "en")
    visit(desk("forrattning"), "/utmatning/listor/", "exports")
    picture(page, "uttagna-listor", tallest=620)
    visit(desk("forrattning"), "/utmatning/listor/ny/", "export-en", "en")


def test_in_english(visit, walk, desk):
    done = walk(6, until=StepAct.NOTICE_PUBLISHED)
    item = f"/utmatning/forrattning/{done.execution.number}/sak/"
    visit(desk("forrattning"), item, "item-en", "en")
    visit(desk("forrattning"), f"/utmatning/{done.debtor.number}/", "case-en", "en")


def test_forfeited(visit, walk, desk):
    done = walk(5)
    visit(desk("rut"), f"/utmatning/forrattning/{done.execution.number}/kronan/", "krona-5")


def test_a_thing_and_a_phone_decision(visit, walk, desk):
    done = walk(2)
    thing = done.listed["skoter"].thing.partition("/")[2]
    visit(desk("forrad"), "/egendom/?ended=on", "property")
    visit(desk("forrad"), f"/egendom/{thing}/", "thing")
    visit(desk("jour"), f"/telefonbeslut/{done.phone.number}/", "phone")
    visit(desk("jour"), "/telefonbeslut/nytt/", "phone-new")
