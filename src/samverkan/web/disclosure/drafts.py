"""A disclosure and a request as their officer has written them, before any rule has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverkan.rules.disclosure import Outcome
from samverkan.rules.disclosure_ladder import Fact, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A disclosure: from which record, about whom, to whom, which fields, and why.

    `source` is a record (a check, a request), `about` a subject; `chosen` keys like `person.name`.
    `answer` is an answer in own words to a request.
    """

    source: str
    receiver: str
    purpose: Purpose
    ground: str
    expires_on: date
    about: str = ""
    cooperation: str = ""
    facts: frozenset[Fact] = frozenset()
    chosen: tuple[str, ...] = ()
    need: str = ""
    speaks_against: str = ""
    weighing: str = ""
    outcome: Outcome | None = None
    proportionality: str = ""
    handling: str = "H2"
    request: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDraft:
    """A request: about whom, what is wanted of which holder, and why."""

    source: str
    about: str
    holder: str
    purpose: Purpose
    ground: str
    what: str
    need: str
    expires_on: date
    cooperation: str = ""
    facts: frozenset[Fact] = frozenset()
    handling: str = "H2"
