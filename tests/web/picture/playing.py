"""A situation picture as tests at both ends need it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.picture import AboutKind
from samverkan.web.picture import actions, queries
from samverkan.web.picture.contents import Document
from samverkan.web.picture.models import Picture
from tests.rules.test_picture import F2

NETWORK = replace(F2, key="Kobbnätet", kind=AboutKind.NETWORK, title="Kobbnätet")


def begun(by: Actor, now: datetime) -> Picture:
    """Begin a picture without paragraphs."""
    return actions.begin(
        title="Gemensam lägesbild 2025",
        words="Vinster hålls i farkoster.",
        starts=date(2025, 1, 1),
        ends=date(2025, 12, 31),
        by=by,
        now=now,
    )


def whole(by: Actor, now: datetime) -> Picture:
    """Write a draft with two paragraphs."""
    row = begun(by, now)
    for paragraph in (F2, NETWORK):
        actions.write(picture=row, paragraph=paragraph, by=by, now=now)
    return queries.picture(row.pk)


def document(now: datetime, **words: object) -> Document:
    """Give a document as a centre sends it."""
    found = Document(
        title="Gemensam lägesbild 2025",
        words="Vinster hålls i farkoster.",
        version=1,
        starts=date(2025, 1, 1),
        ends=date(2025, 12, 31),
        paragraphs=(F2, NETWORK),
        adopted_by="Saga Källkritik",
        adopted_at=now,
    )
    return replace(found, **words)
