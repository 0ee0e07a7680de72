"""What `samverkan ask` says of a step, in Swedish, in English and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from samverkan.cli.numbers import spoken
from samverkan.cli.put_aside import reason_fields, reasons
from samverkan.registers.asked_numbers import NotAsked
from samverkan.registers.tally import Tally
from samverkan.rules.printable import printable

WORDS = {
    "sv": {
        "blinded": "Frågan om {count} nummer till {holder} är skriven. Behåll det som öppnar den.",
        "blinded_before": "Frågan till {holder} fanns redan och är oförändrad.",
        "blinded_rows": "Frågan till {holder} är skriven, rader i den: {count}, element: "
        "{elements}. Behåll det som öppnar den.",
        "asks": "{asker} frågar {holder} om {count} element för {epoch}.",
        "answered": "{count} element är besvarade med bevis för {asker}, {epoch}.",
        "answered_before": "Svaret till {asker} för {epoch}, {count} element, fanns redan. Det är "
        "gjort med den här nyckeln och är oförändrat.",
        "opened": "Beviset håller: {holder} svarade med paketets nyckel. Träff: {hits} av {count}.",
        "judged": "Beviset håller: {holder} svarade med paketets nyckel. {hits} av {count} har en "
        "möjlig träff, med {elements} element. Ingen är en träff förrän en person har prövat den.",
        "like": "{text}: möjlig träff, {probability:.3f}: {reasons}",
        "nobody_like": "{text}: ingen möjlig träff",
        "signed": "Paketets underskrift stämmer.",
        "unchecked": "Paketets underskrift är inte prövad: ge innehavarens nyckel med --card eller "
        "--vkey.",
        "hit": "{text}: träff: {labels}",
        "bare_hit": "{text}: träff",
        "no_hit": "{text}: ingen träff",
        "fallen_back": "Den snabba räkningen är ur funktion här, och libsodium gör arbetet: {why}",
        "aside": "rad {line}: {text}: frågas inte: {reason}",
    },
    "en": {
        "blinded": "The question to {holder} is written, numbers in it: {count}. "
        "Keep what opens it.",
        "blinded_before": "The question to {holder} was there already and is unchanged.",
        "blinded_rows": "The question to {holder} is written, rows in it: {count}, elements: "
        "{elements}. Keep what opens it.",
        "asks": "{asker} asks {holder} for {epoch}, elements: {count}.",
        "answered": "Answered with proof for {asker}, {epoch}, elements: {count}.",
        "answered_before": "The answer to {asker} for {epoch} was there already, elements: "
        "{count}. It was made with this key and is unchanged.",
        "opened": "The proof holds: {holder} used the pack's key. {hits} of {count} hit.",
        "judged": "The proof holds: {holder} used the pack's key. {hits} of {count} have a "
        "possible hit, with {elements} elements. None is a hit before a person has reviewed it.",
        "like": "{text}: possible hit, {probability:.3f}: {reasons}",
        "nobody_like": "{text}: no possible hit",
        "signed": "The pack's signature is right.",
        "unchecked": "The pack's signature is not checked: give the holder's key with --card or "
        "--vkey.",
        "hit": "{text}: hit: {labels}",
        "bare_hit": "{text}: hit",
        "no_hit": "{text}: no hit",
        "fallen_back": "The fast arithmetic is out of use here, and libsodium works: {why}",
        "aside": "line {line}: {text}: not asked: {reason}",
    },
}


class Shown(Protocol):
    """What came of one line or row, in words and for JSON."""

    @property
    def is_hit(self) -> bool:
        """Say whether anything was found."""
        ...

    def sentences(self, language: str) -> list[str]:
        """Say it in lines."""
        ...

    def fields(self, language: str) -> dict[str, object]:
        """Give it for JSON."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one line: the labels that it opened, none without a hit."""

    line: int
    text: str
    labels: tuple[bytes, ...]

    @property
    def is_hit(self) -> bool:
        """Say whether it is listed."""
        return bool(self.labels)

    def sentences(self, language: str) -> list[str]:
        """Say it in one line."""
        labels = ", ".join(filter(None, map(readable, self.labels)))
        key = "no_hit" if not self.labels else "hit" if labels else "bare_hit"
        return [WORDS[language][key].format(text=self.text, labels=labels)]

    def fields(self, language: str) -> dict[str, object]:  # noqa: ARG002  the same in both
        """Give it for JSON."""
        labels = [readable(label) for label in self.labels]
        return {"line": self.line, "text": self.text, "hit": bool(labels), "labels": labels}


@dataclass(frozen=True, slots=True)
class Said:
    """What a step did: a key of WORDS with its values, what was found, and lines put aside.

    `signed` says whether the pack's signature was checked, None where there is no pack; `read`
    tells of cells that were not understood.
    """

    done: str
    values: Mapping[str, object]
    found: tuple[Shown, ...] = ()
    aside: tuple[NotAsked, ...] = ()
    signed: bool | None = None
    read: Tally | None = None

    @property
    def has_aside(self) -> bool:
        """Say whether anything was put aside."""
        return bool(self.aside or (self.read and self.read.reasons))

    def lines(self, language: str) -> list[str]:
        """Say it in lines: what was put aside, what was found, the sum, and the signature."""
        words = WORDS[language]
        checked = {None: [], True: [words["signed"]], False: [words["unchecked"]]}[self.signed]
        return [
            *(reasons(self.read, language) if self.read else []),
            *(words["aside"].format(**each) for each in self._aside(language)),
            *(printable(line) for each in self.found for line in each.sentences(language)),
            words[self.done].format(**spoken(self.values, language)),
            *checked,
        ]

    def fields(self, language: str) -> dict[str, object]:
        """Give it for JSON."""
        return {
            "done": self.done,
            **self.values,
            **({} if self.signed is None else {"signed": self.signed}),
            "found": [each.fields(language) for each in self.found],
            "aside": self._aside(language),
            "not_read": reason_fields(self.read, language) if self.read else [],
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
