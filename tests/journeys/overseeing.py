"""Oversight of case 1: the journal in a read-only room, a sample opened, the checkpoint kept."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.browser import check_page
from tests.journeys.guide import Guide, choose, fill, press
from tests.journeys.house import House

INGVAR = "KBV/ingvar.granskare"


def read_the_journal(house: House, guide: Guide) -> None:
    """Ingvar reads what has been done; his reading is written down too."""
    house.at("09:00", "2025-11-28")
    page = house.person(INGVAR)
    guide.at("Granskaren: Ingvar Granskare, Integritetsskyddsmyndigheten")
    guide.press(page, "Tillsyn", "Öppna rummet")
    check_page(page)
    guide.tell("Läs journalen och filtrera på händelse, person eller dag. Inget kan ändras.")
    guide.picture(page, "rummet", "Tillsynens rum: försenade återkallelser, avslag och journalen")


def open_a_sample(house: House, guide: Guide) -> None:
    """Ingvar draws questions by a seed of his own and opens their blinded elements."""
    page = house.person(INGVAR)
    guide.press(page, "Dra ett urval")
    choose(page, "Slag av poster", "Förseglad fråga ställdes")
    fill(page, "Hur många", "1")
    fill(page, "Eget frö", "Tärningen visade 4 och 2")
    guide.tell("Välj frågor, hur många och ett eget frö, så att ingen kan styra urvalet.")
    guide.press(page, "Dra")
    page.get_by_role("table").get_by_role("link").first.click()
    guide.press(page, "Öppna posten", "Välj en post, och tryck på")
    expect(page.get_by_text("Varje blindat element öppnas")).to_be_visible()
    check_page(page)
    guide.picture(page, "element", "Elementen öppnas: frågan gällde den som antecknats")


def keep_the_checkpoint(house: House, guide: Guide) -> None:
    """Ingvar reads the checkpoint that stands for every entry."""
    page = house.person(INGVAR)
    press(page, "Tillsyn")
    guide.press(page, "Kontrollpunkten", "Tillbaka i rummet, öppna")
    check_page(page)
    guide.tell("Spara kontrollpunkten och kör `samverkan verify` mot journalens filer.")
