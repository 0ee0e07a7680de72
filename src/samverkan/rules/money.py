"""Money is whole öre. Here it is divided, read and written; nowhere is it a float."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import TypeAlias

Ore: TypeAlias = int

NO_BREAK_SPACE = "\u00a0"
_SPACES = " \u00a0\u2009\u202f"
_AMOUNT = re.compile(
    rf"(?P<sign>[-\u2212]?)(?P<kronor>[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)"
    rf"(?:[.,](?P<ore>[0-9]{{2}}))?(?:[{_SPACES}]?kr)?"
)
_MOST_CHARACTERS = 40


def largest_remainder(total: Ore, weights: Sequence[int | Fraction]) -> tuple[Ore, ...]:
    """Divide `total` öre in proportion to the weights; the parts sum to the total exactly.

    Each part is its exact quota rounded down; the öre left over go one by one to the largest
    fractions, ties to the earliest. A weight of 0 gets 0. ValueError for a negative number, or for
    money with nobody to have it. Note that one öre more to divide may give one of the parts one
    öre less (the Alabama paradox); it never gives it two less.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("neither the amount nor a weight may be negative")
    whole = sum((Fraction(weight) for weight in weights), Fraction(0))
    if not whole:
        if total:
            raise ValueError("there is an amount but nobody to have it: every weight is 0")
        return (0,) * len(weights)
    quotas = [total * Fraction(weight) / whole for weight in weights]
    parts = [floor(quota) for quota in quotas]
    by_fraction = sorted(range(len(parts)), key=lambda place: parts[place] - quotas[place])
    rounded_up = frozenset(by_fraction[: total - sum(parts)])
    return tuple(part + (place in rounded_up) for place, part in enumerate(parts))


def half_up(amount: Fraction) -> Ore:
    """Round an exact amount of öre, not negative, to the nearest öre, half an öre upwards."""
    return floor(amount + Fraction(1, 2))


def parse_kronor(text: str) -> Ore:
    """Read kronor as a person writes them: `996 000,00`, `92158.85`, `600 kr`. Gives öre.

    Thousands may be parted by a space of any kind, never by a point or comma. ValueError with a
    sentence for anything else: `1.000` could be one krona or a thousand.
    """
    found = _AMOUNT.fullmatch(text.strip()) if len(text) <= _MOST_CHARACTERS else None
    if found is None:
        raise ValueError(f"{text[:_MOST_CHARACTERS]!r} is not an amount such as 92 158,85")
    kronor = int(re.sub(f"[{_SPACES}]", "", found["kronor"]))
    ore = kronor * 100 + int(found["ore"] or 0)
    return -ore if found["sign"] else ore


def format_kronor(ore: Ore, language: str = "sv", *, exact: bool = False) -> str:
    """Write öre for a screen: `996 000 kr`, `92 158,85 kr`; in English `SEK 92,158.85`.

    Whole kronor are written without öre unless `exact`, which columns need. No space breaks.
    """
    kronor, rest = divmod(abs(ore), 100)
    minus = "\u2212" if ore < 0 else ""
    whole, mark = f"{kronor:,}", "."
    if language == "sv":
        whole, mark = whole.replace(",", NO_BREAK_SPACE), ","
    amount = f"{minus}{whole}{mark}{rest:02}" if rest or exact else f"{minus}{whole}"
    return f"{amount}{NO_BREAK_SPACE}kr" if language == "sv" else f"SEK{NO_BREAK_SPACE}{amount}"
