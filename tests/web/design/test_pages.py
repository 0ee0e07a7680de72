"""The pages in a real browser: rules of axe, content security policy, keyboard, map, themes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import PHONE, check_page, shot

ERRORS = ("400.html", "403.html", "404.html", "409.html", "500.html")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_gallery_breaks_no_rule(page: Page, gallery: str, language: str):
    page.goto(f"{gallery}/{language}/gallery.html")

    check_page(page)
    shot(page, f"gallery-{language}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_theme_breaks_no_rule(page: Page, gallery: str, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{gallery}/sv/gallery.html")

    check_page(page)
    shot(page, f"gallery-{scheme}")


@pytest.mark.parametrize("template", [*ERRORS, "design/accessibility.html", "design/desk.html"])
def test_the_plain_pages_break_no_rule(page: Page, gallery: str, template: str):
    page.goto(f"{gallery}/sv/{template}")

    check_page(page)


def test_a_refusal_is_shown_in_its_own_words(page: Page, gallery: str):
    page.goto(f"{gallery}/sv/403.html")

    expect(page.get_by_role("heading", level=1)).to_have_text("Det här är inte tillåtet")
    expect(page.get_by_text("två personer krävs")).to_be_visible()


def test_the_chosen_theme_stays(page: Page, gallery: str):
    page.goto(f"{gallery}/sv/gallery.html")
    page.get_by_role("button", name="Mörkt").click()
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(page.get_by_role("button", name="Mörkt")).to_have_attribute("aria-pressed", "true")


def test_without_a_script_the_page_is_whole_and_offers_no_dead_switch(browser, gallery: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{gallery}/sv/gallery.html")

    expect(page.locator(".theme-switch")).to_be_hidden()
    expect(page.locator(".map-canvas").first).to_be_hidden()
    expect(page.get_by_role("button", name="Bekräfta protokollet")).to_be_visible()
    context.close()


def test_a_phone_opens_the_menu_by_keyboard(page: Page, gallery: str):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{gallery}/sv/gallery.html")
    expect(page.get_by_text("Anna Lind", exact=True).first).to_be_hidden()

    page.get_by_role("button", name="Meny").press("Enter")

    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    page.get_by_role("button", name="Stäng").click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_hidden()


def test_a_failed_form_takes_the_reader_to_its_errors_and_on_to_the_field(page: Page, gallery: str):
    page.goto(f"{gallery}/sv/gallery.html")
    expect(page.locator(".ds-error-summary")).to_be_focused()

    page.get_by_role("link", name=re.compile("^Vad är det")).click()

    expect(page.get_by_label("Vad är det?")).to_be_focused()


def test_a_click_on_the_map_fills_the_fields(page: Page, gallery: str):
    page.goto(f"{gallery}/sv/gallery.html")
    latitude, longitude = page.get_by_label("Latitud"), page.get_by_label("Longitud")
    canvas = page.locator("[data-lat] .map-canvas")
    expect(canvas.locator(".map-land")).to_have_count(1)

    canvas.click(position={"x": 300, "y": 150})

    expect(latitude).to_have_value(re.compile(r"^59\.3\d{4}$"))
    expect(longitude).to_have_value(re.compile(r"^18\.8\d{4}$"))


def test_a_typed_place_moves_the_mark(page: Page, gallery: str):
    page.goto(f"{gallery}/sv/gallery.html")
    mark = page.locator("[data-lat] .map-picked")
    expect(mark).to_have_count(1)

    page.get_by_label("Latitud").fill("inget")

    expect(mark).to_have_count(0)


def test_the_skip_link_is_the_first_stop(page: Page, gallery: str):
    page.goto(f"{gallery}/sv/404.html")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
