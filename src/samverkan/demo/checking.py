"""`samverkan demo --check`: what the instances computed, proved and kept, against the story.

Five looks: figures to the öre, every release answered, every journal whole, nothing about those who
were not found outside the Coast Guard, and memory and time. Each fault is one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import cast

from samverkan.demo.control import Json
from samverkan.demo.driver import Driver
from samverkan.demo.leaks import Found, in_files, search, spellings
from samverkan.demo.making import folder_of
from samverkan.demo.story.checks import asked
from samverkan.demo.story.expected import CaseOutcome, outcomes, totals, volumes
from samverkan.demo.story.hits import hits
from samverkan.demo.story.persons import Person, named
from samverkan.exchange.cards import open_card
from samverkan.trail.verify import verify_log

ASKER, EXECUTOR, PUBLISHER = "KBV", "KFM", "NUC"
ANSWERED = frozenset({"receipted", "recall-confirmed"})
RECALLED = {ASKER: 3}
"""How many releases each instance took back, all confirmed in the end."""

PUBLISHED = {
    "attached-value": "attached",
    "corrected-value": "corrected",
    "forfeited-value": "forfeited",
    "left-in-attachment": "left_in_attachment",
    "sold-for": "sold",
    "costs-and-fees": "costs_and_fees",
    "liens": "liens",
    "replacement-sums": "replacement",
    "paid-to-creditors": "to_creditors",
    "to-victims-by-attachment": "to_victims_by_attachment",
    "to-victims-through-state": "to_victims_through_state",
    "to-victims": "to_victims",
    "convicted-same-direction": "convicted_in_other_operation",
    "later-outcomes": "sobriety_convictions",
}
"""Which total of the story each published figure, and the ledger's late outcome, must be."""

COUNTED = {
    "checks": "checks",
    "checks-routine": "routine",
    "checks-in-operation": "in_operation",
    "persons-asked": "persons_asked",
}
FROM_RESULTS = frozenset({"convicted_in_other_operation", "sobriety_convictions"})
"""Totals that Kronofogden does not know; the result ledger does."""

SEARCHED = 12
PLANTED = "rasmus"
UNSEEN = ("lennart", "annika")


class Checking:
    """One check of a played season: faults as sentences, and lines of a summary."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.faults: list[str] = []
        self.summary: list[str] = []

    def while_running(self) -> None:
        """Ask the instances what they computed and how their releases stand."""
        self._figures()
        self._volumes()
        self._published()
        self._releases()
        memory = self.driver.supervisor.memory()["total"]["pss"]
        self.summary.append(f"Memory of {len(self.driver.ports)} instances: {memory >> 20} MiB.")

    def when_stopped(self) -> None:
        """Verify every journal, and search what every instance keeps."""
        self._journals()
        self._leaks()

    def _figures(self) -> None:
        for outcome in outcomes():
            found = self._ask(EXECUTOR, "case_figures", number=outcome.number)
            self._compare(f"case {outcome.number}", _as_figures(outcome), found)
        found = self._ask(EXECUTOR, "season_figures")
        wanted = {name: value for name, value in totals().items() if name not in FROM_RESULTS}
        self._compare("the season", wanted, found)
        attached, reached = (int(str(found[name])) for name in ("attached", "to_victims"))
        self.summary.append(f"Of {amount(attached)} attached, {amount(reached)} reached victims.")

    def _volumes(self) -> None:
        found = self._ask(ASKER, "sea_figures")
        self._compare("the checks", volumes(), found)
        self.summary.append(
            f"{found['checks']} checks, {found['persons_asked']} persons asked about, "
            f"{sum(cast('Mapping[str, int]', found['hits']).values())} hits."
        )

    def _published(self) -> None:
        """Compare what the secretariat published, from others' tables, with the story."""
        found = self._ask(PUBLISHER, "published_figures")
        wanted = {key: totals()[name] for key, name in PUBLISHED.items()}
        wanted |= {key: volumes()[name] for key, name in COUNTED.items()}
        wanted["hits"] = sum(volumes()["hits"].values())
        self._compare("the report", wanted, found)

    def _releases(self) -> None:
        count = 0
        for code in self.driver.ports:
            found = self._ask(code, "release_states")
            states = cast("Mapping[str, int]", found["states"])
            count += sum(states.values())
            for name in states:
                if name.partition(" ")[2] not in ANSWERED:
                    self.faults.append(f"{code}: {states[name]} releases stand as {name}.")
            taken_back = states.get("disclosure recall-confirmed", 0)
            self._same(f"{code}: recalled and confirmed", RECALLED.get(code, 0), taken_back)
            self._same(f"{code}: messages that could not be applied", 0, found["set_aside"])
        self.summary.append(f"{count} releases, each answered.")

    def _journals(self) -> None:
        entries = 0
        for code in self.driver.ports:
            folder = folder_of(self.driver.root, code)
            card = open_card((folder / "card.jws").read_text("ascii"))
            report = verify_log(_Files(folder / "journal").read, card.log)
            self.faults += [f"{code}: {each.sentence_en}" for each in report.findings]
            entries += report.checkpoint.size if report.checkpoint else 0
        self.summary.append(f"{entries} journal entries, every one proved from its public files.")

    def _leaks(self) -> None:
        words = tuple(word for person in unheard_of() for word in _words(person))
        opened = 0
        for code in self.driver.ports:
            if code != ASKER:
                searched = search(folder_of(self.driver.root, code), words)
                opened += searched.opened
                self._tell(f"{code} keeps", searched.found)
        self._tell("A log holds", tuple(in_files((self.driver.root / "run").glob("*"), words)))
        self._planted()
        self.summary.append(
            f"{opened} sealed values opened: whoever was not found is unknown outside {ASKER}."
        )

    def _planted(self) -> None:
        """See that the same search finds somebody whom Kronofogden must know."""
        person = named()[PLANTED]
        if not search(folder_of(self.driver.root, EXECUTOR), _words(person)).found:
            self.faults.append(f"{person.name} is not found at {EXECUTOR}: the search is blind.")

    def _tell(self, what: str, found: tuple[Found, ...]) -> None:
        self.faults += [f"{what} {each.word!r} in {each.where}." for each in found]

    def _ask(self, code: str, act: str, **words: int) -> Mapping[str, Json]:
        return cast("Mapping[str, Json]", self.driver.child(code).ask(act, **words))

    def _compare(self, what: str, wanted: Mapping[str, object], found: Mapping[str, Json]) -> None:
        for name in sorted({*wanted, *found}):
            self._same(f"{what}: {name}", wanted.get(name, 0), found.get(name, 0))

    def _same(self, what: str, wanted: object, found: object) -> None:
        if wanted != found and (wanted or found):
            self.faults.append(f"{what} is {found}, not {wanted}.")


def amount(ore: int) -> str:
    """Write an amount with plain spaces, for a terminal: `508 006.12 kr`."""
    whole, rest = divmod(ore, 100)
    return f"{whole:,}".replace(",", " ") + (f".{rest:02} kr" if rest else " kr")


def _as_figures(outcome: CaseOutcome) -> dict[str, object]:
    told = {field.name: getattr(outcome, field.name) for field in fields(outcome)}
    del told["number"]
    return {**told, "paid": dict(outcome.paid), "through_state": dict(outcome.through_state)}


def unheard_of() -> Iterator[Person]:
    """Give some who were asked about without a hit, and the family about whom nobody asked."""
    met = {hit.about for hit in hits()}
    known = {person.number for person in named().values()}
    strangers = [each for each in asked() if each not in met and each.number not in known]
    step = max(1, len(strangers) // SEARCHED)
    yield from strangers[::step]
    yield from (named()[key] for key in UNSEEN)


def _words(person: Person) -> tuple[str, ...]:
    return (person.name, *spellings(person.number))


class _Files:
    """A journal's public files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes:
        """Read one file. KeyError if there is none."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            raise KeyError(name) from None
