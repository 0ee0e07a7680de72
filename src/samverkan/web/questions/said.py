"""What is said of a subject that may be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from samverkan.exchange.reading import Fields
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property
from samverkan.web.journal.cases import open_under, seal_under
from samverkan.web.people.queries import local_date
from samverkan.web.questions.numbers import PROPERTIES, Number, read
from samverkan.web.subjects import queries as subjects
from samverkan.wire.canonical import Json, decode, encode

if TYPE_CHECKING:
    from samverkan.web.questions.models import PurposeCard


def numbers_of(subject: str, *, now: datetime) -> tuple[Number, ...]:
    """Give the numbers of a subject that can be asked about, in fixed order."""
    on = local_date(now)
    said = subjects.values(subject, *PROPERTIES)
    found = (_number(Property(name), text, on) for name, text in said.items())
    return tuple(sorted({number for number in found if number is not None}))


def _number(name: Property, text: str, on: date) -> Number | None:
    try:
        return read(name, text, on=on)
    except NotAllowed:
        # A temporary or reserve number means nothing to another register: it is not asked about.
        return None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is asked by likeness: the kind, what is known of each field, and the officer's words.

    `fields` are texts by the names of `sealed.likeness`; empty ones say nothing. `established` is
    how the identity is established without a number, or what can be seen of a damaged one.
    """

    kind: str
    fields: Mapping[str, str]
    established: str

    def known(self) -> dict[str, str]:
        """Give the fields that say something."""
        return {name: text.strip() for name, text in self.fields.items() if text.strip()}

    def seal(self, *, case: str, now: datetime) -> bytes:
        """Seal it under the case key."""
        body: dict[str, Json] = {
            "established": self.established.strip(),
            "fields": dict(self.known()),
            "kind": self.kind,
        }
        return seal_under(case, encode(body), now=now)


def open_likeness(card: PurposeCard) -> Likeness:
    """Open what was said on a card of likeness. CaseErased if its case is gone."""
    body = decode(open_under(card.check_ref, bytes(card.said.sealed)))
    fields = Fields.of("likeness", body, frozenset({"established", "fields", "kind"}))
    said = {name: str(text) for name, text in fields.mapping("fields").items()}
    return Likeness(fields.text("kind"), said, fields.text("established"))
