"""Reading the directory, the outbox and the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from samverkan.exchange.cards import Card
from samverkan.exchange.directory import Directory, NotListed, open_directory
from samverkan.exchange.outbox import UNANSWERED, State
from samverkan.exchange.participants import Participant
from samverkan.web.journal.instance import here
from samverkan.web.partners.models import InboxMessage, OutboxMessage, PinnedDirectory


def directory() -> Directory:
    """Give the directory in force. NotListed before one is pinned."""
    try:
        return _opened(PinnedDirectory.objects.latest("version").text)
    except PinnedDirectory.DoesNotExist:
        raise NotListed("No directory is pinned yet: run `samverkan directory pin`.") from None


def card_of(code: str) -> Card:
    """Give a participant's card. NotListed if the directory has none."""
    return directory().card_of(code)


def partners(*, on: date) -> tuple[Participant, ...]:
    """Give the other participants that are in force and have a card, in the directory's order."""
    if not PinnedDirectory.objects.exists():
        return ()
    book = directory()
    return tuple(
        row
        for row in book.participants
        if row.code != here().participant and book.in_force(row.code, on) and book.has(row.code)
    )


def partner_choices() -> list[tuple[str, str]]:
    """Give the partners for a form's choice: code and name in the screen's language."""
    if not PinnedDirectory.objects.exists():
        return []
    english = (get_language() or "sv").startswith("en")
    book = directory()
    return [
        (row.code, row.name_en if english else row.name_sv)
        for row in book.participants
        if row.code != here().participant and book.has(row.code)
    ]


def name_of(code: str) -> str:
    """Give a participant's name in the screen's language; the code itself if unknown."""
    english = (get_language() or "sv").startswith("en")
    for row in directory().participants:
        if row.code == code:
            return row.name_en if english else row.name_sv
    return code


def remits() -> frozenset[str]:
    """Give our own remits."""
    mine = [row for row in directory().participants if row.code == here().participant]
    return frozenset(mine[0].remits) if mine else frozenset()


def due(*, now: datetime) -> QuerySet[OutboxMessage]:
    """Give what may be tried now, oldest first; the journal's cover is checked by the caller."""
    rows = OutboxMessage.objects.filter(state__in=UNANSWERED, next_attempt_at__lte=now)
    return rows.exclude(expires_at__lte=now).order_by("pk")


def on_their_way() -> int:
    """Count messages that wait to leave or for a receipt."""
    return OutboxMessage.objects.filter(state__in=UNANSWERED).count()


def run_out(*, now: datetime) -> QuerySet[OutboxMessage]:
    """Give what nobody answered before its time ran out."""
    return OutboxMessage.objects.filter(state__in=UNANSWERED, expires_at__lte=now).order_by("pk")


@dataclass(frozen=True, slots=True)
class Traffic:
    """What has passed between a partner and us, in numbers of messages."""

    code: str
    name: str
    waiting: int
    unanswered: int
    sent: int
    came: int


def traffic(*, on: date) -> tuple[Traffic, ...]:
    """Count per partner what waits, what left without a receipt, and what came in."""
    rows = OutboxMessage.objects.values_list("recipient", "state").annotate(Count("pk"))
    out = {(code, state): number for code, state, number in rows}
    came = dict(InboxMessage.objects.values_list("sender").annotate(Count("pk")))
    return tuple(
        Traffic(
            code=row.code,
            name=name_of(row.code),
            waiting=out.get((row.code, State.WAITING), 0),
            unanswered=out.get((row.code, State.SENT), 0),
            sent=sum(
                number
                for (code, state), number in out.items()
                if code == row.code and state != State.WAITING
            ),
            came=came.get(row.code, 0),
        )
        for row in partners(on=on)
    )


def version() -> int:
    """Give the version of the directory in force; 0 before one is pinned."""
    return directory().version if PinnedDirectory.objects.exists() else 0


def set_aside() -> QuerySet[InboxMessage]:
    """Give what came in and could not be applied: kept, never dropped."""
    return InboxMessage.objects.exclude(state="applied").order_by("-pk")


def came_in(*, sender: str, record: str, version: int) -> tuple[UUID, str]:
    """Give id and hash of the message that brought a version of a record: an answer names both."""
    rows = InboxMessage.objects.filter(sender=sender, record=record, record_version=version)
    row = rows.latest("pk")
    return row.message_id, row.digest


@lru_cache(maxsize=4)
def _opened(text: str) -> Directory:
    """Signatures are checked once for each text."""
    return open_directory(text)


def has_card(code: str) -> bool:
    """Say whether the directory holds a card for the participant."""
    return directory().has(code)
