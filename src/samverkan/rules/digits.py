"""How a number is written: its characters, its separator and its check digit (Luhn, mod 10).

Every refusal says which character is wrong and, where it can be known, what it should be.
"""

from __future__ import annotations

from dataclasses import dataclass

from stdnum import luhn

from samverkan.rules.refusal import NotAllowed

DIGITS = frozenset("0123456789")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SEPARATORS = frozenset("-+")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as somebody wrote it: 10 or 12 `characters` in capitals, and its `separator`.

    `separator` is `-`, `+` or empty.
    """

    characters: str
    separator: str


def split(text: str) -> Written:
    """Take a number apart. Space around it is ignored; space inside it is refused.

    The separator may stand before the last four characters only. No other sign is understood,
    not even digits of other scripts: a register that holds them has been damaged on its way.
    """
    stripped = text.strip().upper()
    for place, character in enumerate(stripped, start=1):
        _must_be_known(character, place)
    characters = "".join(sign for sign in stripped if sign not in SEPARATORS)
    separators = "".join(sign for sign in stripped if sign in SEPARATORS)
    if len(characters) not in {10, 12}:
        raise NotAllowed("identifiers.length", length=len(characters))
    if separators and (len(separators) > 1 or stripped[-5] != separators):
        raise NotAllowed("identifiers.separator", separators=separators)
    return Written(characters, separators)


def must_be_digits(written: Written, *, first: int) -> None:
    """Refuse a character among the `first` ones that is not a digit."""
    for place, character in enumerate(written.characters[:first], start=1):
        if character not in DIGITS:
            raise NotAllowed(
                "identifiers.letter", character=character, place=_as_written(written, place)
            )


def _as_written(written: Written, place: int) -> int:
    after_separator = place > len(written.characters) - 4
    return place + (len(written.separator) if after_separator else 0)


def must_check(ten: str) -> None:
    """Refuse a wrong check digit in the ten digits that it covers, and say the right one."""
    expected = luhn.calc_check_digit(ten[:-1])
    if ten[-1] != expected:
        raise NotAllowed("identifiers.check_digit", digit=ten[-1], expected=expected)


def _must_be_known(character: str, place: int) -> None:
    if character.isspace():
        raise NotAllowed("identifiers.space", place=place)
    if character not in DIGITS | LETTERS | SEPARATORS:
        raise NotAllowed("identifiers.character", character=character, place=place)
