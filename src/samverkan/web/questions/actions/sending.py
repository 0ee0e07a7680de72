"""Sending questions that are in the journal: one request for each holder and operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.questions import GROUND
from samverkan.sealed.asking import Question as Blinded
from samverkan.web.journal import actions as journal
from samverkan.web.partners import actions as partners
from samverkan.web.questions.actions.answers import Sent, take
from samverkan.web.questions.kept import open_kept
from samverkan.web.questions.models import HeldPack, PurposeCard, Question
from samverkan.web.questions.pseudonyms import pseudonym
from samverkan.web.questions.request import MOST_ELEMENTS, SCHEMA, CardBody, Request
from samverkan.wire.canonical import Json


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question that may leave: its row, its element with the blind, the pack it is about."""

    row: Question
    blinded: Blinded
    pack: HeldPack

    @classmethod
    def again(cls, row: Question, pack: HeldPack) -> Prepared:
        """Give a silent question as it was: the holder knows the element, and counts it once.

        CaseErased if its case is gone.
        """
        kept = open_kept(row)
        element = bytes.fromhex(row.element)
        return cls(row, Blinded(kept.item.sealed_input, kept.blind, element), pack)


def send(questions: Sequence[Prepared], *, by: Actor, now: datetime) -> None:
    """Ask all holders at once, and write down what each answered. Not in a transaction."""
    sent = _requests(questions)
    answers = partners.ask_all(
        requests=[(each.pack.holder, each.request.to_body()) for each in sent],
        schema=SCHEMA,
        now=now,
    )
    take(sent, answers, by=by, now=now)


def record_asked(
    card: PurposeCard,
    asked: Sequence[Question],
    *,
    act: Act = Act.ASKED,
    by: Actor,
    now: datetime,
) -> None:
    """Enter the questions of one card that are about to leave; nothing if there are none."""
    if not asked:
        return
    details: dict[str, Json] = {
        "agreed": sorted({card.supervisor, card.second_person} - {""}),
        "check": card.check_ref,
        "elements": [[each.holder, each.element] for each in asked],
        "operation": card.operation,
        "reason": card.reason,
        "role": card.role,
        "subject": card.subject,
    }
    journal.record(
        act,
        about=card.record,
        by=by,
        at=now,
        case=card.check_ref,
        ground=GROUND,
        details=details,
    )


def record_together(
    cards: Sequence[PurposeCard], asked: Sequence[Question], *, by: Actor, now: datetime
) -> None:
    """Enter, once for a check, that several aboard are asked about; each card has its entry too.

    Nothing if one alone is asked about.
    """
    for check in dict.fromkeys(card.check_ref for card in cards):
        leaving = [row for row in asked if row.card.check_ref == check]
        together = list(dict.fromkeys(row.card for row in leaving))
        if len(together) < 2:
            continue
        holders = Counter(row.holder for row in leaving)
        details: dict[str, Json] = {
            "cards": [card.record for card in together],
            "count": len({card.subject for card in together}),
            "operation": together[0].operation,
            "purpose": together[0].purpose,
            "to": [[holder, count] for holder, count in sorted(holders.items())],
        }
        journal.record(
            Act.ASKED_TOGETHER,
            about=check,
            by=by,
            at=now,
            case=check,
            ground=GROUND,
            details=details,
        )


def _requests(questions: Sequence[Prepared]) -> list[Sent]:
    """Put questions into requests: a holder proves all of a request at once."""
    found = []
    ordered = sorted(questions, key=lambda each: (_where(each), each.row.card.pk, each.row.pk))
    for _, group in groupby(ordered, key=_where):
        rows = list(group)
        for start in range(0, len(rows), MOST_ELEMENTS):
            found.append(_request(rows[start : start + MOST_ELEMENTS]))
    return found


def _where(each: Prepared) -> tuple[str, str]:
    return each.row.holder, each.row.card.operation


def _request(rows: list[Prepared]) -> Sent:
    pack = rows[0].pack
    request = Request(rows[0].row.card.operation, pack.epoch, _bodies(rows))
    return Sent(pack, request, tuple((each.row, each.blinded) for each in rows))


def _bodies(rows: list[Prepared]) -> tuple[CardBody, ...]:
    cards = groupby(rows, key=lambda each: each.row.card)
    own = partial(pseudonym, holder=rows[0].row.holder)
    return tuple(
        CardBody(
            card=own("card", card.record),
            purpose=Purpose(card.purpose),
            user=own("user", card.officer),
            case=own("case", card.check_ref),
            elements=tuple(each.blinded.element for each in group),
        )
        for card, group in cards
    )
