"""Every room of every desk in the house, in Swedish and English, on a desk's and a phone's width.

A room that several desks of a participant share is looked at once for the participant. Nothing may
go wrong in the console, break a rule of axe or scroll sideways, and a keyboard must be enough.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samverkan.demo.story.people import StaffMember, staff
from tests.journeys import ashore, at_sea, paying, publishing
from tests.journeys.browser import DESK, PHONE, check_page, shot
from tests.journeys.case_one import CaseOne
from tests.journeys.house import PARTICIPANTS, House

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("house")]

FOCUS = """() => {
  const look = getComputedStyle(document.activeElement);
  return look.outlineStyle !== 'none' || look.boxShadow !== 'none';
}"""
MOST_TABS = 60
SIZES = {"sv": (DESK, PHONE), "en": (PHONE,)}
"""English is looked at on the phone alone: the layout is the same, and the words are shorter."""


def desks() -> list[StaffMember]:
    """Give one person for each desk of the house: a set of roles at a participant."""
    found = {(each.participant, each.roles): each for each in reversed(staff())}
    return [each for each in found.values() if each.participant in PARTICIPANTS]


@pytest.fixture(scope="session")
def looked_at() -> set[tuple[str, str]]:
    """Remember which rooms of which participant have been looked at, in which language."""
    return set()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("who", desks(), ids=lambda who: who.reference)
def test_the_rooms_of_a_desk(
    house: House, case_one: CaseOne, looked_at: set[tuple[str, str]], who: StaffMember, language
):
    page = house.person(who.reference)
    page.goto(house.address(who.participant))
    speak(page, language)
    check_page(page, *SIZES[language])
    rooms = [link.get_attribute("href") for link in page.locator("nav.rooms a").all()]
    for room in rooms:
        key = (f"{who.participant}{room}", language)
        if room and key not in looked_at:
            looked_at.add(key)
            page.goto(house.address(who.participant, room))
            expect(page.locator("nav.rooms [aria-current=page]")).to_have_count(1)
            check_page(page, *SIZES[language])
            shot(page, f"rum{room.replace('/', '-')}{who.reference.replace('/', '-')}-{language}")
    speak(page, "sv")


PAGES = {
    "the-check": (at_sea.SIV, ("Kontroller", "2025-0001"), "Fråga om farkosten"),
    "the-attachment-case": (ashore.STIG, ("Utmätning", at_sea.RASMUS), "Börja en förrättning"),
    "the-krona": (paying.RUT, ("Utmätning", at_sea.RASMUS, "Följ kronan"), "Stina Havslykta"),
    "the-ledger": (publishing.BERTIL, ("Resultat",), "För in ett resultat"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_keyboard_is_enough(house: House, case_one: CaseOne, name: str):
    who, path, act = PAGES[name]
    house.at("14:40")
    page = house.person(who)
    page.goto(house.address(who.partition("/")[0]))
    for link in path:
        address = page.get_by_role("link", name=link, exact=True).first.evaluate("e => e.href")
        page.goto(address)
    page.keyboard.press("Tab")
    skip = page.locator("a.ds-skip-link")
    expect(skip).to_be_focused()
    assert skip.evaluate("e => e.offsetHeight") > 1
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS), page.evaluate("document.activeElement.outerHTML")
        if act in str(page.evaluate("document.activeElement.textContent")):
            return
    pytest.fail(f"{act} is not reached by {MOST_TABS} tabs on {page.url}")


def test_the_menu_of_a_phone_opens_by_keyboard(house: House, case_one: CaseOne):
    page = house.person(at_sea.SIV)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(house.address("KBV"))
    menu = page.get_by_role("button", name="Meny")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    check_target(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Logga ut")).to_be_hidden()
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def check_target(page: Page) -> None:
    """Assert that what is pressed in the menu is large enough for a thumb."""
    for button in page.locator("#menu button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 24, button.inner_text()


def speak(page: Page, language: str) -> None:
    """Change the language of the screen by its button, if it is another."""
    if page.locator("html").get_attribute("lang") == language:
        return
    name = "English" if language == "en" else "svenska"
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
