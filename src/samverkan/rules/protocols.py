"""What a protocol must contain and what is still missing (UF 3:11, 6:8, 9:7, 13:9; KBL 2:7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.rules import tables


class ProtocolKind(StrEnum):
    """The protocols that `law/protocols.toml` describes."""

    EXECUTION = "execution"
    ATTACHMENT = "attachment"
    SALE = "sale"
    DISTRIBUTION = "distribution"
    INTERVENTION = "intervention"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a protocol must state. `circumstance` is empty if it is always asked for."""

    key: str
    citation: str
    number: str
    sv: str
    en: str
    circumstance: str

    def name_in(self, language: str) -> str:
        """Give the item in words, in `sv` or `en`."""
        return self.en if language == "en" else self.sv


def required(kind: ProtocolKind, *, on: date) -> tuple[Item, ...]:
    """Give every item of a protocol, those of the protocol it adds to first; keys differ."""
    return tuple(_items(kind, on))


def missing(
    kind: ProtocolKind,
    contents: Mapping[str, str],
    *,
    circumstances: Collection[str] = (),
    on: date,
) -> tuple[Item, ...]:
    """Give the items that the contents (key → text) leave out or leave blank, in their order."""
    return tuple(
        item
        for item in required(kind, on=on)
        if not contents.get(item.key, "").strip()
        and (not item.circumstance or item.circumstance in circumstances)
    )


def _items(kind: str, on: date) -> Iterator[Item]:
    row = tables.one("protocols", kind, on)
    if "adds_to" in row:
        yield from _items(row["adds_to"], on)
    for item in row["items"]:
        yield Item(
            item["key"],
            row["citation"],
            item["number"],
            item["sv"],
            item["en"],
            item.get("when", ""),
        )
