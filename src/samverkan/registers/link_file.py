"""A file to be linked, read whole: each column once as different values and where they stand."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samverkan.registers.link_cells import read_cells
from samverkan.registers.link_columns import meaning
from samverkan.registers.link_meaning import Meaning
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.likeness import Coded
from samverkan.sealed.likeness import fields as normal
from samverkan.sealed.likeness.dates import read_date
from samverkan.sealed.likeness.normal import NORMAL
from samverkan.sealed.likeness.spelling import blank, folded_of, words, words_of

_DAY_FIRST = re.compile(r"^\s*([0-9]{1,2})[./\- ]([0-9]{1,2})[./\- ][0-9]{2,4}\b")
MOSTLY = 0.3
"""From this share of values with a legal form, a column of names holds companies."""


@dataclass(frozen=True, slots=True)
class LinkFile:
    """A file's rows: what each is called, and its columns of normalised fields by name.

    `doubled` counts the names that stand on more than one row; `numbered` says that rows have no
    name in the file and go by their number, from 1.
    """

    name: str
    ids: Sequence[str]
    fields: Mapping[str, Coded]
    doubled: int
    numbered: bool

    def __len__(self) -> int:
        return len(self.ids)


def read_link_file(path: Path, told: Mapping[str, str]) -> LinkFile:
    """Read a file. NotAllowed says what is wrong with it; OSError if it cannot be read."""
    cells = read_cells(path)
    means = meaning(cells.header, told, file=path.name)
    if not means.taken:
        raise NotAllowed("link.unknown", file=path.name, names=", ".join(cells.header))
    ids, coded = _coded(cells.rows, means)
    if not len(next(iter(coded.values())).codes):
        raise NotAllowed("link.no_rows", file=path.name)
    doubled = len(ids) - len(set(ids))
    numbered = means.row is None or (bool(doubled) and not _by_name(means))
    if numbered:
        ids, doubled = [str(row) for row in range(1, len(ids) + 1)], 0
    fields = {name: column for name, column in _normalised(coded).items() if column.said()}
    return LinkFile(path.name, ids, fields, doubled, numbered)


def _by_name(means: Meaning) -> bool:
    """Say whether the column of identities was recognised, and not only guessed."""
    return means.row is not None and means.row.known


def _coded(rows: Iterable[Sequence[str]], means: Meaning) -> tuple[list[str], dict[str, Coded]]:
    """Read all rows: their names, and each column's different values and codes."""
    ids: list[str] = []
    columns = [(one.value, dict[str, int](), array("i")) for one in means.taken]
    for cells in rows:
        ids.append(means.row.value(cells) if means.row else "")
        for value, places, codes in columns:
            codes.append(places.setdefault(value(cells), len(places)))
    return ids, {
        one.name: Coded(np.array(codes, np.int32), tuple(places))
        for one, (_, places, codes) in zip(means.taken, columns, strict=True)
    }


def _normalised(raw: Mapping[str, Coded]) -> dict[str, Coded]:
    """Normalise every column; take whole names, addresses and numbers apart."""
    found = {name: raw[name].mapped(NORMAL[name]) for name in raw if name in NORMAL}
    if "birth" in raw:
        found["birth"] = raw["birth"].mapped(date_reader(raw["birth"].values))
    if "address" in raw:
        found["street"] = raw["address"].mapped(street_of)
        found["house"] = raw["address"].mapped(NORMAL["house"])
    if "name" in raw:
        found |= _named(raw["name"])
    if "number" in found and "company" not in found:
        read = found["number"].mapped(normal.birth_of)
        found["birth"] = found["birth"].filled(read) if "birth" in found else read
    return found


def date_reader(written: Iterable[str]) -> Callable[[str], str]:
    """Read a column's dates: month first where a second number is above 12 and no first one is."""
    parts = [found.groups() for text in written if (found := _DAY_FIRST.match(text))]
    month_first = any(int(second) > 12 for _, second in parts) and not any(
        int(first) > 12 for first, _ in parts
    )
    return lambda text: "" if blank(text) else read_date(text, month_first=month_first)


def street_of(address: str) -> str:
    """Give the street of an address: the first part between commas that has a word of its own."""
    parts = [NORMAL["street"](part) for part in address.split(",")]
    own = [part for part in parts if part and not set(part.split()) <= folded_of("streets")]
    return next(iter(own), next(filter(None, parts), ""))


def _named(names: Coded) -> dict[str, Coded]:
    """Take a column of whole names apart, or see that they are companies'."""
    forms = sum(not words_of("legal_forms").isdisjoint(words(name)) for name in names.values)
    if forms > MOSTLY * len(names.values):
        return {"company": names.mapped(NORMAL["company"])}
    return {
        "given": names.mapped(lambda name: NORMAL["given"](_apart(name)[0])),
        "surname": names.mapped(lambda name: NORMAL["surname"](_apart(name)[1])),
    }


def _apart(name: str) -> tuple[str, str]:
    """Give given names and surname of "Anna Berg" or "Berg, Anna"; a single word is a surname."""
    surname, comma, given = name.partition(",")
    if comma:
        return given.strip(), surname.strip()
    first, _, last = name.strip().rpartition(" ")
    return first, last
