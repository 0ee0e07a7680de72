"""What the front page shows, in Swedish or English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from samverkan.demo.chapters import Chapter, chapters
from samverkan.demo.driver import Driver
from samverkan.demo.front import Answer
from samverkan.demo.story.people import PARTICIPANTS, member
from samverkan.demo.story.steps import Step
from samverkan.web.conf.making import known_participants

WORDS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "title": "En sommar i Stockholms skärgård",
        "lead": (
            "Uppdiktat. Summan 996 000 kr anspelar på ett pressmeddelande från 2020. Fjorton "
            "instanser körs på den här datorn, var och en med egna data, nycklar och personal."
        ),
        "other": "English",
        "progress": "Säsongen spelas",
        "complete": "Säsongen är komplett. Allt nedan går att öppna.",
        "desks": "Skrivborden",
        "desks_lead": "Välj en myndighet och logga in som någon i personalen med ett klick.",
        "show": "Börja här",
        "story": "Berättelsen steg för steg",
    },
    "en": {
        "title": "A summer in the Stockholm archipelago",
        "lead": (
            "Fictional. The sum of 996,000 kr echoes a press release of 2020. Fourteen instances "
            "run on this computer, each with data, keys and staff of its own."
        ),
        "other": "Svenska",
        "progress": "The season is being played",
        "complete": "The season is complete. Everything below can be opened.",
        "desks": "The desks",
        "desks_lead": "Choose an authority and log in as one of its staff with one click.",
        "show": "Begin here",
        "story": "The story step by step",
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step as a line of the page."""

    at: object
    who: str
    where: str
    words: str
    section: str
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """Something worth opening first."""

    url: str
    words: str


def use_own_templates() -> None:
    """Let the template engine find the demo's own templates; before the first page."""
    settings.TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]


def page(driver: Driver, query: str, links: tuple[Link, ...]) -> Answer:
    """Render the front page; `?lang=en` gives English."""
    language = "en" if parse_qs(query).get("lang") == ["en"] else "sv"
    with translation.override(language):
        html = render_to_string("demo/front.html", _context(driver, language, links))
    return html.encode(), "text/html; charset=utf-8"


def _context(driver: Driver, language: str, links: tuple[Link, ...]) -> dict[str, object]:
    return {
        "t": WORDS[language],
        "other": "sv" if language == "en" else "en",
        "demo": True,
        "instance": None,
        "stage": driver.progress.stage,
        "instances": [
            {"name": _name(code, language), "address": _address(driver, code)}
            for code in PARTICIPANTS
        ],
        "links": links,
        "chapters": [_chapter(driver, each, language) for each in chapters()],
    }


def _chapter(driver: Driver, chapter: Chapter, language: str) -> dict[str, object]:
    return {
        "key": chapter.key,
        "heading": chapter.heading(language),
        "steps": [_line(driver, step, language) for step in chapter.steps],
    }


def _line(driver: Driver, step: Step, language: str) -> Line:
    code, _, name = step.by.partition("/")
    url = f"{_address(driver, code)}/demo/#{quote(name)}"
    where = _name(code, language)
    return Line(step.at, member(step.by).display_name, where, step.words, step.section, url)


def _address(driver: Driver, code: str) -> str:
    return f"http://127.0.0.1:{driver.ports[code]}"


def _name(code: str, language: str) -> str:
    who = known_participants()[code]
    return who.name_en if language == "en" else who.name_sv
