"""How a rule says no: a key, its parameters and the section; the sentences stand in `sentences/`.

The page that greys out a button and the error that refuses the act show the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Protocol, runtime_checkable

from samverkan.rules.faults import in_words
from samverkan.rules.printable import printable

_FAULTS = frozenset({"fault", "why"})
"""Parameters that are what another part of the program, or the machine, says is wrong."""


@runtime_checkable
class Sayable(Protocol):
    """What has words of its own in both languages."""

    def sentence(self, language: str) -> str:
        """Give them in `sv` or `en`."""
        ...


class NotAllowed(Exception):
    """An act that the law or the process does not allow now; `key` names its sentence."""

    def __init__(self, key: str, *, section: str = "", **parameters: object) -> None:
        super().__init__(key)
        self.key = key
        self.section = section
        self.parameters = parameters

    def sentence(self, language: str = "sv") -> str:
        """Give the sentence in `sv` or `en`, with its section of law."""
        text = sentence(self.key, language, **self.parameters)
        return f"{text} ({self.section})" if self.section else text

    def __str__(self) -> str:
        return self.sentence("en")


class Changed(Exception):
    """Someone else was first: the row is no longer in the state the act began from."""


def sentence(key: str, language: str = "sv", **parameters: object) -> str:
    """Look up a sentence and fill in its parameters. KeyError if the key has none.

    A parameter that has a sentence itself, as a refusal has, or that is what the program says of
    something damaged, is said in the same language. What one quotes may come out of any file: signs
    that steer a terminal are shown as U+FFFD.
    """
    said = {name: _said(name, value, language) for name, value in parameters.items()}
    return printable(sentences()[key][language].format(**said))


def _said(name: str, value: object, language: str) -> object:
    if isinstance(value, Sayable):
        return value.sentence(language)
    return in_words(str(value), language).rstrip(".") if name in _FAULTS else value


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Give every sentence: key → language → text. Each key stands in one file only."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(files("samverkan.rules").joinpath("sentences").iterdir(), key=str):
        for key, row in loads(file.read_text("utf-8")).items():
            if key in found:
                raise ValueError(f"the sentence {key} stands twice, again in {file.name}")
            found[key] = row
    return found


def reason(
    rule: Callable[..., object], /, *arguments: object, **named: object
) -> NotAllowed | None:
    """Ask a rule without acting: None if it allows, else its refusal (for a greyed-out button)."""
    try:
        rule(*arguments, **named)
    except NotAllowed as refusal:
        return refusal
    return None
