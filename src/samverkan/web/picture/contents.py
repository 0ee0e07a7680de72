"""A picture as it travels, and back: what comes from another instance is read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samverkan.exchange.reading import Fields
from samverkan.rules.gradings import Assertion, Handling, parse_grading
from samverkan.rules.picture import AboutKind, Confidence, Paragraph
from samverkan.rules.refusal import NotAllowed
from samverkan.wire.canonical import Json, Malformed
from samverkan.wire.times import from_text, to_text

TEXTS = ("key", "title", "text", "gap", "dissent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A version of a picture as its readers see it."""

    title: str
    words: str
    version: int
    starts: date
    ends: date
    paragraphs: tuple[Paragraph, ...]
    adopted_by: str
    adopted_at: datetime


def to_content(document: Document) -> dict[str, Json]:
    """Give a document as the fields of a release."""
    return {
        "adopted_at": to_text(document.adopted_at),
        "adopted_by": document.adopted_by,
        "ends": document.ends.isoformat(),
        "paragraphs": [_paragraph_content(each) for each in document.paragraphs],
        "starts": document.starts.isoformat(),
        "title": document.title,
        "version": document.version,
        "words": document.words,
    }


def _paragraph_content(paragraph: Paragraph) -> dict[str, Json]:
    return {
        **{name: getattr(paragraph, name) for name in TEXTS},
        "assertion": paragraph.assertion.value,
        "confidence": paragraph.confidence.value,
        "grading": str(paragraph.grading),
        "handling": paragraph.handling.value,
        "kind": paragraph.kind.value,
    }


def from_content(content: Mapping[str, Json]) -> Document:
    """Read what `to_content` gave; NotAllowed says what cannot be read."""
    try:
        return _document(Fields.of("picture", content, frozenset(Document.__dataclass_fields__)))
    except (Malformed, ValueError) as error:
        raise NotAllowed("picture.unreadable", fault=str(error).rstrip(".")) from None


def _document(found: Fields) -> Document:
    return Document(
        title=found.text("title"),
        words=found.text("words"),
        version=found.whole("version"),
        starts=found.day("starts"),
        ends=found.day("ends"),
        paragraphs=tuple(map(_paragraph, found.sequence("paragraphs"))),
        adopted_by=found.text("adopted_by"),
        adopted_at=from_text(found.text("adopted_at")),
    )


def _paragraph(value: Json) -> Paragraph:
    found = Fields.of("paragraph", value, frozenset(Paragraph.__dataclass_fields__))
    return Paragraph(
        **{name: found.text(name) for name in TEXTS},
        kind=AboutKind(found.text("kind")),
        grading=parse_grading(found.text("grading")),
        assertion=Assertion(found.text("assertion")),
        handling=Handling(found.text("handling")),
        confidence=Confidence(found.text("confidence")),
    )
