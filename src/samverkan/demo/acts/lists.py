"""Lists: decided entry by entry from a register, sealed each morning, and left when paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from time import monotonic, sleep

from samverkan.demo.acts.player import Player
from samverkan.demo.story.hits import HitOutcome, hits
from samverkan.demo.story.persons import Person
from samverkan.demo.story.registers import csv_of, holder_lists
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.web.journal.transaction import committed
from samverkan.web.people.queries import local_date
from samverkan.web.questions import actions as questions
from samverkan.web.questions import queries
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.registers import read

SEALED_WITHIN = 60.0
LOOK = 0.1


class NotSealed(Exception):
    """The due work has not sealed today's pack in time."""


def decide_list(step: Step, by: Actor, now: datetime) -> None:
    """Read the register's files and decide on each entry. ValueError if a row is set aside."""
    wanted = step.detail("lists").split()
    for each in holder_lists():
        if each.key in wanted:
            listed = questions.list_entries(rows=read(csv_of(each).encode()), by=by, now=now)
            if listed.aside:
                raise ValueError(f"{each.key}: {len(listed.aside)} rows were set aside")


def await_pack(step: Step, by: Actor, now: datetime) -> None:
    """See that the due work has sealed today's pack for each asker. NotSealed if it has not."""
    del by
    committed.set()  # the clock has moved: due work begins now, and not at the loop's next beat
    until = monotonic() + SEALED_WITHIN
    state = queries.state_of_list(on=local_date(now))
    while not all(_is_sealed(asker, state, now) for asker in step.to):
        if monotonic() > until:
            raise NotSealed(f"No pack for {', '.join(step.to)} on {local_date(now)}.")
        sleep(LOOK)


def withdraw_entries(step: Step, by: Actor, now: datetime) -> None:
    """Take off the list those whose debt is paid, as the register says."""
    outcome = HitOutcome(step.detail("outcome"))
    paid = [hit.about for hit in hits() if hit.outcome is outcome]
    on = local_date(now)
    for person in paid:
        if not isinstance(person, Person):
            raise TypeError("a craft owes nothing")
        (entry,) = queries.entries(
            state="in-force", list_id="", search=person.number, on=on, now=now
        )
        questions.withdraw(entry=entry.pk, why=step.words, by=by, now=now)


def _is_sealed(asker: str, state: str, now: datetime) -> bool:
    pack = queries.sealed_pack(asker=asker, epoch=epoch_of(now))
    return pack is not None and pack.state_of_list == state


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.LIST_DECIDED: decide_list,
    StepAct.PACK_PUBLISHED: await_pack,
    StepAct.ENTRY_WITHDRAWN: withdraw_entries,
}
