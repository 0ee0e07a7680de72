"""Acts of every instance: make the house ready, and say what is still on its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from time import monotonic, sleep

from samverkan.demo.control import Json
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.conf import clock
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import here
from samverkan.web.journal.queries import unsigned
from samverkan.web.journal.tiles import signer
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.partners.queries import on_their_way
from samverkan.web.people import actions as people

LOOK = 0.02


def prepare(*, directory: str, staff: Sequence[Mapping[str, Json]], since: str) -> Json:
    """Enter the instance's birth, trust the directory, add the staff with their mandates."""
    here().journal_folder.mkdir(exist_ok=True)
    (here().journal_folder / "vkey").write_text(signer().vkey + "\n", "ascii")
    _furnish(Path(directory).read_text("ascii"), staff, date.fromisoformat(since))
    return None


def pending(*, within: float = 0.0, signed: bool = True) -> Json:
    """Count what has not been sent or answered; waits `within` seconds for it to be 0.

    With `signed` also entries that no checkpoint covers yet.
    """
    until = monotonic() + within
    while (count := on_their_way() + (unsigned() if signed else 0)) and monotonic() < until:
        sleep(LOOK)
    return count


@in_one_transaction
def _furnish(directory: str, staff: Sequence[Mapping[str, Json]], since: date) -> None:
    me, now = Actor.instance(here().participant), clock.now()
    journal.record(Act.INSTANCE_MADE, about=here().participant, by=me, at=now, case="instance")
    partners.pin(text=directory, by=me, now=now)
    for row in staff:
        _add(row, since=since, by=me)


def _add(row: Mapping[str, Json], *, since: date, by: Actor) -> None:
    now = clock.now()
    person = people.add_person(
        username=str(row["name"]),
        display_name=str(row["display_name"]),
        title=str(row["title"]),
        password=None,
        by=by,
        now=now,
    )
    for role in str(row["roles"]).split():
        people.give_mandate(
            person=person, role=role, valid_from=since, valid_to=None, by=by, now=now
        )


ACTS: Mapping[str, Callable[..., Json]] = {"prepare": prepare, "pending": pending}
