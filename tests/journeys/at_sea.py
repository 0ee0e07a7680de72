"""Case 1 at sea: the check off Sandhamn, the sealed question, the disclosure, the end."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from samverkan.demo.story.persons import named
from tests.journeys.browser import DESK, PHONE, check_page
from tests.journeys.guide import Guide, choose, fill, press
from tests.journeys.house import House

SIV = "KBV/siv.relingsdotter"
TORKEL = "KFM/torkel.nattljus"
RASMUS = named()["rasmus"].name
WHY_HIM = (
    "Föraren bär en klocka i prisklass med skotern och kallar skotern nätverkets; "
    "modellen är den som F-2 pekar ut."
)
CRAFT = "Skvalp GTX 300"
WHY_IT = "Skotern är den modell som F-2 pekar ut, och föraren kallar den nätverkets."
NEED = "Kronofogden behöver veta vem som påträffats, var och med vilken egendom, för att mäta ut."
AGAINST = "Uppgifterna är hemliga hos oss, och han är inte dömd för något här."
WEIGHING = "Behovet är konkret och gäller just nu. Bara det som behövs för utmätningen lämnas."
FIELDS = ("Namn", "Personnummer", "Plats", "Märke", "Skrovnummer", "Iakttagelse")


def write_the_check(house: House, guide: Guide) -> None:
    """Siv stops the jet ski and writes the check: ground, place on the map, craft, driver."""
    house.at("14:05")
    page = house.person(SIV)
    guide.at("Besättningen: Siv Relingsdotter, KBV 312")
    guide.press(page, "Kontroller", "Öppna rummet")
    guide.press(page, "Ny kontroll i insats")
    guide.tell("Kryssa i grunden och vad ni har gjort. Det som inte kryssas i har inte hänt.")
    for label in ("Stoppa en vattenskoter", "Slumpvis utandningsprov", "Tog utandningsprov"):
        page.get_by_label(label).check()
    page.get_by_label("Stoppade", exact=True).check()
    guide.tell("Klicka i kartan där ni är, eller skriv **Latitud** och **Longitud**.")
    page.get_by_role("application").click(position={"x": 640, "y": 150})
    assert fill(page, "Latitud", "59,2890")
    fill(page, "Longitud", "18,9170")
    fill(page, "Plats i ord", "Utanför Sandhamn")
    guide.tell("Skriv farkosten som ni ser den. Varje nummer är ett påstående tills det är styrkt.")
    choose(page, "Farkost", "Vattenskoter")
    fill(page, "Märke och modell", "Skvalp GTX 300")
    fill(page, "Färg", "svart och gul")
    fill(page, "Skrovnummer", "SE-ZZK30021E424")
    fill(page, "Motornummer", "ZZR-198502")
    guide.picture(page, "formular", "Formuläret för en kontroll i insats, med karta")
    guide.press(page, "Påbörja kontrollen")
    _write_the_driver(page, guide)
    _note_the_watch(page, guide)
    check_page(page)
    guide.picture(page, "sidan", "Kontrollens sida med fakta till vänster och vad som händer nu")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    guide.picture(page, "telefon", "Samma sida i en telefon ombord")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def ask_about_the_driver(house: House, guide: Guide) -> None:
    """Siv states why this person falls under the operation, and asks all holders at once."""
    house.at("14:12")
    page = house.person(SIV)
    guide.at("Besättningen: Siv Relingsdotter, KBV 312")
    guide.press(page, f"Fråga om {RASMUS}", "På kontrollens sida, tryck på")
    guide.tell("Försök ställa frågan utan skäl: den stoppas, och sidan säger varför.")
    press(page, "Ställ frågan")
    expect(page.get_by_role("alert").or_(page.locator("ds-error-summary")).first).to_be_visible()
    guide.tell(f"Skriv varför just den här personen hör till insatsen. Siv skriver: ”{WHY_HIM}”")
    fill(page, "Varför hör personen till insatsen?", WHY_HIM)
    check_page(page)
    guide.picture(page, "skal", "Frågan ställs med ett skriftligt skäl")
    guide.press(page, "Ställ frågan")
    answer = page.get_by_text("jour").first
    expect(answer).to_be_visible()
    guide.picture(page, "svar", "Svaret säger vem som ska kontaktas, och inget mer")


def ask_about_all_aboard(house: House, guide: Guide) -> None:
    """Siv asks about the craft too, in one act with all aboard; what is answered costs nothing."""
    house.at("14:14")
    page = house.person(SIV)
    guide.at("Besättningen: alla ombord i en enda fråga")
    guide.press(page, "Fråga om alla ombord", "På kontrollens sida, tryck på")
    guide.tell(
        "Läs vilka som får frågas om, vad det kostar och vem som frågas. Ingen är vald från början."
    )
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_text("Redan frågad i dag: kostar inget.")).to_be_visible()
    page.get_by_label(f"Fråga om {RASMUS}").check()
    fill(page, f"Varför hör {RASMUS} till insatsen?", WHY_HIM)
    page.get_by_label(f"Fråga om {CRAFT}").check()
    fill(page, f"Varför hör {CRAFT} till insatsen?", WHY_IT)
    guide.tell("Kryssa i var och en som hör till insatsen, och skriv skälet för just den.")
    check_page(page)
    guide.picture(
        page,
        "alla",
        "Var och en har sin ruta, sitt skäl och sitt ändamålskort",
        at=page.get_by_role("heading", name="Vem gäller frågan?"),
    )
    guide.press(page, "Ställ frågorna")
    expect(page.get_by_role("heading", name="Svaren i kontroll")).to_be_visible()
    check_page(page)
    guide.picture(page, "alla-svar", "Svaren, en för en, från varje myndighet")
    page.get_by_role("link", name="Kontroll 2025-0001").click()


def _write_the_driver(page: Page, guide: Guide) -> None:
    guide.press(page, "Lägg till person")
    guide.tell("Välj **Förare**, skriv namn och personnummer och hur identiteten styrktes.")
    page.get_by_label("Förare", exact=True).check()
    fill(page, "Namn", RASMUS)
    fill(page, "Personnummer", named()["rasmus"].number)
    fill(page, "Hur identiteten styrktes", "förarbevis")
    page.get_by_label("Styrkt med en handling").check()
    press(page, "Spara")
    expect(page.get_by_role("heading", name=RASMUS)).to_be_visible()


def _note_the_watch(page: Page, guide: Guide) -> None:
    guide.press(page, "Anteckna")
    guide.tell("Skriv bara det som syns eller lämnas fram. Ingen söker efter något.")
    fill(page, "Anteckning", "Synlig: Armbandsur, guld 750, Kompassur Regatta.")
    page.get_by_label("Något ni har sett eller hört").check()
    press(page, "Spara")


def disclose(house: House, guide: Guide) -> None:
    """Siv discloses what Kronofogden needs; without a written weighing it is refused first."""
    house.at("14:20")
    page = house.person(SIV)
    guide.at("Besättningen: Siv Relingsdotter, KBV 312")
    guide.press(page, f"Lämna ut uppgifter om {RASMUS}", "På kontrollens sida, tryck på")
    _choose_ground_and_fields(page, guide)
    guide.tell("Försök skicka utan vägning: det stoppas, med paragrafen, och inget går förlorat.")
    press(page, "Besluta och skicka")
    _refused_but_nothing_lost(page)
    alert = page.get_by_role("alert")
    guide.picture(page, "stoppat", "Utan vägning i ord lämnas inget ut", at=alert)
    guide.tell("Skriv vad som talar emot, vägningen i ord och utfallet.")
    fill(page, "Vad som talar emot", AGAINST)
    fill(page, "Vägningen i ord", WEIGHING)
    page.get_by_label("Uppgifterna ska lämnas").check()
    guide.press(page, "Besluta och skicka")
    expect(page.get_by_role("heading", name="Exakt kopia av det som lämnades")).to_be_visible()
    check_page(page)
    guide.picture(page, "kopia", "Exakt kopia av det som lämnades, med grund och villkor")
    house.settle()


def _choose_ground_and_fields(page: Page, guide: Guide) -> None:
    guide.tell("Välj **Mottagare** och **Vad mottagaren behöver uppgifterna till**.")
    choose(page, "Mottagare", "Kronofogdemyndigheten")
    choose(page, "Vad mottagaren behöver", "Driva in en skuld (verkställighet)")
    guide.press(page, "Visa grunderna")
    guide.tell(
        "Läs stegen uppifrån och välj en grund. Det som inte gäller är hopfällt, med sina skäl."
    )
    page.get_by_role("radio", name="lag 2016:774 2 §").check()
    grounds = page.get_by_text("2. Grund", exact=True)
    guide.picture(page, "grund", "Trappan av grunder, prövade uppifrån", at=grounds)
    choose(page, "Beslutad samverkan", "Skärgårdssommar 2025")
    guide.tell("Kryssa i bara de uppgifter som mottagaren behöver. Inget är förvalt.")
    for field in FIELDS:
        page.get_by_role("checkbox", name=f"{field}: ").check()
    fill(page, "Varför mottagaren behöver dem", NEED)


def confirm_pending(house: House, guide: Guide) -> None:
    """Torkel at the duty desk sees the disclosure and confirms that the cases are pending."""
    house.at("14:17")
    page = house.person(TORKEL)
    guide.at("Kronofogdens jour: Torkel Nattljus")
    page.goto(house.address("KFM"))
    check_page(page)
    guide.picture(page, "jour", "Jourens skrivbord: vad som väntar, äldst frist först")
    guide.press(page, "Utlämnande från Kustbevakningen", "Öppna", exact=False)
    check_page(page)
    guide.picture(page, "mottaget", "Vad som kom, på vilken grund och på vilka villkor")
    guide.tell("Se efter att målen fortfarande pågår. En skuld är ingen misstanke.")
    page.get_by_label("Ja, det pågår fortfarande").check()
    guide.press(page, "Svara")
    page.goto(house.address("KFM"))
    guide.press(page, "Ta upp utlämnandet från Kustbevakningen", "På skrivbordet, öppna")
    guide.press(page, "Ta upp i ärendet")
    guide.press(page, "Bekräfta att målen pågår")
    check_page(page)
    house.settle()


def end_the_control(house: House, guide: Guide) -> None:
    """Siv ends the control when its own purpose is met, and hands over a receipt."""
    house.at("14:31")
    page = house.person(SIV)
    guide.at("Besättningen: kontrollen slutar när dess eget syfte är uppfyllt")
    press(page, "Kontroller")
    page.get_by_role("row", name="Pågår").get_by_role("link").click()
    guide.press(page, "Avsluta kontrollen")
    page.get_by_label("Anmälan om sjöfylleri").check()
    page.get_by_label("Farkosten ligger kvar").check()
    guide.tell("Välj hur kontrollen slutade och om farkosten ligger kvar, och tryck på **Spara**.")
    press(page, "Spara")
    guide.press(page, f"Kvitto till {RASMUS}")
    guide.press(page, "Kvittot är lämnat")
    expect(page.get_by_text("Avslutad").first).to_be_visible()
    check_page(page)


def _refused_but_nothing_lost(page: Page) -> None:
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("2016:774")
    for field in FIELDS:
        expect(page.get_by_role("checkbox", name=f"{field}: ")).to_be_checked()
    expect(page.get_by_label("Varför mottagaren behöver dem")).to_have_value(NEED)
