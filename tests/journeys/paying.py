"""Case 1 to its end at Kronofogden: sale, distribution to the öre, and the victim's page."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from samverkan.demo.story.case import Case
from samverkan.demo.story.cases import case
from tests.journeys.ashore import RASMUS, kronor
from tests.journeys.browser import check_page
from tests.journeys.guide import Guide, choose, fill, press
from tests.journeys.house import House

ULLA = "KFM/ulla.kajplats"
RUT = "KFM/rut.oresdotter"
HUGO = "KFM/hugo.kvittblad"
TOLD: Case = case(1)
COSTS = {"transport": "Transport", "storage": "Förvaring"}
TO_THE_VICTIM = "92 158,85 kr"


def announce(house: House, guide: Guide) -> None:
    """Ulla announces the auction more than two weeks ahead."""
    house.at("10:00", "2025-08-04")
    page = _at_the_case(house, ULLA)
    guide.at("Förrättningen: Ulla Kajplats")
    guide.press(page, "Kungör försäljningen")
    page.get_by_label("Auktion", exact=True).check()
    fill(page, "Försäljningsdag", "2025-08-21")
    choose(page, "Sjöpanträtt", "Det är ovisst om någon har sjöpanträtt")
    fill(page, "Var säljs den?", "Kronofogdens webbauktion")
    fill(page, "Villkor", "Befintligt skick. Betalning inom två bankdagar.")
    fill(page, "Mervärdesskatt", "Ingen: egendomen säljs för en privatperson.")
    guide.tell("Välj sätt och dag. För båtar och skotrar krävs två veckor (UF 9:9).")
    guide.press(page, "Kungör")


def sell(house: House, guide: Guide) -> None:
    """Ulla notes the accepted bids and what the measures cost."""
    house.at("13:00", "2025-08-21")
    page = _at_the_case(house, ULLA)
    guide.press(page, "Anteckna köpet", "På försäljningsdagen, tryck på")
    for number, item in enumerate(TOLD.attached, start=1):
        fill(page, f"Bud för {item.words}", kronor(item.sold_for or 0))
        fill(page, f"Köpare av {item.words}", f"Köpare {number}, Påhittsvik")
    press(page, "Anteckna")
    for cost in TOLD.special_costs:
        press(page, "Anteckna kostnad")
        choose(page, "Slag av kostnad", COSTS[cost.kind])
        fill(page, "Vad avser den?", cost.words)
        fill(page, "Belopp", kronor(cost.amount))
        press(page, "Anteckna")
    guide.tell("Skriv buden, och med **Anteckna kostnad** vad åtgärderna har kostat.")


def distribute(house: House, guide: Guide) -> None:
    """Rut makes the list; Rut may not approve it; Hugo does; then it is paid."""
    house.at("10:00", "2025-08-29")
    page = _at_the_case(house, RUT)
    guide.at("Fördelningen: Rut Öresdotter")
    guide.press(page, "Fördela köpeskillingen")
    expect(page.get_by_text(TO_THE_VICTIM).first).to_be_visible()
    guide.tell("Kontrollera att varje led stämmer. Klicka på ett belopp: regel, tal och bevis.")
    check_page(page)
    page = _at_the_case(house, RUT)
    expect(page.get_by_text("två personer krävs")).to_be_visible()
    guide.tell("Den som har fördelat kan inte godkänna: två personer krävs.")
    guide.picture(page, "tva-personer", "Godkännandet är stängt för den som gjorde längden")
    house.at("14:00", "2025-08-29")
    guide.at("Fördelningen: en annan person, Hugo Kvittblad")
    guide.press(_at_the_case(house, HUGO), "Godkänn utbetalningen")
    house.at("10:00", "2025-09-01")
    page = _at_the_case(house, RUT)
    guide.at("Fördelningen: Rut Öresdotter")
    guide.press(page, "Betala ut")
    expect(page.get_by_role("heading", level=1, name="Kronans väg")).to_be_visible()
    _open_the_amount(page)
    check_page(page)


def show_the_krona(house: House, guide: Guide) -> None:
    """Keep the picture of the krona's way: the front of the project."""
    page = house.person(RUT)
    page.reload()
    guide.picture(
        page, "kronans-vag", "Kronans väg: från fynd till utbetalning, varje led till öret"
    )


def write_to_the_victim(house: House, guide: Guide) -> Page:
    """Rut sends the letter; Stina opens her own page by its link, with no log-in."""
    page = _at_the_case(house, RUT)
    guide.press(page, "Skicka brev till målsägande")
    link = page.get_by_role("link", name="Målsägandens sida").first
    address = link.evaluate("e => e.href")
    guide.at("Målsäganden: Stina Havslykta, utan inloggning")
    stina = house.visitor()
    stina.goto(address)
    expect(stina.get_by_role("heading", level=1)).to_contain_text(TO_THE_VICTIM)
    expect(stina.locator("body")).not_to_contain_text(RASMUS)
    guide.tell("Sidan visar vad som beslutats, vad som betalats och vad som händer nu.")
    check_page(stina)
    guide.picture(stina, "malsagande", "Målsägandens egen sida")
    return stina


def _at_the_case(house: House, reference: str) -> Page:
    page = house.person(reference)
    press(page, "Utmätning")
    press(page, RASMUS)
    return page


def _open_the_amount(page: Page) -> None:
    """Open what lies behind the victim's amount: rule, inputs, proof."""
    line: Locator = page.locator("details.line").filter(has_text=re.compile("Stina Havslykta"))
    line.last.locator("summary").click()
    expect(line.last.get_by_text("Journalpost")).to_be_visible()
