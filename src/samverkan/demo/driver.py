"""Plays the season: advances the clock, asks each step of its instance, waits for quiet."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from time import monotonic

from samverkan.demo.child import Child, ChildError, Plan
from samverkan.demo.control import Json
from samverkan.demo.making import DIRECTORY, folder_of, load_site, make_all, set_clock
from samverkan.demo.progress import Progress
from samverkan.demo.story.people import PARTICIPANTS, staff
from samverkan.demo.story.season import season
from samverkan.demo.story.steps import Step
from samverkan.demo.supervisor import Supervisor, free_ports
from samverkan.demo.words import Words

MANDATES_SINCE = "2025-01-01"
STARTED_WITHIN = 180.0
QUIET_WITHIN = 120.0
BREATH = 1.0
STARTING = Words(
    "Fjorton instanser startar, var och en med egna nycklar.",
    "Fourteen instances start, each with keys of its own.",
)
PREPARING = Words(
    "Katalogen över deltagare fästs och personalen läggs in.",
    "The directory of participants is pinned and the staff are entered.",
)


class Driver:
    """One run of the demo: a child for each participant and the plan they are asked to play.

    With fewer `participants` the others' steps are left out, and nothing is sent to them.
    """

    def __init__(
        self,
        root: Path,
        supervisor: Supervisor,
        progress: Progress,
        participants: Sequence[str] = PARTICIPANTS,
    ) -> None:
        self.root = root
        self.supervisor = supervisor
        self.progress = progress
        self.ports = dict(zip(participants, free_ports(len(participants)), strict=True))
        self._pool = ThreadPoolExecutor(len(participants))

    def make(self) -> None:
        """Make the instances: folders, keys, databases, one signed directory."""
        make_all(self.root, self.ports, at=season()[0].at)

    def start(self) -> None:
        """Start the instances; they are healthy when this returns."""
        self.progress.note(STARTING)
        load_site()
        for code, port in self.ports.items():
            command = (sys.executable, "-m", "samverkan.demo.instance")
            plan = Plan(code, (*command, str(folder_of(self.root, code)), str(port)), port)
            self.supervisor.start(plan)
        self.supervisor.wait_healthy(STARTED_WITHIN)

    def prepare(self) -> None:
        """Give every instance its directory and its staff."""
        self.progress.note(PREPARING)
        directory = str(self.root / DIRECTORY)
        list(self._pool.map(lambda code: self._prepare(code, directory), self.ports))
        self.settle()

    def play(self, steps: Sequence[Step] | None = None) -> None:
        """Play steps in order of time; those of the same moment at different instances together.

        The clock goes on when every message is answered. Entries are signed meanwhile.
        """
        every = season() if steps is None else steps
        for moment in _moments([step for step in every if step.participant in self.ports]):
            first, last = moment[0][1], moment[-1][1]
            set_clock(self.root, first.at)
            self.progress.note(first, at=first.at)
            list(self._pool.map(self._play_at_one, _by_participant(moment)))
            self.settle(signed=False)
            self.progress.note(last, at=last.at, steps=len(moment))
        self.settle()

    def settle(self, *, signed: bool = True) -> None:
        """Wait until nothing is unsent, unanswered or, with `signed`, unsigned.

        ChildError if it never is.
        """
        until = monotonic() + QUIET_WITHIN
        while waiting := self._busy(tuple(self.ports), signed=signed):
            if monotonic() > until:
                raise ChildError(f"Messages still wait at {', '.join(waiting)}.")
            self._busy(waiting, signed=signed, within=BREATH)

    def child(self, code: str) -> Child:
        """Give a participant's instance."""
        return self.supervisor.children[code]

    def _busy(self, codes: Collection[str], *, signed: bool, within: float = 0.0) -> list[str]:
        """Give those of some instances that are not quiet; each may take a while to become so."""

        def pending(code: str) -> Json:
            return self.child(code).ask("pending", within=within, signed=signed)

        counts = self._pool.map(pending, codes)
        return [code for code, count in zip(codes, counts, strict=True) if count]

    def _prepare(self, code: str, directory: str) -> None:
        people: list[Json] = [
            {
                "name": each.name,
                "display_name": each.display_name,
                "title": each.title,
                "roles": " ".join(sorted(each.roles)),
            }
            for each in staff()
            if each.participant == code
        ]
        self.child(code).ask("prepare", directory=directory, staff=people, since=MANDATES_SINCE)

    def _play_at_one(self, steps: Sequence[tuple[int, Step]]) -> None:
        for number, step in steps:
            self.child(step.participant).ask("play", number=number)


Numbered = tuple[int, Step]


def _moments(steps: Sequence[Step]) -> Iterator[list[Numbered]]:
    places = {id(step): number for number, step in enumerate(season())}
    numbered = [(places[id(step)], step) for step in steps]
    for _, group in groupby(numbered, key=lambda row: row[1].at):
        yield list(group)


def _by_participant(moment: Sequence[Numbered]) -> list[list[Numbered]]:
    codes = dict.fromkeys(step.participant for _, step in moment)
    return [[row for row in moment if row[1].participant == code] for code in codes]
