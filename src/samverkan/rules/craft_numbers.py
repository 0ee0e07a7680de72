"""Numbers on boats: hull number (CIN, HIN; ISO 10087), MMSI, and the recognition signal.

There is no register of leisure boats in Sweden, and a hull number has no check digit: each of these
is a claim with evidence, never proof of who owns the craft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverkan.rules.digits import DIGITS, LETTERS
from samverkan.rules.refusal import NotAllowed

SWEDISH_MMSI = ("265", "266")
HULL_LENGTHS = {14, 12}
"""With the country first; without it, as on craft made for the United States."""

_COUNTRY = re.compile(r"[A-Z]{2}")
_MAKER_AND_SERIAL = re.compile(r"[A-Z0-9]{8}")
_MONTH = re.compile(r"[A-L]")
_SIGNAL = re.compile(r"(S[A-M]|7S|8S)([A-Z]{2}|[A-Z]{0,2}[0-9]{4})")
# I, O and Q are not used in serials; whoever reads one has read a digit wrong.
_MISREAD = str.maketrans("IOQ", "100")


@dataclass(frozen=True, slots=True, order=True)
class HullNumber:
    """A hull number. `normal` has 14 characters: country 2, maker 3, serial 5, month, year 3."""

    normal: str

    @property
    def kind(self) -> str:
        """Name the kind of number, as personal numbers do."""
        return "HIN"

    def written(self) -> str:
        """Write it as on a transom: `GB-ABC00042A399`."""
        return f"{self.normal[:2]}-{self.normal[2:]}"


@dataclass(frozen=True, slots=True, order=True)
class Mmsi:
    """A radio identity of nine digits."""

    normal: str

    @property
    def kind(self) -> str:
        """Name the kind of number, as personal numbers do."""
        return "MMSI"

    @property
    def is_swedish(self) -> bool:
        """Say whether its country digits (MID) are Sweden's, 265 or 266."""
        return self.normal.startswith(SWEDISH_MMSI)


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """A Swedish recognition signal (sjölagen 1:8): letters for a ship, letters and digits else."""

    normal: str

    @property
    def kind(self) -> str:
        """Name the kind of number, as personal numbers do."""
        return "signal"


def looks_like_a_hull(characters: str) -> bool:
    """Say whether characters without a hyphen have the length and look of a hull number."""
    return (
        len(characters) in HULL_LENGTHS
        and characters[0].upper() in LETTERS
        and not DIGITS.isdisjoint(characters)
    )


def parse_hull(text: str) -> HullNumber:
    """Read a hull number with or without its hyphen. In the serial I, O and Q are read as digits.

    Twelve characters lack the country and are taken for the United States'.
    """
    characters = text.strip().upper().replace("-", "")
    if len(characters) not in HULL_LENGTHS:
        raise NotAllowed("craft.hull_length", section="ISO 10087", length=len(characters))
    country, rest = (
        (characters[:2], characters[2:]) if len(characters) == 14 else ("US", characters)
    )
    if not _COUNTRY.fullmatch(country):
        raise NotAllowed("craft.hull_country", section="ISO 10087", country=country)
    if not _MAKER_AND_SERIAL.fullmatch(rest[:8]):
        raise NotAllowed("craft.hull_serial", section="ISO 10087", serial=rest[:8])
    if not _MONTH.fullmatch(rest[8]):
        raise NotAllowed("craft.hull_month", section="ISO 10087", month=rest[8])
    if not DIGITS.issuperset(rest[9:]):
        raise NotAllowed("craft.hull_year", section="ISO 10087", year=rest[9:])
    return HullNumber(country + rest[:3] + rest[3:8].translate(_MISREAD) + rest[8:])


def parse_mmsi(text: str) -> Mmsi:
    """Read a craft's MMSI: nine digits, the first of which, 2 to 7, is a part of the world."""
    characters = text.strip()
    if len(characters) != 9 or not DIGITS.issuperset(characters):
        raise NotAllowed("craft.mmsi_length", length=len(characters))
    if not "2" <= characters[0] <= "7":
        raise NotAllowed("craft.mmsi_country", digit=characters[0])
    return Mmsi(characters)


def parse_signal(text: str) -> Signal:
    """Read a Swedish recognition signal: `SFBA` on a ship, `SFB-1234` or `SB1234` on a boat."""
    characters = text.strip().upper().replace("-", "").replace(" ", "")
    if not _SIGNAL.fullmatch(characters):
        raise NotAllowed("craft.signal", section="SjöL 1:8", signal=characters)
    return Signal(characters)
