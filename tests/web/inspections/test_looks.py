"""The pages of checks and disclosures in a browser: at a desk and on a phone."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from samverkan.rules.inspections import AboardRole, Outcome
from samverkan.web.disclosure import actions as disclosure
from samverkan.web.inspections import actions, queries
from samverkan.web.inspections.said import PersonSaid
from tests.journeys.browser import PHONE, browser, check_page, page, shot
from tests.web.disclosure.conftest import astrid, draft
from tests.web.inspections.conftest import UNKNOWN
from tests.web.questions.conftest import RASMUS
from tests.web.questions.test_likeness import OTHERS, SEEN, STOLEN

__all__ = ["astrid", "browser", "draft", "page"]


ABOARD = (
    UNKNOWN,
    PersonSaid(
        role=AboardRole.OWNER_CLAIMED,
        evidence="finskt pass",
        documented=True,
        name="Nadja Farledin",
        birth_date=date(1988, 6, 14),
    ),
    PersonSaid(
        role=AboardRole.PASSENGER,
        evidence="körkort",
        documented=True,
        name="Bo Fenderström",
        personal_number="19700101-9988",
    ),
    PersonSaid(
        role=AboardRole.PASSENGER,
        evidence="pass",
        documented=True,
        name="Kaj Skvalpholm",
        personal_number="20090101-9802",
    ),
)


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


def test_the_crews_pages(check, rasmus, siv, vera, holder, visit, now, fresh):
    holder("KFM").give(RASMUS, now=now)
    actions.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now)
    actions.add_note(check=check, text="Bar en klocka.", fact=True, by=siv, now=now)
    why = actions.Why("Föraren bär en klocka som F-2 beskriver.")
    actions.ask_about_person(person=rasmus, why=why, by=siv, now=now)
    one = queries.address(check)
    visit(siv, "/kontroller/", "kontroller")
    visit(siv, "/kontroller/rutin/", "rutinkontroll")
    visit(siv, "/kontroller/insats/", "kontroll-i-insats")
    visit(siv, one, "kontroll")
    visit(siv, f"{one}fraga/{rasmus.pk}/", "fraga")
    visit(siv, f"{one}kvitto/{rasmus.pk}/", "kvitto")
    visit(siv, f"{one}person/", "lagg-till-person")
    visit(siv, f"{one}avsluta/", "avsluta")
    actions.end_control(
        check=fresh(check),
        ended_at=now,
        outcome=Outcome.SOBRIETY_REPORTED,
        alongside=True,
        by=siv,
        now=now,
    )
    visit(vera, f"{one}versioner/", "versioner")
    visit(vera, one, "kontroll-befal")


def test_the_guided_page_and_the_room(rasmus, draft, siv, astrid, partner, visit, now):
    source = f"source={rasmus.check_made.record}&about={rasmus.subject}"
    visit(siv, f"/utlamnanden/nytt/?{source}", "utlamnande-steg-1")
    visit(siv, f"/utlamnanden/nytt/?{source}&to=KFM&purpose=enforce-debt", "utlamnande")
    row = disclosure.disclose(draft=draft(), by=siv, now=now)
    visit(siv, "/utlamnanden/", "utlamnanden")
    visit(astrid, f"/utlamnanden/{row.pk}/", "utlamnat")
    visit(astrid, f"/utlamnanden/begar/?{source}", "begar")
    visit(astrid, "/utlamnanden/avslag/", "avslag")


def test_asking_about_everybody_aboard(check, rasmus, siv, holder, visit, now, fresh):
    kfm, pol, skv = holder("KFM"), holder("POL"), holder("SKV")
    kfm.give(RASMUS, now=now)
    pol.give(now=now)
    skv.give(now=now)
    for said in ABOARD:
        actions.add_person(check=fresh(check), said=said, by=siv, now=now)
    address = f"{queries.address(check)}fraga/alla/"
    page = visit(siv, address, "fraga-alla")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.get_by_label("Fråga om Rasmus Skvalpholm").check()
    page.get_by_role("button", name="Ställ frågorna").click()
    page.get_by_role("alert").get_by_text("Skriv varför personen").wait_for()
    shot(page, "fraga-alla-utan-skal")
    check_page(page, PHONE)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.get_by_label("Varför hör Rasmus Skvalpholm").fill("Bär en klocka som F-2 beskriver.")
    page.get_by_label("Fråga om Skvalp GTX 300").check()
    page.get_by_label("Varför hör Skvalp GTX 300").fill("Modellen är den som F-2 pekar ut.")
    skv.down = True
    page.get_by_role("button", name="Ställ frågorna").click()
    page.get_by_text("Kontakta Kronofogdens jour, dygnet runt.").first.wait_for()
    assert page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}
    check_page(page, PHONE)
    visit(siv, f"{queries.address(check)}svar/", "svaren")
    visit(siv, queries.address(check), "kontroll-fragad")
    visit(siv, address, "fraga-alla-igen")


def test_asking_by_likeness_and_the_review(check, holder, siv, visit, now, fresh):
    holder("POL").give(now=now, likeness=(("craft", STOLEN), *OTHERS))
    one = queries.address(check)
    visit(siv, f"{one}likhet/farkost/", "likhet")
    why = actions.Why("Farkosten liknar en som nämns i insatsen.")
    asked = actions.ask_like_craft(check=fresh(check), why=why, said=SEEN, by=siv, now=now)
    (found,) = asked.to_review
    visit(siv, one, "kontroll-provas")
    visit(siv, "/", "bord-provas")
    page = visit(siv, f"/fragor/provning/{found.pk}/", "provning")
    page.get_by_label("Ja, samma farkost").check()
    page.get_by_label("Varför?").fill("Motornumret är detsamma, och skrovnumrets början.")
    page.get_by_role("button", name="Spara prövningen").click()
    page.get_by_text("Kontakta Polisens ledningscentral.").first.wait_for()
    shot(page, "provad")
    check_page(page)
    visit(siv, f"/fragor/provning/{found.pk}/", "provning-klar")
    visit(siv, "/fragor/", "fragor-likhet")


def test_a_question_that_waits(check, rasmus, siv, holder, visit, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    kfm.down = True
    why = actions.Why("Föraren bär en klocka som F-2 beskriver.")
    asked = actions.ask_about_person(person=rasmus, why=why, by=siv, now=now)
    visit(siv, queries.address(check), "kontroll-vantar")
    visit(siv, f"/fragor/{asked.card.pk}/", "andamalskort-vantar")
