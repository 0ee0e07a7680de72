"""What is left of case 1 when all is paid: the figures, the report, and a file to recompute."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from samverkan.cli.verify_figure import run as verify
from samverkan.demo.story.steps import StepAct
from tests.journeys.browser import check_page
from tests.journeys.guide import Guide, fill, press
from tests.journeys.house import House

BERTIL = "KFM/bertil.slutsumma"
HANNA = "NUC/hanna.arsberattare"
BARBRO = "NUC/barbro.rikslots"
ATTACHED = "214 000 kr"
TABLES = ("Saker i utmätningsprotokoll", "Pengarna efter försäljning")


def ask_for_figures(house: House) -> None:
    """Let the driver enter the results with shared credit, and the secretariat ask for tables."""
    house.play(StepAct.RESULT_CREDITED, case=0)
    house.play(StepAct.FIGURES_DUE, case=0)


def send_figures(house: House, guide: Guide) -> None:
    """Bertil draws the tables up from Kronofogden's own records and sends them."""
    house.at("10:00", "2025-11-24")
    page = house.person(BERTIL)
    guide.at("Myndighetens uppföljning: Bertil Slutsumma")
    guide.press(page, "Resultat", "Öppna rummet")
    check_page(page)
    guide.picture(page, "resultat", "Varje resultat står en gång, med delad ära")
    page.locator("a[href*='/begaran/']").first.click()
    request = page.url
    guide.tell("Öppna kansliets begäran under **Begärda siffror**: den säger vad som saknas.")
    for number, table in enumerate(TABLES):
        page.goto(request)
        press(page, f"Ta fram {table}")
        press(page, "Spara")
        expect(page.get_by_role("heading", level=1, name=table)).to_be_visible()
        if not number:
            guide.tell("Tryck på **Ta fram** och **Spara**: raderna tas ur egna ärenden.")
            guide.picture(page, "tabell", "Raderna bakom siffrorna, utan personer")
        press(page, "Lämna tabellen")
    guide.tell("Tryck på **Lämna tabellen**. Kansliet får rader utan personer.")
    house.settle()


def publish(house: House, guide: Guide) -> None:
    """Hanna proposes the report; Barbro, another person, gives it out."""
    house.at("10:00", "2025-11-26")
    page = house.person(HANNA)
    guide.at("Kansliet: Hanna Årsberättare")
    guide.press(page, "Resultat", "Öppna rummet")
    guide.press(page, "Föreslå en rapport")
    fill(page, "Rapportens namn", "Skärgårdssommar 2025")
    fill(page, "Adress", "skargardssommar-2025")
    guide.tell("Välj siffror. Det som inte får ges ut står överst med skälet.")
    check_page(page)
    guide.picture(page, "forslag", "Siffrorna väljs; små tal ges aldrig ut")
    guide.press(page, "Föreslå")
    address = page.url
    house.at("10:00", "2025-11-27")
    guide.at("En annan person: Barbro Rikslots")
    page = house.person(BARBRO)
    page.goto(address)
    guide.tell("Öppna rummet **Resultat** och rapporten. Den som föreslog kan inte ge ut.")
    guide.press(page, "Ge ut rapporten")
    guide.press(page, "Visa som allmänheten ser den")


def read_in_public(house: House, guide: Guide) -> Page:
    """Anyone reads the report, opens the figure, fetches its file and recomputes it offline."""
    guide.at("Allmänheten, utan inloggning")
    page = house.visitor()
    page.goto(house.address("NUC", "/resultat/"))
    expect(page.get_by_text(ATTACHED).first).to_be_visible()
    check_page(page)
    guide.picture(page, "offentligt", "Den offentliga sidan")
    page.get_by_role("table").get_by_role("link", name="Utmätt värde").first.click()
    check_page(page)
    guide.tell("Följ en siffra till raderna bakom den.")
    guide.picture(page, "siffra", "Siffran, dess definition och alla rader")
    with page.expect_download() as download:
        guide.press(page, "Hämta filen (JSON)", "Räkna om: tryck på")
    command = page.locator(".public-command").inner_text()
    guide.tell("Kör kommandot på sidan: `samverkan verify FIL.json --hash …`")
    with TemporaryDirectory() as folder:
        file = Path(folder) / download.value.suggested_filename
        download.value.save_as(file)
        words = command.replace(file.name, str(file)).split()[2:]
        assert verify(words) == 0
        file.write_bytes(file.read_bytes().replace(b"16400000", b"16500000"))
        assert verify(words) == 1
    return page
