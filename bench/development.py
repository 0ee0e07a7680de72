"""How likeness does on the sets it may be tuned on: what the published ones are kept clear of.

Every weight, family and line of likeness is to be chosen here, never on `accuracy.py`'s sets:
persons with other names, homes, families and errors; companies and craft with other seeds, in
which some numbers are another's, as they are in life. `--json` writes the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from accuracy import LISTED, ON, Found, bands, ours
from boats import FIELDS as CRAFT
from boats import Boats
from errors import MODELS, Errors
from firms import FIELDS as COMPANY
from firms import Firms
from linked_sets import TASKS, LinkedSet, Side, shared
from numpy.random import Generator, default_rng
from residents import Residents
from rows import Row, main

from samverkan.registers.linking import drawn
from samverkan.rules.linking import line

SEEDS = (11, 12)
LISTED_PERSONS, ASKED = 20_000, 4_000
SHORT = 500
"""Persons who stand twice in a short file of 1,000 that is linked with itself."""

WITHOUT = ("without the number", "name, birth date, place")
MISTAKEN = 0.02
"""Of numbers asked about, how many are another's in the register."""

Copy = Callable[[dict[str, str]], dict[str, str]]
NUMBERS = {"company": ("number",), "craft": ("hull", "registration", "engine")}


def measure() -> Iterator[Row]:
    """Link each set, and give the rows; then the calibration of all of a kind."""
    for kind, sets in (("persons", persons), ("companies", companies), ("craft", craft)):
        every: list[Found] = []
        for name, one, fields in sets():
            every.append(found := ours(one, fields))
            yield from told(f"development, {name}", found)
        for said, right in bands(every):
            yield Row(f"development, calibration of {kind}", said, right, "are right")


def told(group: str, found: Found) -> Iterator[Row]:
    """Give what was found from the line of a list, and by default."""
    for name, value in zip(("precision", "recall", "F1"), found.at(LISTED), strict=True):
        yield Row(group, name, value, "")
    precision, recall, _ = found.at(drawn(line("sure", on=ON), found.scores))
    yield Row(group, "precision of the default list", precision, "of pairs")
    yield Row(group, "recall of the default list", recall, "of pairs")


def persons() -> Iterator[tuple[str, LinkedSet, Sequence[str]]]:
    """Give registers of both kinds of names, spoilt by each model, and short files."""
    for (names, place), model in product((("Swedish", shared()), ("English", None)), MODELS):
        random = default_rng([SEEDS[0], len(names), len(model)])
        made = Residents(random, place)
        people = made.draw(LISTED_PERSONS + ASKED)
        errors = Errors(model, random, people)
        large = asked(people[:LISTED_PERSONS], people[LISTED_PERSONS:], errors.copy)
        short = doubled(people[:SHORT], errors.copy)
        for task in WITHOUT:
            yield f"{names} names, {model}, {task}", large, TASKS[task]
            yield f"{names} names, {model}, {task}, 1,000 rows", short, TASKS[task]


def companies() -> Iterator[tuple[str, LinkedSet, Sequence[str]]]:
    """Give registers of companies."""
    yield from _numbered("company", Firms, 20_000, COMPANY)


def craft() -> Iterator[tuple[str, LinkedSet, Sequence[str]]]:
    """Give registers of craft."""
    yield from _numbered("craft", Boats, 20_000, CRAFT)


def _numbered(
    kind: str, make: Callable[[Generator], Firms | Boats], count: int, fields: Sequence[str]
) -> Iterator[tuple[str, LinkedSet, Sequence[str]]]:
    for seed, mistaken in product(SEEDS, (0.0, MISTAKEN)):
        random = default_rng(seed)
        made = make(random)
        register, others = made.draw(count), made.draw(ASKED)
        swap = Mistaken(random, register, NUMBERS[kind], mistaken)
        one = asked(register, others, swap.after(made.asked))
        yield f"{kind}, seed {seed}, {mistaken:.0%} of numbers another's", one, fields


class Mistaken:
    """Puts another's number where a share of the numbers stand."""

    def __init__(
        self,
        random: Generator,
        register: Sequence[Mapping[str, str]],
        names: Sequence[str],
        share: float,
    ) -> None:
        self.random, self.register, self.names, self.share = random, register, names, share

    def after(self, spoil: Copy) -> Copy:
        """Give copies that are spoilt first, and then have mistaken numbers."""

        def copy(row: dict[str, str]) -> dict[str, str]:
            spoilt = spoil(row)
            other = self.register[int(self.random.integers(len(self.register)))]
            wrong = [n for n in self.names if spoilt[n] and self.random.random() < self.share]
            return {**spoilt, **{name: other[name] for name in wrong}}

        return copy


def asked(
    register: Sequence[dict[str, str]],
    others: Sequence[dict[str, str]],
    copy: Copy,
) -> LinkedSet:
    """Ask a register about as many of its own as of others, each spoilt."""
    rows = [copy(row) for row in (*register[: len(others)], *others)]
    who = [str(n) for n in (*range(len(others)), *range(-len(others), 0))]
    return LinkedSet(
        "", Side(rows, who), Side(register, [str(n) for n in range(len(register))]), {}
    )


def doubled(people: Sequence[dict[str, str]], copy: Copy) -> LinkedSet:
    """Put each row and a spoilt copy of it into one file."""
    who = [str(n) for n in range(len(people))]
    return LinkedSet("", Side([*people, *map(copy, people)], who * 2), None, {})


if __name__ == "__main__":
    main(measure, __doc__)
