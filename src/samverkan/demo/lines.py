"""Steps as lines of the front page: who took them, for whom, and where to see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from urllib.parse import quote, urlencode

from samverkan.demo.story.people import member
from samverkan.demo.story.steps import Step
from samverkan.exchange.participants import Participant
from samverkan.web.conf.making import known_participants

NAMED_RECIPIENTS = 3


@dataclass(frozen=True, slots=True)
class Where:
    """Where the instances are: participant code to port on this machine."""

    ports: Mapping[str, int]

    def address(self, participant: str) -> str:
        """Give the instance's address, without a slash at the end."""
        return f"http://127.0.0.1:{self.ports[participant]}"

    def desk(self, reference: str, *, then: str = "") -> str:
        """Give the page of desks with this person marked; the log-in leads to the path `then`."""
        participant, _, name = reference.partition("/")
        query = "?" + urlencode({"next": then}) if then else ""
        return f"{self.address(participant)}/demo/{query}#{quote(name)}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who took a step, with title and authority, and a link to their desk."""

    name: str
    title: str
    at: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A step, or the same step taken by several at the same moment.

    `to` are the receiving authorities by name, or none if there are many; `receivers` counts them.
    """

    at: datetime
    words: str
    section: str
    actors: tuple[Actor, ...]
    to: tuple[str, ...]
    receivers: int


def lines(steps: Sequence[Step], where: Where, language: str) -> Iterator[Line]:
    """Give the lines of a chapter; steps with the same time and words become one."""
    for (at, words), group in groupby(steps, key=lambda step: (step.at, step.said(language))):
        together = list(group)
        first = together[0]
        actors = tuple(actor(step.by, where, language) for step in together)
        named = first.to if len(first.to) <= NAMED_RECIPIENTS else ()
        to = tuple(name_of(code, language) for code in named)
        yield Line(at, words, first.section, actors, to, len(first.to))


def actor(reference: str, where: Where, language: str) -> Actor:
    """Find a member of the staff by reference. KeyError if nobody is called that."""
    found = member(reference)
    at = name_of(found.participant, language)
    return Actor(found.display_name, found.titled(language), at, where.desk(reference))


def name_of(participant: str, language: str) -> str:
    """Give a participant's name in `sv` or `en`. KeyError if there is none with the code."""
    found = _participants()[participant]
    return found.name_en if language == "en" else found.name_sv


@cache
def _participants() -> Mapping[str, Participant]:
    return known_participants()
