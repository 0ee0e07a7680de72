"""What a view hands to the components of a page: open acts, entries of a thread, points.

A view builds these values; the tags in `templatetags/samverkan.py` show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.refusal import NotAllowed

Words = str | Promise


class Tone(StrEnum):
    """How much a badge or a notice calls. There is no red: no colour judges a person."""

    NEUTRAL = "neutral"
    INFO = "info"
    OK = "ok"
    WAIT = "wait"

    @property
    def colour(self) -> str:
        """Name the colour of the theme."""
        return {"info": "accent", "ok": "success", "wait": "warning"}.get(self, "neutral")


@dataclass(frozen=True, slots=True)
class NextAct:
    """An act on the card "Vad händer nu".

    Open: `url` is posted to, or followed as a link if `link` (to a form's page). Closed: `refusal`
    is what `rules.refusal.reason()` gave, and its sentence is shown instead of the button.
    `fields` are sent along hidden, such as the version the person has read.
    """

    label: Words
    url: str
    section: str = ""
    link: bool = False
    main: bool = False
    refusal: NotAllowed | None = None
    fields: tuple[tuple[str, str], ...] = ()


class EntryKind(StrEnum):
    """What happened, as the thread of a record shows it; the value is the icon's name."""

    DECISION = "decision"
    RELEASE = "release"
    RECEIPT = "receipt"
    CALL = "call"
    VERSION = "version"
    READ = "read"
    NOTE = "note"

    @property
    def label(self) -> Words:
        """Name the kind in words, for those who do not see the icon."""
        return KIND_LABELS[self]


KIND_LABELS: dict[EntryKind, Words] = {
    EntryKind.DECISION: _("Beslut"),
    EntryKind.RELEASE: _("Utlämnande"),
    EntryKind.RECEIPT: _("Kvittens"),
    EntryKind.CALL: _("Samtal"),
    EntryKind.VERSION: _("Version"),
    EntryKind.READ: _("Läsning"),
    EntryKind.NOTE: _("Anteckning"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: when, what, by whom. `proof_url` leads to its journal proof."""

    at: datetime
    kind: EntryKind
    title: Words
    by: str = ""
    detail: Words = ""
    section: str = ""
    url: str = ""
    proof_url: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a map: degrees in WGS 84, what is there in words, and where its record is."""

    lat: float
    lon: float
    label: Words
    detail: Words = ""
    url: str = ""
