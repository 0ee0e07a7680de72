"""Puts reasons into words, in Swedish and English (`reasons.toml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from tomllib import loads

from samverkan.sealed.likeness.reasons import Reason


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
