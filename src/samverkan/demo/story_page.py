"""The front page of the demo in Swedish or English, and the progress that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.utils import translation

from samverkan.demo.case_row import Counts, case_row, counts
from samverkan.demo.chapters import Chapter, chapters
from samverkan.demo.front import Answer, Pages, as_json
from samverkan.demo.lines import Where, actor, lines, name_of
from samverkan.demo.progress import Progress
from samverkan.demo.story.data import read
from samverkan.demo.story.people import PARTICIPANTS, staff
from samverkan.demo.words import Words, words_of
from samverkan.web.design.formats import kronor, tal, tidpunkt

MONEY = frozenset({"attached", "sold"})
CASES = "/utmatning/"
"""Where an instance lists the cases of attachment."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something worth opening first; with a `case` it leads to what that case's victims got."""

    url: str
    words: Words
    case: int = 0


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the page is about: the instances, how far the season has come, and links to show.

    `links` may grow while the season is played.
    """

    where: Where
    progress: Progress
    links: Sequence[Link]


def pages(front: FrontPage) -> Pages:
    """Give the pages by path; `?lang=en` asks for English."""
    return {
        "/": lambda query: _page(front, _language(query)),
        "/progress.json": lambda query: _progress(front.progress, _language(query)),
    }


def _language(query: str) -> str:
    return "en" if parse_qs(query).get("lang") == ["en"] else "sv"


def _page(front: FrontPage, language: str) -> Answer:
    with translation.override(language):
        html = _templates().get_template("demo/front.html").render(_context(front, language))
    return html.encode(), "text/html; charset=utf-8"


@cache
def _templates() -> DjangoTemplates:
    """Read templates as the site does, and the demo's own, which no instance has."""
    own = {"NAME": "demo", "DIRS": [Path(__file__).parent / "templates"], "APP_DIRS": True}
    return DjangoTemplates({**own, "OPTIONS": settings.TEMPLATES[0]["OPTIONS"]})


def _progress(progress: Progress, language: str) -> Answer:
    stage = progress.stage
    with translation.override(language):
        at = tidpunkt(stage.at) if stage.at else ""
    return as_json(
        {
            "at": at,
            "complete": stage.complete,
            "done": stage.done,
            "failed": bool(stage.failed),
            "total": stage.total,
            "words": stage.words(language),
        }
    )


def _context(front: FrontPage, language: str) -> dict[str, object]:
    rows = read("front")
    stage = front.progress.stage
    return {
        "t": _said(rows["page"], language),
        "language": language,
        "other": "sv" if language == "en" else "en",
        "demo": True,
        "instance": None,
        "stage": stage,
        "under_way": stage.words(language),
        "crossings": [_said(row, language) for row in rows["crossing"]],
        "way": list(_way(language)),
        "begin": list(_begin(front, language)),
        "chapters": [_chapter(front, each, language) for each in chapters()],
        "authorities": [_authority(front, code, language) for code in PARTICIPANTS],
        "abbreviations": _said(rows["abbreviation"], language),
    }


def _said(rows: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    return {key: words_of(row).said(language) for key, row in rows.items()}


def _way(language: str) -> Iterator[dict[str, str]]:
    """Give the stations from a check to the money, each with its figure."""
    figures = _counts()
    for row in read("front")["way"]:
        figure = int(getattr(figures, row["count"]))
        number = kronor(figure) if row["count"] in MONEY else tal(figure)
        yield {"number": number, "words": words_of(row["words"]).said(language)}


@cache
def _counts() -> Counts:
    return counts()


def _begin(front: FrontPage, language: str) -> Iterator[dict[str, object]]:
    """Give the links passed in, then the desks that show the most."""
    for link in front.links:
        if not link.case:
            yield {"url": link.url, "words": link.words.said(language)}
    for row in read("front")["begin"]:
        url = front.where.desk(row["by"], then=row["next"])
        who = actor(row["by"], front.where, language)
        yield {"url": url, "words": words_of(row["words"]).said(language), "who": who}


def _chapter(front: FrontPage, chapter: Chapter, language: str) -> dict[str, object]:
    case = chapter.case
    return {
        "key": chapter.key,
        "heading": chapter.heading.said(language),
        "shows": chapter.shows.said(language),
        "first": chapter.steps[0].at,
        "last": chapter.steps[-1].at,
        "count": len(chapter.steps),
        "lines": list(lines(chapter.steps, front.where, language)),
        "debtor": case.debtor.name if case else "",
        "row": case_row(case) if case else None,
        "reached": _reached(front, chapter),
    }


def _reached(front: FrontPage, chapter: Chapter) -> str:
    """Say where the victims' part was computed: a link passed in, else the desk that paid."""
    if not chapter.case:
        return ""
    given = [link.url for link in front.links if link.case == chapter.case.number]
    paid_by = case_row(chapter.case).paid_by
    return given[0] if given else front.where.desk(paid_by, then=CASES) if paid_by else ""


def _authority(front: FrontPage, code: str, language: str) -> dict[str, object]:
    return {
        "code": code,
        "name": name_of(code, language),
        "does": words_of(read("front")["authority"][code]).said(language),
        "address": front.where.address(code) + "/demo/",
        "staff": [
            actor(each.reference, front.where, language)
            for each in staff()
            if each.participant == code
        ],
    }
