"""Persons who do not exist: those of the cases by key, and strangers in bulk for the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice, takewhile
from random import Random
from threading import Lock

from samverkan.demo.story import SEED
from samverkan.demo.story.data import read
from samverkan.demo.story.numbers import SERIALS, personal_number

OLDEST, YOUNGEST = date(1940, 1, 1), date(2006, 12, 31)

SHARES = {
    "asked": 178,
    "routine": 235,
    "AF": 2000,
    "FK": 3000,
    "KFM": 8000,
    "KRIM": 2000,
    "MIV": 2000,
    "POL": 2500,
    "SKV": 2000,
    "TULL": 2000,
}
"""How many strangers each part of the story needs. No stranger has two parts."""

_drawing = Lock()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody fictional. `number` has twelve digits; `secret_address` = protected identity."""

    number: str
    name: str
    born: date
    address: str = ""
    secret_address: bool = False

    def age(self, on: date) -> int:
        """Give the age in whole years on a date."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


@cache
def named() -> dict[str, Person]:
    """Give the persons of persons.toml by key, such as `rasmus`."""
    return {
        key: Person(
            personal_number(row["born"], row["serial"]),
            row["name"],
            row["born"],
            row["address"],
            row.get("secret_address", False),
        )
        for key, row in read("persons").items()
    }


@cache
def strangers(part: str) -> tuple[Person, ...]:
    """Give the strangers of one part of the story. KeyError for a part not in SHARES.

    They are drawn in the order of SHARES, and no more of them than have been asked for: an instance
    that keeps no list needs those of the checks alone.
    """
    start = sum(SHARES[each] for each in takewhile(part.__ne__, SHARES))
    with _drawing:
        dealt, rest = _deal()
        dealt.extend(islice(rest, max(0, start + SHARES[part] - len(dealt))))
        return tuple(dealt[start : start + SHARES[part]])


@cache
def _deal() -> tuple[list[Person], Iterator[Person]]:
    """Give who have been drawn, and the rest, in order."""
    return [], _all_strangers(sum(SHARES.values()))


def _all_strangers(count: int) -> Iterator[Person]:
    """Draw numbers without repeats; a few more than needed, since some belong to the named."""
    random = Random(SEED)  # noqa: S311  a story, not a secret
    names = read("names")
    taken = {person.number for person in named().values()}
    days = (YOUNGEST - OLDEST).days + 1
    drawn = random.sample(range(days * len(SERIALS)), count + len(taken))
    people = (_stranger(place, names, random) for place in drawn)
    return (person for person in people if person.number not in taken)


def _stranger(place: int, names: Mapping[str, list[str]], random: Random) -> Person:
    day, serial_place = divmod(place, len(SERIALS))
    born, serial = OLDEST + timedelta(days=day), SERIALS[serial_place]
    given = random.choice(names["men" if serial % 2 else "women"])
    surname = random.choice(names["first"]) + random.choice(names["second"])
    return Person(personal_number(born, serial), f"{given} {surname}", born)
