"""Due work of questions: seal when an epoch begins or the list changes; ask again; let go."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.questions import actions, queries
from samverkan.web.questions.epochs import epoch_of


def run(*, now: datetime) -> None:
    """Seal for each asker whose pack is missing, older than the list, or refused as a delta.

    Then ask again what waits.
    """
    me = Actor.instance(here().participant)
    _let_go(me, now=now)
    if queries.unanswered(now=now).exists():
        actions.ask_due(by=me, now=now)
    _seal(me, now=now)


def _let_go(me: Actor, *, now: datetime) -> None:
    if queries.past(now=now).exists():
        actions.drop_past(by=me, now=now)
    if queries.sealed_in_past(now=now).exists():
        actions.forget_sealed(now=now)
    if queries.evaluated_in_past(now=now).exists():
        actions.forget_evaluated(now=now)


def _seal(me: Actor, *, now: datetime) -> None:
    on, epoch = local_date(now), epoch_of(now)
    state = queries.state_of_list(on=on)
    if state == queries.EMPTY:
        return
    for asker in queries.askers(on=on):
        before = queries.sealed_pack(asker=asker, epoch=epoch)
        if before is None or before.state_of_list != state or queries.must_be_whole(before):
            actions.seal_for(asker=asker, epoch=epoch, by=me, now=now)
