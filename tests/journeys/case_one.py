"""The season's first case, walked by its people part by part, each part a process page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys import ashore, at_sea, overseeing, paying, publishing, steering
from tests.journeys.guide import Guide
from tests.journeys.house import House


@dataclass(frozen=True, slots=True)
class CaseOne:
    """What the walk leaves: the protocol as issued, the victim's own page, the public page."""

    protocol: bytes
    victim: Page
    public: Page


def walk(house: House) -> CaseOne:
    """Walk the case. Each part's page is written or checked as the part ends."""
    _steer(house)
    _at_sea(house)
    protocol = _attach(house)
    victim = _pay(house)
    public = _publish(house)
    _oversee(house)
    return CaseOne(protocol, victim, public)


def _steer(house: House) -> None:
    _page(
        house,
        Guide(
            "01-lagesbild-och-inriktning",
            "Lägesbild och inriktning",
            "analysts adopt a graded picture without persons; the council adopts a direction that "
            "cites it when no authority objects.",
        ),
        steering.adopt_the_picture,
        steering.take_position,
        steering.adopt_the_direction,
    )
    _page(
        house,
        Guide(
            "02-insats-och-beslut",
            "Insats och myndigheternas egna beslut",
            "the regional council agrees an operation; each authority decides for itself whether "
            "to take part; the powers are gone through.",
        ),
        steering.agree,
        steering.decide_to_take_part,
        steering.read_the_powers,
    )
    _page(
        house,
        Guide(
            "03-forteckning",
            "Förteckning och insatskort",
            "a holder lists entry by entry with ground, need, harm test and last day; the list is "
            "sealed each morning; the crews see the operation's card.",
        ),
        steering.list_entries,
        steering.see_the_card,
    )


def _at_sea(house: House) -> None:
    _page(
        house,
        Guide(
            "04-kontroll",
            "Kontroll till sjöss",
            "the crew writes the check where it happens: ground, place, craft, who is aboard.",
        ),
        at_sea.write_the_check,
    )
    _page(
        house,
        Guide(
            "05-fraga",
            "Förseglad fråga",
            "the crew states why this person falls under the operation and asks all holders at "
            "once; a hit says whom to contact, and nothing else. All aboard may be asked about in "
            "one act, each on a reason of its own.",
        ),
        at_sea.ask_about_the_driver,
        at_sea.ask_about_all_aboard,
    )
    _page(
        house,
        Guide(
            "06-utlamnande",
            "Utlämnande, och kontrollens slut",
            "the crew discloses chosen fields on a ground, with the need and a written weighing; "
            "the duty desk confirms; the control ends on its own terms.",
        ),
        at_sea.disclose,
        at_sea.confirm_pending,
        at_sea.end_the_control,
    )


def _attach(house: House) -> bytes:
    guide = Guide(
        "07-utmatning",
        "Utmätning",
        "an enforcement officer aboard begins on Kronofogden's own powers, tries each thing "
        "against the law and issues the protocol; the store takes over.",
    )
    ashore.attach(house, guide)
    protocol = ashore.issue_protocol(house, guide)
    ashore.secure(house, guide)
    guide.close()
    return protocol


def _pay(house: House) -> Page:
    guide = Guide(
        "08-fordelning",
        "Försäljning, fördelning och målsägandens sida",
        "announce, sell, distribute to the öre; a second person approves; the injured party has "
        "a page of her own.",
    )
    paying.announce(house, guide)
    paying.sell(house, guide)
    paying.distribute(house, guide)
    paying.show_the_krona(house, guide)
    victim = paying.write_to_the_victim(house, guide)
    guide.close()
    return victim


def _publish(house: House) -> Page:
    guide = Guide(
        "09-resultat",
        "Resultat",
        "each result stands once with shared credit; tables without persons go to the "
        "secretariat; a second person publishes; anyone can recompute a figure offline.",
    )
    publishing.ask_for_figures(house)
    publishing.send_figures(house, guide)
    publishing.publish(house, guide)
    public = publishing.read_in_public(house, guide)
    guide.close()
    return public


def _oversee(house: House) -> None:
    _page(
        house,
        Guide(
            "10-tillsyn",
            "Tillsyn",
            "an overseer reads the journal in a read-only room, draws a sample by a seed of their "
            "own, opens blinded elements and keeps the checkpoint.",
        ),
        overseeing.read_the_journal,
        overseeing.open_a_sample,
        overseeing.keep_the_checkpoint,
    )


def _page(house: House, guide: Guide, *parts: Callable[[House, Guide], None]) -> None:
    for part in parts:
        part(house, guide)
    guide.close()
