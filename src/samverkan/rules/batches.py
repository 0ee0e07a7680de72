"""When a crew may ask about several aboard in one act: each on grounds of its own, and all or none.

Several at once is no lighter test: what may not be asked about one may not be asked about them
together. A batch that no holder's budget has room for is refused before anything is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samverkan.rules.actor import Actor
from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.lists import Usage, must_fit_budgets
from samverkan.rules.questions import PurposeCard, Subject, SubjectRole, may_ask
from samverkan.rules.refusal import NotAllowed, reason


@dataclass(frozen=True, slots=True)
class Load:
    """What would be sent to one holder: for each case its new elements, and what it used before.

    `holder` is its name, as the refusal says it.
    """

    holder: str
    cases: tuple[tuple[int, Usage], ...]


def refusals(
    card: PurposeCard | None,
    subjects: Sequence[Subject],
    *,
    asker: Actor,
    decisions: Iterable[CooperationDecision],
    on: date,
) -> tuple[NotAllowed | None, ...]:
    """Say of each subject why it may not be asked about, or None; in the order they are given.

    The passengers before one in the batch count as asked about: from the second on another agrees.
    """
    known = tuple(decisions)
    found = []
    passengers = 0
    for subject in subjects:
        judged = replace(subject, earlier_passengers=subject.earlier_passengers + passengers)
        found.append(reason(may_ask, card, judged, asker=asker, decisions=known, on=on))
        passengers += subject.role is SubjectRole.PASSENGER
    return tuple(found)


def must_name_somebody(subjects: int) -> None:
    """Refuse a batch about nobody: nothing is chosen beforehand."""
    if not subjects:
        raise NotAllowed("questions.batch_nobody")


def must_fit(loads: Iterable[Load], on: date) -> None:
    """Refuse all of a batch if one holder's budget has no room for its part."""
    for load in loads:
        before = 0
        for elements, used in load.cases:
            now_used = _with(used, before)
            refusal = reason(must_fit_budgets, elements, now_used, on)
            if refusal is not None:
                raise NotAllowed("questions.batch_too_large", holder=load.holder, why=refusal)
            before += elements


def _with(used: Usage, before: int) -> Usage:
    """Count the elements of the cases before this one, as the holder will."""
    return replace(
        used,
        node=used.node + before,
        authority=used.authority + before,
        user=used.user + before,
    )
