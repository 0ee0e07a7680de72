"""Organisation numbers, lag (1974:174): ten digits, the third at least 2, the last a check digit.

Twelve digits begin with 16. A sole trader's organisation number is the trader's personal number.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.rules.digits import must_be_digits, must_check, split
from samverkan.rules.refusal import NotAllowed

PREFIX = "16"


@dataclass(frozen=True, slots=True, order=True)
class OrganisationNumber:
    """A checked organisation number, made by `parse`. `normal` is twelve digits: `162021005646`."""

    normal: str

    @property
    def kind(self) -> str:
        """Name the kind of number, as personal numbers do."""
        return "organisationsnummer"

    def written(self) -> str:
        """Write it as on a letterhead: `202100-5646`."""
        return f"{self.normal[2:8]}-{self.normal[8:]}"


def parse(text: str) -> OrganisationNumber:
    """Read an organisation number: ten digits, or twelve from 16, with or without the `-`."""
    written = split(text)
    must_be_digits(written, first=len(written.characters))
    if written.separator == "+":
        raise NotAllowed("identifiers.organisation_plus")
    if len(written.characters) == 12 and not written.characters.startswith(PREFIX):
        raise NotAllowed("identifiers.organisation_prefix", prefix=written.characters[:2])
    ten = written.characters[-10:]
    if ten[2] < "2":
        raise NotAllowed("identifiers.organisation_third", section="lag 1974:174", digit=ten[2])
    must_check(ten)
    return OrganisationNumber(PREFIX + ten)


def looks_like_one(characters: str) -> bool:
    """Say whether digits can only be an organisation number: no month is 20 or more."""
    if len(characters) == 12:
        return characters.startswith(PREFIX)
    return len(characters) == 10 and "2" <= characters[2] <= "9"
