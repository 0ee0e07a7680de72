"""Numbers that money is paid to: bankgiro and plusgiro. The last digit is a check digit (Luhn)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverkan.rules.digits import DIGITS, must_check
from samverkan.rules.refusal import NotAllowed


class Giro(StrEnum):
    """The two giro systems."""

    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"


LENGTHS = {Giro.BANKGIRO: (7, 8), Giro.PLUSGIRO: (2, 8)}
"""Fewest and most digits."""


@dataclass(frozen=True, slots=True, order=True)
class GiroNumber:
    """A checked giro number, made by `parse`; `digits` without space or hyphen."""

    giro: Giro
    digits: str

    def written(self) -> str:
        """Write it as on an invoice: `5402-9681`, `28 65 43-4`."""
        if self.giro is Giro.BANKGIRO:
            return f"{self.digits[:-4]}-{self.digits[-4:]}"
        return f"{_in_pairs(self.digits[:-1])}-{self.digits[-1]}"


def parse(text: str, giro: Giro) -> GiroNumber:
    """Read a giro number; spaces and hyphens may stand anywhere and mean nothing."""
    digits = text.replace(" ", "").replace("-", "")
    for character in digits:
        if character not in DIGITS:
            raise NotAllowed("giro.character", character=character)
    fewest, most = LENGTHS[giro]
    if not fewest <= len(digits) <= most:
        raise NotAllowed("giro.length", length=len(digits), fewest=fewest, most=most)
    must_check(digits)
    return GiroNumber(giro, digits)


def _in_pairs(digits: str) -> str:
    """Group from the right in pairs; an odd first digit joins the pair after it."""
    first = 2 + len(digits) % 2
    groups = [digits[place : place + 2] for place in range(first, len(digits), 2)]
    return " ".join([digits[:first], *groups])
