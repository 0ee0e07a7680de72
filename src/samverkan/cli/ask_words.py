"""What `samverkan ask` says of a step, in Swedish, in English and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from samverkan.registers.asked_numbers import NotAsked

WORDS = {
    "sv": {
        "blinded": "Frågan om {count} nummer till {holder} är skriven. Behåll det som öppnar den.",
        "blinded_before": "Frågan till {holder} fanns redan och är oförändrad.",
        "answered": "{count} element är besvarade med bevis för {asker}.",
        "answered_before": "Svaret fanns redan och är oförändrat.",
        "opened": "Beviset håller: {holder} svarade med paketets nyckel. Träff: {hits} av {count}.",
        "judged": "{hits} av {count} har en möjlig träff, med {elements} element. Ingen är en "
        "träff förrän en person har prövat den.",
        "hit": "{text}: träff: {labels}",
        "bare_hit": "{text}: träff",
        "no_hit": "{text}: ingen träff",
        "fallen_back": "Den snabba räkningen är ur funktion här, och libsodium gör arbetet: {why}",
        "aside": "rad {line}: {text}: frågas inte: {reason}",
    },
    "en": {
        "blinded": "The question about {count} numbers to {holder} is written. Keep what opens it.",
        "blinded_before": "The question to {holder} was there already and is unchanged.",
        "answered": "{count} elements are answered with proof for {asker}.",
        "answered_before": "The answer was there already and is unchanged.",
        "opened": "The proof holds: {holder} used the pack's key. {hits} of {count} hit.",
        "judged": "{hits} of {count} have a possible hit, with {elements} elements. None is a hit "
        "before a person has reviewed it.",
        "hit": "{text}: hit: {labels}",
        "bare_hit": "{text}: hit",
        "no_hit": "{text}: no hit",
        "fallen_back": "The fast arithmetic is out of use here, and libsodium works: {why}",
        "aside": "line {line}: {text}: not asked: {reason}",
    },
}


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one line: the labels that it opened, none without a hit."""

    line: int
    text: str
    labels: tuple[bytes, ...]

    def sentence(self, language: str) -> str:
        """Say it in one line."""
        labels = ", ".join(filter(None, map(readable, self.labels)))
        key = "no_hit" if not self.labels else "hit" if labels else "bare_hit"
        return WORDS[language][key].format(text=self.text, labels=labels)

    def fields(self) -> dict[str, object]:
        """Give it for JSON."""
        labels = [readable(label) for label in self.labels]
        return {"line": self.line, "text": self.text, "hit": bool(labels), "labels": labels}


class Shown(Protocol):
    """What came of one line or row, in words and for JSON."""

    def sentence(self, language: str) -> str:
        """Say it in one line."""

    def fields(self) -> dict[str, object]:
        """Give it for JSON."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a step did: a key of WORDS with its values, what was found, and lines put aside."""

    done: str
    values: dict[str, object]
    found: tuple[Shown, ...] = ()
    aside: tuple[NotAsked, ...] = ()

    def lines(self, language: str) -> list[str]:
        """Say it in lines: what was put aside, what was found, and the sum."""
        words = WORDS[language]
        return [
            *(words["aside"].format(**each) for each in self._aside(language)),
            *(each.sentence(language) for each in self.found),
            words[self.done].format(**self.values),
        ]

    def fields(self, language: str) -> dict[str, object]:
        """Give it for JSON."""
        return {
            "done": self.done,
            **self.values,
            "found": [each.fields() for each in self.found],
            "aside": self._aside(language),
        }

    def _aside(self, language: str) -> list[dict[str, object]]:
        return [
            {"line": each.line, "text": each.text, "reason": each.refusal.sentence(language)}
            for each in self.aside
        ]


def readable(label: bytes) -> str:
    """Give a label as text without its padding, or as hexadecimal if it is none."""
    try:
        text = label.rstrip(b"\0").decode()
    except UnicodeDecodeError:
        return label.hex()
    return text if text.isprintable() else label.hex()
