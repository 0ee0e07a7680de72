"""What a published figure means: measures and the data sets they add up, as dated definitions.

The definitions stand in `law/measures.toml`. A file published under one version keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load, load_on, table

OTHERS = "others"
"""The kind under which small counts are put together."""


class Unit(StrEnum):
    """What the values of a data set count."""

    ORE = "öre"
    NUMBER = "antal"
    PERSONS = "personer"


class Family(StrEnum):
    """What was done, what it led to, and what changed: three things that are never added."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    sv: str
    en: str

    def read(self, language: str) -> str:
        """Give the text in `sv` or `en`."""
        return self.en if language.startswith("en") else self.sv


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """A table of rows: which kinds and statuses it may hold, and whether a row is a sum of money.

    Rows that are counts (`amounts` false) are protected: one to four is never published. Amounts
    are never published one by one: a row is the sum of a kind and status. `holders`
    says which participant's list is which kind, where rows are counted by list.
    """

    key: str
    title: Words
    home: Words
    unit: Unit
    amounts: bool
    kinds: Mapping[str, Words]
    statuses: Mapping[str, Words]
    holders: Mapping[str, str]

    def of_holder(self, participant: str) -> str:
        """Give the kind that a participant's list is counted as; `others` if it has none."""
        return self.holders.get(participant, OTHERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One definition: which rows of which data set are added up. Empty means all."""

    id: str
    version: int
    dataset: DataSet
    kinds: frozenset[str]
    statuses: frozenset[str]
    in_period: bool
    family: Family
    citation: str
    valid_from: date
    title: Words
    definition: Words
    level: Words
    included: Words
    excluded: Words


@cache
def datasets() -> Mapping[str, DataSet]:
    """Give every data set by key."""
    return {key: _dataset(key, row) for key, row in table("measures")["dataset"].items()}


@cache
def measures_on(on: date) -> tuple[Measure, ...]:
    """Give the definitions in force on a day, in the order of the table."""
    return tuple(_measure(row) for row in load_on("measures", on))


def measure(identity: str, on: date) -> Measure:
    """Give a definition in force on a day; NotAllowed if nobody has defined it."""
    for found in measures_on(on):
        if found.id == identity:
            return found
    raise NotAllowed("figures.unknown_measure", measure=identity, version="-")


def measure_version(identity: str, version: int) -> Measure:
    """Give the definition that a file was published under; NotAllowed if there is none."""
    for row in load("measures"):
        if row["id"] == identity and row["version"] == version:
            return _measure(row)
    raise NotAllowed("figures.unknown_measure", measure=identity, version=version)


def dataset(key: str) -> DataSet:
    """Give a data set; NotAllowed if there is none."""
    found = datasets().get(key)
    if found is None:
        raise NotAllowed("figures.unknown_dataset", dataset=key)
    return found


def _dataset(key: str, row: Mapping[str, Any]) -> DataSet:
    return DataSet(
        key=key,
        title=Words(row["sv"], row["en"]),
        home=Words(row["home_sv"], row["home_en"]),
        unit=Unit(row["unit"]),
        amounts=row["rows"] == "amounts",
        kinds={name: Words(**words) for name, words in row["kinds"].items()},
        statuses={name: Words(**words) for name, words in row["statuses"].items()},
        holders=row.get("holders", {}),
    )


def _measure(row: Mapping[str, Any]) -> Measure:
    words = {
        name: Words(row[f"{name}_sv"], row[f"{name}_en"])
        for name in ("title", "definition", "level", "included", "excluded")
    }
    return Measure(
        id=row["id"],
        version=row["version"],
        dataset=dataset(row["dataset"]),
        kinds=frozenset(row.get("kinds", ())),
        statuses=frozenset(row.get("statuses", ())),
        in_period=row["in_period"],
        family=Family(row["family"]),
        citation=row["citation"],
        valid_from=row["valid_from"],
        **words,
    )
