"""A sealed question as it travels: cards without the person, blinded elements, and the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverkan.exchange.reading import Fields
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.sealed.voprf import Evaluation
from samverkan.wire.canonical import Json, Malformed

SCHEMA = "question"
MOST_ELEMENTS = 50
"""What one person may ask in a day: so a batch is one request, with one proof, for each holder."""
_HEX = re.compile(r"[0-9a-f]{64}")
_PROOF = re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class CardBody:
    """What a holder is told of one purpose card: who and which case by pseudonym, never whom."""

    card: str
    purpose: Purpose
    user: str
    case: str
    elements: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One request: the operation, the epoch, and one or more cards with their elements."""

    operation: str
    epoch: str
    cards: tuple[CardBody, ...]

    @property
    def elements(self) -> tuple[bytes, ...]:
        """Give all elements, card by card."""
        return tuple(element for card in self.cards for element in card.elements)

    def to_body(self) -> dict[str, Json]:
        """Give the body of the message."""
        return {
            "cards": [
                {
                    "card": card.card,
                    "case": card.case,
                    "elements": [element.hex() for element in card.elements],
                    "purpose": str(card.purpose),
                    "user": card.user,
                }
                for card in self.cards
            ],
            "epoch": self.epoch,
            "operation": self.operation,
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Json]) -> Request:
        """Read what a partner sent, or raise Malformed."""
        fields = Fields.of("question", body, frozenset({"cards", "epoch", "operation"}))
        cards = tuple(map(_card, fields.sequence("cards")))
        request = cls(fields.text("operation"), fields.text("epoch"), cards)
        if not 1 <= len(request.elements) <= MOST_ELEMENTS:
            raise Malformed(f"A question holds 1 to {MOST_ELEMENTS} elements.")
        if len(set(request.elements)) != len(request.elements):
            raise Malformed("An element stands twice in the question.")
        return request


def answer_body(evaluation: Evaluation) -> dict[str, Json]:
    """Give the body of an answer: its size tells the number of elements, and nothing else."""
    return {
        "elements": [element.hex() for element in evaluation.elements],
        "proof": evaluation.proof.hex(),
    }


def read_answer(body: Mapping[str, Json]) -> Evaluation:
    """Read a holder's answer, or raise Malformed."""
    fields = Fields.of("answer", body, frozenset({"elements", "proof"}))
    elements = tuple(_hex(text, _HEX) for text in fields.texts("elements"))
    return Evaluation(elements, _hex(fields.text("proof"), _PROOF))


def _card(value: Json) -> CardBody:
    names = frozenset({"card", "case", "elements", "purpose", "user"})
    fields = Fields.of("purpose card", value, names)
    return CardBody(
        card=_word(fields, "card"),
        purpose=_purpose(fields.text("purpose")),
        user=_word(fields, "user"),
        case=_word(fields, "case"),
        elements=_elements(fields.texts("elements")),
    )


def _elements(texts: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(_hex(text, _HEX) for text in texts)


def _hex(text: str, form: re.Pattern[str]) -> bytes:
    if form.fullmatch(text) is None:
        raise Malformed("An element or proof is not in lower-case hexadecimal of its length.")
    return bytes.fromhex(text)


def _word(fields: Fields, name: str) -> str:
    text = fields.text(name)
    if not 1 <= len(text) <= 64 or not text.isprintable():
        raise Malformed(f"{name} of the purpose card must be 1 to 64 characters.")
    return text


def _purpose(text: str) -> Purpose:
    try:
        return Purpose(text)
    except ValueError:
        raise Malformed(f"{text[:40]!r} is not a purpose.") from None
