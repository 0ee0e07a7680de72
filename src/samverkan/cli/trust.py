"""Whose pack it is: what an asker expects of it, and the key that must have signed it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from samverkan.cli.parser import Parser
from samverkan.cli.values import epoch, public_key
from samverkan.registers.pack_files import key_on_card, load_pack, pack_fault
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.errors import PackDamaged
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import VerifyKey

_OTHERS = {"holder": "ask.other_holder", "asker": "ask.other_asker", "epoch": "ask.other_epoch"}


class Named(Protocol):
    """What says from whom, for whom and for when it is: a pack's head, or a question."""

    @property
    def holder(self) -> str:
        """Name whose register it is."""
        ...

    @property
    def asker(self) -> str:
        """Name who may ask."""
        ...

    @property
    def epoch(self) -> str:
        """Name the day, or the part of one."""
        ...


@dataclass(frozen=True, slots=True)
class Trust:
    """What is expected: a key, or cards that give it; and names. None is not checked."""

    vkey: bytes | None = None
    card: Path | None = None
    holder: str | None = None
    asker: str | None = None
    epoch: str | None = None

    @classmethod
    def of(cls, call: Namespace) -> Trust:
        """Take from a call what it says."""
        names = ("vkey", "card", "holder", "asker", "epoch")
        return cls(**{name: getattr(call, name, None) for name in names})

    @property
    def checks(self) -> bool:
        """Say whether a signature is checked at all."""
        return self.vkey is not None or self.card is not None

    def key(self, holder: str) -> VerifyKey | None:
        """Give the key that must have signed for a holder, or None if nobody was named."""
        if self.vkey is not None:
            return VerifyKey(self.vkey)
        return key_on_card(self.card, holder) if self.card else None

    def must_be_expected(self, named: Named, file: Path) -> None:
        """Raise NotAllowed if it is from another holder, or for another asker or epoch."""
        for name, key in _OTHERS.items():
            found, expected = getattr(named, name), getattr(self, name)
            if expected not in {None, found}:
                raise NotAllowed(key, file=file, found=found, expected=expected)

    def opened(self, file: Path) -> Pack:
        """Read a pack and check all of it. NotAllowed if it is not the one that is expected."""
        pack = load_pack(file)
        self.must_be_expected(pack.header, file)
        key = self.key(pack.header.holder)
        try:
            if key is not None:
                pack.check_signature(key)
        except PackDamaged as fault:
            raise pack_fault(fault, file) from None
        return pack


def add_key(parsers: Iterable[Parser]) -> None:
    """Add the options by which a holder's key is known."""
    for parser in parsers:
        key = parser.add_mutually_exclusive_group()
        parser.told(key.add_argument("--vkey", metavar="HEX", type=parser.typed(public_key)))
        parser.told(key.add_argument("--card", metavar="FILE", type=Path))
        parser.add_argument("--holder", metavar="CODE")


def add_names(parsers: Iterable[Parser]) -> None:
    """Add the options that say for whom and for when it must be."""
    for parser in parsers:
        parser.add_argument("--asker", metavar="CODE")
        parser.add_argument("--epoch", metavar="EPOCH", type=parser.typed(epoch))
