"""Says in words why two records look alike: what agrees, and what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

from samverkan.sealed.likeness.comparison import COMPONENTS
from samverkan.sealed.likeness.evidence import Compared, Weights, names_worth

SWAPPED = ("given", "surname")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing seen: a field and how far it agrees. `sentence` puts them into words."""

    field: str
    level: str


def reasons_of(pairs: Compared, place: int, weights: Weights) -> tuple[Reason, ...]:
    """Give the reasons for one of n pairs, in the order of its fields."""
    swapped = bool(pairs.crossed) and names_worth(pairs.at(place), weights)[1][0] > 0.5
    said = {
        one.name: one.levels[int(pairs.levels[one.name][place])] for one in COMPONENTS[pairs.kind]
    }
    found = [Reason("names", "swapped")] if swapped else []
    found += [
        Reason(name, level)
        for name, level in said.items()
        if level != "missing" and not (swapped and name in SWAPPED)
    ]
    return tuple(found)


def sentence(reasons: Sequence[Reason], language: str = "sv") -> str:
    """Put reasons into words: "birth date and the first four letters of the surname agree; …"."""
    words = _words()
    agree = [words[one.field][one.level][language] for one in reasons if _agrees(one)]
    differ = [words[one.field]["differs"][language] for one in reasons if _differs(one)]
    said = []
    if agree:
        said.append(f"{_listed(agree, language)} {_verb('agree', agree, language)}")
    if differ:
        said.append(f"{_listed(differ, language)} {_verb('differ', differ, language)}")
    return "; ".join(said) or _words()["none"]["none"][language]


def _agrees(reason: Reason) -> bool:
    return reason.level in _words()[reason.field] and reason.level != "differs"


def _differs(reason: Reason) -> bool:
    """Say whether the field as a whole differs: then that is said, beside the part that agrees."""
    return "differs" in _words()[reason.field] and reason.level in {
        "differs",
        "ends",
        "sound",
        "month_or_day",
        "only_year_differs",
    }


def _listed(said: Sequence[str], language: str) -> str:
    joint = _words()["none"]["and"][language]
    if len(said) == 1:
        return said[0]
    return f"{', '.join(said[:-1])} {joint} {said[-1]}"


def _verb(act: str, said: Sequence[str], language: str) -> str:
    form = act if len(said) > 1 or _plural(said[0]) else f"{act}s"
    return _words()["none"][form][language]


def _plural(said: str) -> bool:
    return any(
        said in row.values()
        for levels in _words().values()
        for row in levels.values()
        if row.get("number") == "plural"
    )


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return loads(files(__package__).joinpath("reasons.toml").read_text("utf-8"))
