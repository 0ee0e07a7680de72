"""What the asker keeps of its question under the check's case key: what was asked, the blind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.exchange.reading import Fields
from samverkan.sealed.asking import Question as Blinded
from samverkan.sealed.inputs import Kind
from samverkan.sealed.voprf import OUTPUT_SIZE
from samverkan.web.journal.cases import open_under, seal_under
from samverkan.web.questions.numbers import Number
from samverkan.wire.canonical import Json, decode, encode

if TYPE_CHECKING:
    from samverkan.web.questions.models import Question


@dataclass(frozen=True, slots=True)
class LikenessKey:
    """A key of likeness: its family, and the bytes that are sealed."""

    family: str
    sealed_input: bytes = field(repr=False)


Item = Number | LikenessKey
"""What one element asks about."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked, and the blind that hid it."""

    item: Item
    blind: bytes


def family_of(item: Item) -> str:
    """Name the family of a key of likeness; empty for a number."""
    return item.family if isinstance(item, LikenessKey) else ""


def seal_kept(item: Item, blinded: Blinded, *, case: str, now: datetime) -> bytes:
    """Seal what is asked and its blind under the case key."""
    return seal_under(case, encode({"blind": blinded.blind.hex(), **_said(item)}), now=now)


def open_kept(question: Question) -> Kept:
    """Open what was kept of a question. CaseErased if its case is gone."""
    body = decode(open_under(question.card.check_ref, bytes(question.sealed)))
    if question.family:
        fields = Fields.of("kept question", body, frozenset({"blind", "family", "value"}))
        key = LikenessKey(fields.text("family"), bytes.fromhex(fields.text("value")))
        return Kept(key, bytes.fromhex(fields.text("blind")))
    fields = Fields.of("kept question", body, frozenset({"blind", "kind", "normal"}))
    number = Number(Kind(fields.text("kind")), fields.text("normal"))
    return Kept(number, bytes.fromhex(fields.text("blind")))


def _said(item: Item) -> dict[str, Json]:
    if isinstance(item, LikenessKey):
        return {"family": item.family, "value": item.sealed_input.hex()}
    return {"kind": str(item.kind), "normal": item.normal}


def seal_output(question: Question, output: bytes, *, key: bytes, now: datetime) -> bytes:
    """Seal under the case key what a holder's answer came to, and the public key that proved it."""
    return seal_under(question.card.check_ref, output + key, now=now)


def open_output(question: Question, *, key: bytes) -> bytes:
    """Open what a holder's answer came to under its key, 64 bytes; empty if that was another key.

    Then it finds nothing in a pack of this one, whoever is listed. CaseErased if its case is gone.
    """
    kept = open_under(question.card.check_ref, bytes(question.output))
    output, proved_by = kept[:OUTPUT_SIZE], kept[OUTPUT_SIZE:]
    return output if proved_by in {b"", key} else b""  # an earlier version kept the output alone
