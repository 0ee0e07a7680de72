"""What to open first, once the season is played: each page is asked of the instance that has it."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.demo.driver import Driver
from samverkan.demo.lines import Where
from samverkan.demo.story_page import Link
from samverkan.demo.words import Words

CASHIER, OFFICER = "KFM/rut.oresdotter", "KFM/stig.bryggman"
PATROL = "KBV/siv.relingsdotter"
COORDINATOR = "RUC-STHLM/frida.samordning"
FIRST_CASE = "1"
PUBLISHER, EXECUTOR = "NUC", "KFM"

REPORT = Words(
    "Den publika rapporten: av 996 000 kr nådde 508 006,12 kr brottsoffren",
    "The public report: of SEK 996,000, SEK 508,006.12 reached victims",
)
POWERS = Words("Vem får göra vad: befogenheterna", "Who may do what: the powers")
CHECK = Words(
    "Kontrollen utanför Sandhamn, som patrullen ser den",
    "The check off Sandhamn, as the patrol sees it",
)
KRONA = Words("Kronans väg i fall {number}", "The krona's way in case {number}")
PROTOCOL = Words("Utmätningsprotokollet i fall 1 (PDF)", "The attachment protocol of case 1 (PDF)")
VICTIM = Words(
    "Målsägandens egen sida i fall 1, utan inloggning",
    "The injured party's own page in case 1, without log-in",
)
JOURNAL = Words(
    "Kronofogdens journal. Granska den med: samverkan verify {address}",
    "The Enforcement Authority's journal. Audit it with: samverkan verify {address}",
)


def links(driver: Driver, where: Where) -> Iterator[Link]:
    """Give the links in the order to open them; a page that no instance has is left out."""
    report = _asked(driver, PUBLISHER, "report_page")
    if report:
        yield Link(where.address(PUBLISHER) + report, REPORT)
    powers = _asked(driver, COORDINATOR.partition("/")[0], "powers_page")
    yield Link(where.desk(COORDINATOR, then=powers), POWERS)
    check = _asked(driver, PATROL.partition("/")[0], "first_check")
    yield Link(where.desk(PATROL, then=check), CHECK)
    for number, path in _pages(driver).items():
        words = Words(KRONA.sv.format(number=number), KRONA.en.format(number=number))
        url = where.desk(CASHIER, then=path)
        yield Link(url, words, case=int(number))
        if number == FIRST_CASE:
            yield Link(url, words)
    protocol = _asked(driver, EXECUTOR, "first_protocol")
    if protocol:
        yield Link(where.desk(OFFICER, then=protocol), PROTOCOL)
    victim = _asked(driver, EXECUTOR, "first_victim")
    if victim:
        yield Link(where.address(EXECUTOR) + victim, VICTIM)
    journal = f"{where.address(EXECUTOR)}/journal"
    words = Words(JOURNAL.sv.format(address=journal), JOURNAL.en.format(address=journal))
    yield Link(f"{journal}/checkpoint", words)


def _pages(driver: Driver) -> dict[str, str]:
    found = driver.child(EXECUTOR).ask("krona_pages")
    return {key: str(path) for key, path in found.items()} if isinstance(found, dict) else {}


def _asked(driver: Driver, code: str, act: str) -> str:
    return str(driver.child(code).ask(act) or "")
