"""From the picture to the sealed list: what is decided before a crew may ask about anybody."""

from __future__ import annotations

from playwright.sync_api import expect

from samverkan.demo.story import steering as story
from samverkan.demo.story.registers import csv_of, holder_lists
from samverkan.demo.story.steps import StepAct
from tests.journeys.browser import check_page
from tests.journeys.guide import Guide, fill, press
from tests.journeys.house import House

VIKTOR = "NUC/viktor.lagesbildt"
BARBRO = "NUC/barbro.rikslots"
FRIDA = "RUC-STHLM/frida.samordning"
KNUT = "RUC-STHLM/knut.regionrad"
HENNING = "KBV/henning.kompassros"
AGNETA = "KFM/agneta.utombords"
KARIN = "KFM/karin.restlangd"
MAJKEN = "KBV/majken.ledningslykta"
PICTURE = story.picture().title
CLOSING = "2025-05-27"
OPERATION = story.operation().title


def adopt_the_picture(house: House, guide: Guide) -> None:
    """Viktor reads what Saga lowered, and adopts the picture as another person than the writer."""
    house.until(StepAct.PICTURE_ADOPTED, VIKTOR)
    page = house.person(VIKTOR)
    guide.at("Analytikern: Viktor Lägesbildt, NUC")
    guide.press(page, "Lägesbild", "Öppna rummet")
    guide.press(page, PICTURE, "Öppna utkastet")
    guide.tell("Läs varje stycke: gradering, tillit och vad vi inte vet. Ingen person nämns.")
    check_page(page)
    guide.picture(page, "utkast", "Lägesbilden med graderade stycken")
    guide.tell("Den som skrev sist kan inte fastställa: någon annan läser om.")
    guide.press(page, "Fastställ lägesbilden")
    expect(page.get_by_text("Fastställd").first).to_be_visible()


def take_position(house: House, guide: Guide) -> None:
    """Henning takes the Coast Guard's position on the version that is before the council."""
    step = house.until(StepAct.POSITION_GIVEN, HENNING)
    page = house.person(HENNING)
    guide.at("Rådets ledamot: Henning Kompassros, Kustbevakningen")
    guide.press(page, "Inriktning", "Öppna rummet")
    page.get_by_role("row", name=CLOSING).get_by_role("link").click()
    guide.tell("Öppna förslaget. Det citerar lägesbilden och har en svarstid.")
    guide.tell("Välj **Ingen invändning**, **Invändning** eller **Avstår**, och skriv varför.")
    page.get_by_label("Ingen invändning").check()
    page.locator("main textarea").first.fill(step.words)
    check_page(page)
    guide.picture(page, "forslag", "Förslaget till inriktning med svarstid och versioner")
    guide.press(page, "Skicka ställningstagandet")
    house.settle()


def adopt_the_direction(house: House, guide: Guide) -> None:
    """Barbro adopts what nobody objects to; silences and who stands aside are written down."""
    house.until(StepAct.DIRECTION_ADOPTED, BARBRO)
    page = house.person(BARBRO)
    guide.at("Ordföranden: Barbro Rikslots, NUC")
    guide.press(page, "Inriktning", "Öppna rummet")
    page.get_by_role("row", name=CLOSING).get_by_role("link").click()
    guide.tell("Öppna den version vars svarstid är slut.")
    guide.tell("Se vem som har svarat vad, och vem som har varit tyst.")
    guide.press(page, "Anta inriktningen")
    check_page(page)
    guide.picture(page, "antagen", "Den antagna inriktningen med alla ställningstaganden")
    house.settle()


def agree(house: House, guide: Guide) -> None:
    """Knut writes down that the regional council agrees; that alone lets nobody disclose."""
    house.until(StepAct.OPERATION_AGREED, KNUT)
    page = house.person(KNUT)
    guide.at("Regionala rådets ordförande: Knut Regionråd, RUC Stockholm")
    guide.press(page, "Insatser", "Öppna rummet")
    guide.press(page, OPERATION, "Öppna insatsen")
    guide.press(page, "Rådet är enigt: fråga myndigheterna")
    house.settle()


def decide_to_take_part(house: House, guide: Guide) -> None:
    """Henning decides for the Coast Guard, with both criteria in its own words and its own need."""
    house.until(StepAct.PARTICIPATION_DECIDED, HENNING)
    page = house.person(HENNING)
    guide.at("Myndighetens egen beslutsfattare: Henning Kompassros, Kustbevakningen")
    guide.press(page, "Insatser", "Öppna rummet")
    guide.press(page, OPERATION, "Öppna insatsen")
    guide.press(page, "Besluta att delta")
    said = story.operation()
    need = next(each for each in said.needs if each.participant == "KBV")
    fill(page, "Varför brottsligheten är allvarlig", said.serious)
    fill(page, "Varför brottsligheten är organiserad", said.organised)
    fill(page, "Varför myndigheten behöver uppgifter", need.need)
    fill(page, "Vilka uppgifter", need.fields)
    guide.tell("Skriv myndighetens egna skäl för båda villkoren, behovet och vilka uppgifter.")
    check_page(page)
    guide.picture(page, "beslut", "Myndighetens eget beslut att delta, med båda villkoren")
    guide.press(page, "Besluta att delta")
    house.settle()


def read_the_powers(house: House, guide: Guide) -> None:
    """Frida goes through who may do what with the Police there too, before the first check."""
    house.until(StepAct.LIST_DECIDED, KARIN)
    page = house.person(FRIDA)
    guide.at("Samordnaren: Frida Samordning, RUC Stockholm")
    guide.press(page, "Insatser", "Öppna rummet")
    guide.press(page, OPERATION, "Öppna insatsen")
    check_page(page)
    guide.tell("På insatsens sida syns vilka som har beslutat och vad som saknas.")
    guide.picture(page, "insats", "Insatsen: myndigheternas egna beslut, och vilka som saknas")
    guide.press(page, "Vem får göra vad")
    check_page(page)
    guide.tell("Ändra situationen och läs rutnätet. Skriv ut det på ett blad till båten.")
    guide.picture(page, "befogenheter", "Befogenheterna: vad var och en får göra, med paragraf")


def list_entries(house: House, guide: Guide) -> None:
    """Karin reads the register: each entry with ground, need, harm test and last day."""
    page = house.person(KARIN)
    guide.at("Registeransvarig: Karin Restlängd, Kronofogden")
    guide.press(page, "Förteckning", "Öppna rummet")
    guide.press(page, "Läs in register")
    own = [each for each in holder_lists() if each.holder == "KFM"]
    for each in own:
        file = {"name": f"{each.key}.csv", "mimeType": "text/csv", "buffer": csv_of(each).encode()}
        page.get_by_label("Registerfil").set_input_files(file)
        press(page, "Läs in")
    guide.tell(
        "Välj filen och tryck på **Läs in**. En rad som inte håller läggs åt sidan med skäl."
    )
    check_page(page)
    guide.picture(page, "register", "Inläst register: varje post är ett beslut")
    house.play_rest()
    press(page, "Förteckning")
    check_page(page)
    guide.tell("Varje morgon förseglas listan för den som frågar. Ingen kan läsa den öppet.")
    guide.picture(page, "forteckning", "Förteckningen: vad som gäller, förseglat och för vem")


def see_the_card(house: House, guide: Guide) -> None:
    """Majken sees the operation's card in the room of checks."""
    house.at("13:55")
    page = house.person(MAJKEN)
    guide.at("Vakthavande befäl: Majken Ledningslykta, Kustbevakningen")
    guide.press(page, "Kontroller", "Öppna rummet")
    expect(page.get_by_role("heading", name=OPERATION)).to_be_visible()
    check_page(page)
    guide.tell("Insatskortet säger syftet, hur länge, och vem som får frågas om.")
    guide.picture(page, "kort", "Insatskortet överst bland dagens kontroller")
