"""From answers to keys of likeness to candidates: what a person reviews, and what nobody sees."""

from __future__ import annotations

from datetime import datetime

from samverkan.registers import likeness_lists as likeness
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.likeness import is_reviewed
from samverkan.sealed.packs import Pack
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.people.queries import local_date
from samverkan.web.questions.kept import open_kept, open_output
from samverkan.web.questions.models import (
    Candidate,
    HeldPack,
    PurposeCard,
    Question,
    QuestionState,
)
from samverkan.web.questions.said import open_likeness
from samverkan.wire.canonical import Json, encode


def find_candidates(card: PurposeCard, pack: HeldPack, *, by: Actor, now: datetime) -> None:
    """Judge all that a holder has answered to a card by likeness.

    What is below the line of the purpose is counted and forgotten; the rest waits for a review.
    """
    said, scheme = open_likeness(card), likeness.scheme_of(pack.schemes, card.likeness)
    if scheme is None:
        return
    asked = likeness.subject(said.kind, said.known())
    wanted = {key.value for key in likeness.keys(asked, scheme)}
    judged = likeness.judged(asked, scheme, _opened(card, pack, wanted))
    purpose, on = Purpose(card.purpose), local_date(now)
    shown = [one for one in judged if is_reviewed(one.probability, card.likeness, purpose, on)]
    for one in shown:
        _keep(card, pack, one, now=now)
    journal.record(
        Act.CANDIDATES_FOUND,
        about=card.record,
        by=by,
        at=now,
        case=card.check_ref,
        details={
            "below": len(judged) - len(shown),
            "holder": pack.holder,
            "review": [[one.row, round(one.probability, 4)] for one in shown],
        },
    )


def _opened(card: PurposeCard, pack: HeldPack, wanted: set[bytes]) -> list[tuple[str, bytes]]:
    """Give the labels that the answered keys open in the pack, each with its family."""
    rows = Question.objects.filter(
        card__check_ref=card.check_ref,
        card__subject=card.subject,
        holder=pack.holder,
        epoch=pack.epoch,
        state=QuestionState.LOOKED_UP,
    ).select_related("card")
    held = Pack.reopen(bytes(pack.pack))  # `keep_pack` has checked all of it
    found = ((row, open_output(row, key=bytes(pack.public_key))) for row in rows)
    return [
        (row.family, label)
        for row, output in found
        if output and open_kept(row).item.sealed_input in wanted
        for label in held.look_up(output)
    ]


def _keep(card: PurposeCard, pack: HeldPack, found: likeness.Candidate, *, now: datetime) -> None:
    reasons: list[Json] = [[one.field, one.level] for one in found.reasons]
    Candidate.objects.get_or_create(
        card=card,
        holder=pack.holder,
        epoch=pack.epoch,
        row=found.row,
        defaults={
            "probability": found.probability,
            "sealed": seal_under(card.check_ref, encode(reasons), now=now),
            "found_at": now,
        },
    )
