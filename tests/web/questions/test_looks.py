"""The pages of questions, lists and subjects in a browser: at a desk and on a phone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings

from samverkan.web.questions import actions, jobs
from samverkan.web.questions.models import ListEntry
from tests.journeys.browser import browser, check_page, page, shot
from tests.web.questions.conftest import NADJA, RASMUS
from tests.web.questions.test_likeness import OTHERS, STOLEN, STRANGERS
from tests.web.questions.test_listing import HEADER, ROW

__all__ = ["browser", "page"]


@pytest.fixture
def visit(page, live_server, browse):
    """Open an address as an actor's person, and look closely."""

    def visit(actor, address: str, name: str):
        session = browse(actor).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}{address}")
        shot(page, name)
        page.set_viewport_size({"width": 390, "height": 844})
        shot(page, f"{name}-phone")
        check_page(page)
        return page

    return visit


def test_the_officers_pages(ask, rasmus, holder, siv, visit, now):
    holder("KFM").give(RASMUS, now=now)
    pol = holder("POL")
    pol.give(NADJA, now=now)
    pol.down = True
    card = ask(rasmus).card
    visit(siv, "/fragor/", "fragor")
    visit(siv, f"/fragor/{card.pk}/", "andamalskort")
    visit(siv, f"/uppgifter/{rasmus}/", "uppgifter")


def test_how_likeness_works(holder, siv, visit, now):
    holder("POL").give(now=now, likeness=(("craft", STOLEN), *OTHERS))
    visit(siv, "/fragor/likhet/", "sa-fungerar-likhet")


@pytest.mark.parametrize("participant", ["KFM"])
def test_how_likeness_works_at_a_holder(operation, staff, visit, now):
    lage = staff("lage", "forteckning")
    rows = tuple(
        replace(ROW, case_reference=f"M {number}", likeness=tuple(fields.items()))
        for number, (_, fields) in enumerate(STRANGERS)
    )
    actions.list_entries(rows=rows, by=lage, now=now)
    jobs.run(now=now)
    visit(lage, "/fragor/likhet/", "sa-fungerar-likhet-innehavare")


@pytest.mark.parametrize("participant", ["KFM"])
def test_the_list_keepers_pages(staff, visit, now, tmp_path):
    lage = staff("lage", "forteckning")
    actions.list_entries(rows=(ROW,), by=lage, now=now)
    visit(lage, "/forteckning/", "forteckning")
    visit(lage, "/forteckning/ny/", "ny-post")
    visit(lage, f"/forteckning/{ListEntry.objects.get().pk}/", "post")
    page = visit(lage, "/forteckning/register/", "register")
    file = tmp_path / "register.csv"
    file.write_text(HEADER + "19900101-9803,Bo,KFM-operation,2016:774,B,S,2025-08-31,C\n", "utf-8")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Läs in").click()
    page.get_by_text("den ska vara 2").wait_for()
    shot(page, "register-bad-row")
    check_page(page)
