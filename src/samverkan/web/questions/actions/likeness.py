"""Asking by likeness, where a number is not known or not legible. No key of it is a hit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from samverkan.registers import likeness_lists as likeness
from samverkan.rules.actor import Actor
from samverkan.rules.likeness import NO_LIST, Said, may_ask_by_likeness, policy
from samverkan.rules.questions import Subject, SubjectRole
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries
from samverkan.web.questions.actions.asking import Ask
from samverkan.web.questions.actions.blinding import Wanted, asked_before, put_down, still_wanted
from samverkan.web.questions.actions.candidates import find_candidates
from samverkan.web.questions.actions.cards import operation_of, subject_of, written
from samverkan.web.questions.actions.sending import Prepared, record_asked, send
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.kept import LikenessKey
from samverkan.web.questions.models import HeldPack, LikenessSaid, PurposeCard
from samverkan.web.questions.queries import AskedCard
from samverkan.web.questions.said import Likeness, numbers_of


def ask_by_likeness(*, ask: Ask, said: Likeness, by: Actor, now: datetime) -> AskedCard:
    """Ask every holder that has a scheme for this kind. Not in a transaction: it waits.

    What it finds waits for a person's review: see `queries.candidates`.
    """
    card, questions = _prepare(ask, said, by=by, now=now)
    send(questions, by=by, now=now)
    return queries.card(card.pk)


def cost_of(said: Likeness, *, now: datetime) -> dict[str, int]:
    """Count the elements that a question costs at each holder, by code; at most sixteen each."""
    return {pack.holder: len(keys) for pack, keys in _keys(said, now=now)}


def why_not(ask: Ask, said: Likeness, *, by: Actor, now: datetime) -> None:
    """Refuse what the rule refuses: outside an operation, about an unknown identity, and so on."""
    on = local_date(now)
    operation = operation_of(ask.card.operation, on)
    policy(said.kind, ask.card.purpose, on)
    may_ask_by_likeness(
        operation.card(ask.about, ask.card.purpose) if operation else None,
        _subject(ask, said, on),
        Said(
            frozenset(said.known()),
            said.established,
            number_known=bool(numbers_of(ask.subject, now=now)),
        ),
        asker=by,
        decisions=operation.decisions if operation else (),
        on=on,
    )


def _subject(ask: Ask, said: Likeness, on: date) -> Subject:
    found = subject_of(ask.card, ask.about, ask.subject, ask.role, on=on)
    born = said.known().get("birth", "")
    if found.role is SubjectRole.CRAFT or not born:
        return found
    try:
        return replace(found, birth_date=date.fromisoformat(born))
    except ValueError:
        raise NotAllowed("likeness.bad_birth_date", text=born) from None


@in_one_transaction
def _prepare(
    ask: Ask, said: Likeness, *, by: Actor, now: datetime
) -> tuple[PurposeCard, list[Prepared]]:
    why_not(ask, said, by=by, now=now)
    asked = _keys(said, now=now)
    if not asked:
        raise NotAllowed(NO_LIST[said.kind])
    if not any(keys for _, keys in asked):
        raise NotAllowed("likeness.no_keys")
    card = _card(ask, said, by=by, now=now)
    wanted: list[Wanted] = []
    before = asked_before(card.check_ref, card.subject, epoch_of(now))
    for pack, keys in asked:
        found = still_wanted(card, pack, keys, before.get(pack.holder, {}))
        if not found:  # all of it was answered before: it is judged anew, and nobody is asked
            find_candidates(card, pack, by=by, now=now)
        wanted += found
    questions = put_down(wanted, by=by, now=now)
    record_asked(card, [each.row for each in questions], by=by, now=now)
    return card, questions


def _keys(said: Likeness, *, now: datetime) -> list[tuple[HeldPack, tuple[LikenessKey, ...]]]:
    """Give the keys for each holder that has a scheme for this kind, by its own scheme."""
    asked = likeness.subject(said.kind, said.known())
    packs = queries.held(epoch=epoch_of(now)).values()
    schemes = ((pack, likeness.scheme_of(pack.schemes, said.kind)) for pack in packs)
    return [
        (pack, tuple(LikenessKey(k.family, k.value) for k in likeness.keys(asked, scheme)))
        for pack, scheme in schemes
        if scheme
    ]


def _card(ask: Ask, said: Likeness, *, by: Actor, now: datetime) -> PurposeCard:
    card = written(ask.card, ask.about, ask.subject, ask.role, kind=said.kind, by=by, now=now)
    LikenessSaid.objects.update_or_create(
        card=card, defaults={"sealed": said.seal(case=card.check_ref, now=now)}
    )
    return card
