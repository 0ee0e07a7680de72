"""Case 1 at Kronofogden: execution aboard, protocol, sale, distribution to the öre, the victim."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from samverkan.demo.story.case import Item, ItemDecision, ItemKind
from samverkan.demo.story.cases import case
from tests.journeys.browser import check_page
from tests.journeys.guide import Guide, choose, fill, press
from tests.journeys.house import House

STIG = "KFM/stig.bryggman"
ALGOT = "KFM/algot.batskjul"
ULLA = "KFM/ulla.kajplats"
RUT = "KFM/rut.oresdotter"
HUGO = "KFM/hugo.kvittblad"
RASMUS = case(1).debtor.name
KINDS = {
    ItemKind.JET_SKI: "Vattenskoter",
    ItemKind.WATCH: "Klocka",
    ItemKind.JEWELLERY: "Smycke",
}
USES = {
    "vardagsklocka": ("Bara för personligt bruk", "Den har skäligt värde"),
    "vigselring": ("Personligt värde", "Att ta den vore uppenbart obilligt"),
}
PLACES = {"skoter": "Båtskjulet", "lyxklocka": "Värdeskåpet"}


def attach(house: House, guide: Guide) -> None:
    """Stig begins aboard, exempts the everyday watch and the ring, attaches the other two."""
    house.at("14:33")
    page = house.person(STIG)
    guide.at("Förrättningsmannen ombord: Stig Bryggman")
    guide.press(page, "Utmätning", "Öppna rummet")
    guide.press(page, RASMUS, "Välj gäldenären")
    guide.press(page, "Börja en förrättning")
    guide.tell(
        "Välj **Förrättningsman på plats** och skriv när kontrollen avslutades. Kontrollens slut "
        "och förrättningens början är två skilda händelser."
    )
    page.get_by_label("Förrättningsman på plats").check()
    fill(page, "Plats", "Ombord på KBV 312 utanför Sandhamn")
    fill(page, "När avslutades kontrollen?", "2025-07-12T14:31")
    guide.press(page, "Börja förrättningen")
    for item in sorted(case(1).items, key=lambda each: each.decision is ItemDecision.ATTACHED):
        house.at("14:40" if item.decision is ItemDecision.EXEMPT else "14:50")
        _decide(page, guide, item)
    guide.tell("Pröva varje sak för sig. Det som mäts ut gäller för alla sökande samtidigt.")
    expect(page.get_by_text("214 000").first).to_be_visible()
    check_page(page)
    guide.picture(page, "utmatt", "Ärendet när skotern och lyxklockan är utmätta")


def issue_protocol(house: House, guide: Guide) -> bytes:
    """Stig issues the protocol on the spot and notes that the ban is served; give the PDF."""
    house.at("15:10")
    page = house.person(STIG)
    guide.press(page, "Skriv protokollet")
    fill(page, "Parterna, deras ombud", "Gäldenären var närvarande. Sökandena var inte närvarande.")
    fill(page, "Yttranden, upplysningar och bevis", "Inga invändningar gjordes.")
    guide.press(page, "Utfärda")
    paper = _paper(page, "Utmätningsprotokoll")
    guide.tell("Öppna **Utmätningsprotokoll** under Handlingar: det är den fil som utfärdades.")
    house.at("15:15")
    guide.press(page, "Anteckna delgivning")
    fill(page, "Hur delgavs gäldenären?", "På plats; han fick beslutet och förbudet att förfoga.")
    press(page, "Anteckna")
    return paper


def secure(house: House, guide: Guide) -> None:
    """Algot puts the jet ski in the boathouse and the watch in the safe."""
    house.at("17:30")
    page = house.person(ALGOT)
    guide.at("Förrådet: Algot Båtskjul")
    for number, item in enumerate(case(1).attached):
        press(page, "Egendom")
        press(page, item.words)
        if not number:
            guide.tell("Öppna rummet **Egendom** och välj saken.")
            guide.tell("Tryck på **Flytta eller lämna över** och skriv platsen.")
        press(page, "Flytta eller lämna över")
        fill(page, "Ny plats", PLACES[item.key])
        choose(page, "Vem har egendomen sedan?", "Kronofogdemyndigheten")
        fill(page, "Varför flyttas den?", "Till förvaring före försäljningen.")
        press(page, "Spara")
    check_page(page)
    guide.picture(page, "forrad", "Saken med grund, plats, händer och värde över tid")


def _decide(page: Page, guide: Guide, item: Item) -> None:
    """Let the officer try one thing against the provisions, and decide."""
    attached = item.decision is ItemDecision.ATTACHED
    press(page, "Pröva en sak")
    choose(page, "Slag", KINDS[item.kind])
    fill(page, "Vad är det?", item.words)
    fill(page, "Skrov- eller serienummer", next(iter(item.marks.values()), ""))
    tenth = item.value // 1000 * 100
    for label, amount in (
        ("Lägst värde", item.value - tenth),
        ("Värde", item.value),
        ("Högst värde", item.value + tenth),
        ("Vad kan försäljningen ge?", item.value),
        ("Beräknade kostnader", item.value // 10),
    ):
        fill(page, label, kronor(amount))
    fill(page, "Vad bygger värdet på?", "Besiktning på platsen")
    choose(page, "Vems är den?", "I gäldenärens besittning")
    use, finding = USES.get(item.key, ("Inget särskilt", ""))
    choose(page, "Vad används den till?", use)
    if finding:
        page.get_by_label(finding).check()
    page.get_by_label("Överskottet gör åtgärden försvarlig").check()
    fill(page, "Skäl", item.reason)
    if item.key == "vigselring":
        _try_to_attach(page, guide, item)
    page.get_by_label("Mät ut" if attached else "Mät inte ut", exact=True).check()
    press(page, "Besluta")
    expect(page.get_by_role("heading", level=1, name=RASMUS)).to_be_visible()


def _try_to_attach(page: Page, guide: Guide, item: Item) -> None:
    """Let the rule refuse what the law exempts; what was written stands."""
    guide.tell("Tryck på **Pröva en sak** och skriv vad du har funnit. Du beslutar.")
    guide.tell("Försök mäta ut vigselringen: det stoppas, med paragrafen. Välj **Mät inte ut**.")
    page.get_by_label("Mät ut", exact=True).check()
    press(page, "Besluta")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("UB 5:1")
    expect(page.get_by_label("Vad är det?")).to_have_value(item.words)
    guide.picture(page, item.key, "Förslaget prövas mot lagen: vigselringen är undantagen")


def _paper(page: Page, name: str) -> bytes:
    """Fetch a paper of the case as it was issued."""
    link = page.get_by_role("link", name=name, exact=True).first
    answer = page.request.get(str(page.evaluate("e => e.href", link.element_handle())))
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def kronor(ore: int) -> str:
    return f"{ore // 100} kr" if ore % 100 == 0 else f"{ore // 100},{ore % 100:02d} kr"
