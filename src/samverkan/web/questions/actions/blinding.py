"""Questions put down, blinded, before anything is sent: all of a batch, or none of it.

What is asked alike of several holders is blinded for all of them at once; each still gets blinds of
its own, so that none can compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from samverkan.rules.actor import Actor
from samverkan.rules.batches import Load, must_fit
from samverkan.sealed import sodium
from samverkan.sealed.asking import Question as Blinded
from samverkan.web.journal.chance import draw
from samverkan.web.partners.queries import name_of
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries
from samverkan.web.questions.actions.answers import SILENT
from samverkan.web.questions.actions.sending import Prepared
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.kept import (
    Item,
    family_of,
    open_kept,
    open_output,
    seal_kept,
)
from samverkan.web.questions.models import HeldPack, PurposeCard, Question, QuestionState
from samverkan.web.questions.said import numbers_of

IN_FLIGHT = timedelta(seconds=30)
"""When the loop takes a question up whose sending was cut off: well after any answer can come."""

Asked = dict[str, dict[Item, Question]]
"""What has been asked about one subject of a check in an epoch: by holder, by what it asks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that must go to a holder; `before` is the silent question that it was asked as."""

    card: PurposeCard
    pack: HeldPack
    item: Item
    before: Question | None = None


def asked_before(check: str, subject: str, epoch: str) -> Asked:
    """Give the epoch's questions about the subject of a check."""
    rows = Question.objects.filter(card__check_ref=check, card__subject=subject, epoch=epoch)
    found: Asked = {}
    standing = rows.exclude(state=QuestionState.ASKED_AGAIN).select_related("card")
    for row in standing.order_by("pk"):
        found.setdefault(row.holder, {})[open_kept(row).item] = row
    return found


def cost_of_asking(check: str, subject: str, *, now: datetime) -> dict[str, int]:
    """Count the elements that asking about a subject's numbers now costs each holder, by code."""
    numbers, asked = numbers_of(subject, now=now), asked_before(check, subject, epoch_of(now))
    return {
        holder: len(set(numbers) - set(asked.get(holder, {})))
        for holder in queries.holders(now=now)
    }


def still_wanted(
    card: PurposeCard, pack: HeldPack, items: Sequence[Item], asked: Mapping[Item, Question]
) -> list[Wanted]:
    """Give what must go to a holder: what was never asked, and what is silent, as it was.

    A holder that changed its key in the epoch is silent about what it answered by the one before.
    """
    befores = [(item, asked.get(item)) for item in items]
    return [
        Wanted(card, pack, item, before)
        for item, before in befores
        if before is None or before.state in SILENT or _is_by_another_key(before, pack)
    ]


def _is_by_another_key(before: Question, pack: HeldPack) -> bool:
    return bool(before.output) and not open_output(before, key=bytes(pack.public_key))


def put_down(wanted: Sequence[Wanted], *, by: Actor, now: datetime) -> list[Prepared]:
    """Put questions down, blinded. NotAllowed for all of them if a holder's budget has no room.

    A silent question costs nothing again: it is the same element, asked for its new card.
    """
    new = [each for each in wanted if each.before is None]
    must_fit(_loads(new, by=by, now=now), local_date(now))
    again = [_again(each, each.before, now=now) for each in wanted if each.before is not None]
    return [*again, *_new(new, now=now)]


def _loads(new: Sequence[Wanted], *, by: Actor, now: datetime) -> list[Load]:
    spent = queries.spending(now=now)
    loads = []
    for holder, own in _by_holder(new).items():
        cases = Counter(each.card.check_ref for each in own)
        used = {case: spent.of(holder, officer=by.reference, case=case) for case in cases}
        loads.append(Load(name_of(holder), tuple((cases[case], used[case]) for case in cases)))
    return loads


def _again(wanted: Wanted, silent: Question, *, now: datetime) -> Prepared:
    """Take a silent question up on the words of the new card."""
    own: dict[str, object] = {"card": wanted.card}
    if silent.state not in SILENT:  # until it is answered by the new key nobody knows
        own |= {"state": QuestionState.ASKED, "output": b"", "next_at": now + IN_FLIGHT}
    for name, value in own.items():
        setattr(silent, name, value)
    silent.save(update_fields=[*own])
    return Prepared.again(silent, wanted.pack)


def _new(new: Sequence[Wanted], *, now: datetime) -> list[Prepared]:
    pairs = list(_blinded(new))
    rows = Question.objects.bulk_create(_row(each, blinded, now=now) for each, blinded in pairs)
    return [
        Prepared(row, blinded, each.pack) for row, (each, blinded) in zip(rows, pairs, strict=True)
    ]


def _blinded(new: Sequence[Wanted]) -> Iterator[tuple[Wanted, Blinded]]:
    alike: dict[tuple[bytes, ...], list[list[Wanted]]] = {}
    for own in _by_holder(new).values():
        alike.setdefault(tuple(each.item.sealed_input for each in own), []).append(own)
    for values, holders in alike.items():
        random = [draw(len(values) * sodium.UNIFORM_SIZE) for _ in holders]
        for own, blinded in zip(holders, Blinded.for_each(values, random=random), strict=True):
            yield from zip(own, blinded, strict=True)


def _by_holder(wanted: Sequence[Wanted]) -> dict[str, list[Wanted]]:
    found: dict[str, list[Wanted]] = {}
    for each in wanted:
        found.setdefault(each.pack.holder, []).append(each)
    return found


def _row(each: Wanted, blinded: Blinded, *, now: datetime) -> Question:
    return Question(
        card=each.card,
        holder=each.pack.holder,
        epoch=each.pack.epoch,
        element=blinded.element.hex(),
        family=family_of(each.item),
        sealed=seal_kept(each.item, blinded, case=each.card.check_ref, now=now),
        asked_at=now,
        next_at=now + IN_FLIGHT,
    )
