"""What roles and purposes are called on screen, and a card as a template shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.likeness import Verdict
from samverkan.rules.questions import SubjectRole
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load
from samverkan.sealed.inputs import Kind
from samverkan.web.partners.queries import name_of
from samverkan.web.people.queries import display_name
from samverkan.web.questions.operations import name_of as operation_name

if TYPE_CHECKING:
    from samverkan.web.questions.models import ListEntry, PurposeCard
    from samverkan.web.questions.queries import AskedCard, Silent

ROLES: dict[str, Promise] = {
    SubjectRole.DRIVER: _("Förare"),
    SubjectRole.OWNER: _("Ägare"),
    SubjectRole.PASSENGER: _("Passagerare"),
    SubjectRole.CRAFT: _("Farkost"),
}
KINDS: dict[str, Promise] = {
    Kind.PERSONAL_NUMBER: _("Personnummer"),
    Kind.COORDINATION_NUMBER: _("Samordningsnummer"),
    Kind.ORGANISATION_NUMBER: _("Organisationsnummer"),
    Kind.HULL_NUMBER: _("Skrovnummer"),
    Kind.ENGINE_NUMBER: _("Motornummer"),
    Kind.REGISTRATION: _("Registrering"),
}
PURPOSES: dict[str, Promise] = {
    Purpose.PREVENT_CRIME: _("förebygga, förhindra eller upptäcka brott"),
    Purpose.INVESTIGATE_CRIME: _("utreda brott"),
}


VERDICTS: dict[str, Promise] = {
    "": _("väntar på prövning"),
    Verdict.SAME: _("samma"),
    Verdict.NOT_SAME: _("inte samma"),
    Verdict.CANNOT_SAY: _("går inte att säga"),
}
SAID: dict[str, Promise] = {
    "given": _("Förnamn"),
    "surname": _("Efternamn"),
    "birth": _("Födelsedatum"),
    "hull": _("Skrovnummer"),
    "engine": _("Motornummer"),
    "registration": _("Registrering"),
    "craft": _("Farkostens namn"),
    "make": _("Fabrikat"),
}
LIKENESS_KINDS: dict[str, Promise] = {"person": _("Person"), "craft": _("Farkost")}
SILENCES: dict[str, Promise] = {
    "": _("har inte svarat än"),
    "unreachable": _("nås inte"),
    "no-answer": _("svarar inte"),
    "unproved": _("svarade utan ett bevis som håller"),
}


@dataclass(frozen=True, slots=True)
class ShownSilence:
    """A holder without an answer: its name, why, and when it is asked again, or why it is not."""

    holder: str
    why: str
    next_at: datetime | None
    ended: str


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A purpose card in words: each contact is all that a hit says; no colour judges a person."""

    card: PurposeCard
    heading: str
    role: str
    purpose: str
    operation: str
    officer: str
    supervisor: str
    second_person: str
    contacts: tuple[str, ...]
    likeness: bool
    reviewed: tuple[tuple[int, str, str], ...]
    to_review: tuple[tuple[int, str], ...]
    nobody_to_contact: int
    silent: tuple[str, ...]
    waits: tuple[ShownSilence, ...]
    asked: int

    @property
    def silent_state(self) -> str:
        """Say whether a question still waits for an answer, or got none."""
        waits = any(silent.next_at for silent in self.waits)
        return str(_("Väntar på svar") if waits else _("Inget svar"))

    @property
    def silent_label(self) -> str:
        """Name the row of those that have not answered."""
        return self.silent_state if self.waits else str(_("Inget svar"))


def shown(asked: AskedCard) -> ShownCard:
    """Put a card and its answers into words, in the screen's language."""
    row = asked.card
    return ShownCard(
        card=row,
        heading=asked.heading,
        role=str(ROLES[row.role]),
        purpose=str(PURPOSES.get(row.purpose, row.purpose)),
        operation=operation_name(row.operation),
        officer=display_name(row.officer),
        supervisor=display_name(row.supervisor),
        second_person=display_name(row.second_person),
        contacts=tuple(hit.contact for hit in (*asked.hits, *asked.found)),
        likeness=bool(row.likeness),
        reviewed=tuple(
            (each.pk, name_of(each.holder), str(VERDICTS[each.verdict]))
            for each in asked.candidates
            if each.verdict
        ),
        to_review=tuple((each.pk, name_of(each.holder)) for each in asked.to_review),
        nobody_to_contact=asked.nobody_to_contact,
        silent=tuple(name_of(holder) for holder in asked.silent),
        waits=tuple(map(shown_silence, asked.waits)),
        asked=asked.asked,
    )


def shown_silence(silent: Silent) -> ShownSilence:
    """Put a holder's silence into words, in the screen's language."""
    language = (get_language() or "sv")[:2]
    return ShownSilence(
        holder=name_of(silent.holder),
        why=str(SILENCES[silent.silence]),
        next_at=silent.next_at,
        ended=NotAllowed(silent.ended_by).sentence(language) if silent.ended_by else "",
    )


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry in words: what its list holds, the ground's citation, its numbers by kind.

    `likeness` are the fields by which it may be found too.
    """

    entry: ListEntry
    list_words: str
    ground: str
    numbers: tuple[tuple[str, str], ...]
    likeness: tuple[tuple[str, str], ...]
    decided_by: str
    withdrawn_by: str


def shown_entries(rows: Iterable[ListEntry], lists: Iterable[tuple[str, str]]) -> list[ShownEntry]:
    """Put entries into words; `lists` are the choices of the list keeper's forms."""
    words = dict(lists)
    citations = {row["id"]: str(row["citation"]) for row in load("disclosure")}
    return [_shown_entry(row, words, citations) for row in rows]


def _shown_entry(
    row: ListEntry, words: Mapping[str, str], citations: Mapping[str, str]
) -> ShownEntry:
    return ShownEntry(
        entry=row,
        list_words=words.get(row.list_id, row.list_id),
        ground=citations.get(row.ground, row.ground),
        numbers=tuple((str(KINDS[each.kind]), each.normal) for each in row.numbers.all()),
        likeness=_likeness_of(row),
        decided_by=display_name(row.decided_by),
        withdrawn_by=display_name(row.withdrawn_by),
    )


def _likeness_of(row: ListEntry) -> tuple[tuple[str, str], ...]:
    found = getattr(row, "likeness", None)
    return tuple((str(SAID[name]), text) for name, text in found.fields.items()) if found else ()
