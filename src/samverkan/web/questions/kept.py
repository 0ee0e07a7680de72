"""What the asker keeps of its own question under the check's case key: number and blind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.exchange.reading import Fields
from samverkan.sealed.asking import Question as Blinded
from samverkan.sealed.inputs import Kind
from samverkan.web.journal.cases import open_under, seal_under
from samverkan.web.questions.numbers import Number
from samverkan.wire.canonical import decode, encode

if TYPE_CHECKING:
    from samverkan.web.questions.models import Question


@dataclass(frozen=True, slots=True)
class Kept:
    """A number and the blind that hid it."""

    number: Number
    blind: bytes


def seal_kept(number: Number, blinded: Blinded, *, case: str, now: datetime) -> bytes:
    """Seal number and blind under the case key."""
    body = {"blind": blinded.blind.hex(), "kind": str(number.kind), "normal": number.normal}
    return seal_under(case, encode(body), now=now)


def open_kept(question: Question) -> Kept:
    """Open what was kept of a question. CaseErased if its case is gone."""
    body = decode(open_under(question.card.check_ref, bytes(question.sealed)))
    fields = Fields.of("kept question", body, frozenset({"blind", "kind", "normal"}))
    number = Number(Kind(fields.text("kind")), fields.text("normal"))
    return Kept(number, bytes.fromhex(fields.text("blind")))


def seal_output(question: Question, output: bytes, *, now: datetime) -> bytes:
    """Seal under the case key what a holder's answer came to."""
    return seal_under(question.card.check_ref, output, now=now)


def open_output(question: Question) -> bytes:
    """Open what a holder's answer came to, 64 bytes. CaseErased if its case is gone."""
    return open_under(question.card.check_ref, bytes(question.output))
