"""What is sealed: one identifier in one exact form, and its kind, so that kinds never meet.

Holder and asker must hash the same bytes, or a hit is missed in silence. Hence a form that is
not the agreed one is refused here, instead of being sealed. The agreed form is what the parsers
in `rules` call `normal`; engine numbers and registrations, which have no parser, are written in
capitals and digits alone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from samverkan.sealed.errors import Misuse

_DOMAIN = b"samverkan/exact/v1"


class Kind(StrEnum):
    """A kind of identifier. The values stand inside sealed inputs: never change one."""

    PERSONAL_NUMBER = "personal-number"
    COORDINATION_NUMBER = "coordination-number"
    ORGANISATION_NUMBER = "organisation-number"
    HULL_NUMBER = "hull-number"
    ENGINE_NUMBER = "engine-number"
    REGISTRATION = "registration"


# The agreed form of each kind: its pattern, and how a person would say it.
_FORMS = {
    Kind.PERSONAL_NUMBER: (
        re.compile(r"[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{4}"),
        "twelve digits without a hyphen, the day 01 to 31",
    ),
    Kind.COORDINATION_NUMBER: (  # some have no full date: month 00, day 60
        re.compile(r"[12][0-9]{3}(0[0-9]|1[0-2])([678][0-9]|9[01])[0-9]{4}"),
        "twelve digits without a hyphen, the day 60 to 91",
    ),
    Kind.ORGANISATION_NUMBER: (
        re.compile(r"16[0-9]{2}[2-9][0-9]{7}"),
        "twelve digits from 16 without a hyphen",
    ),
    Kind.HULL_NUMBER: (  # no I, O or Q in the serial, which `rules` reads as digits
        re.compile(r"[A-Z]{2}[A-Z0-9]{3}[A-HJ-NPR-Z0-9]{5}[A-L][0-9]{3}"),
        "14 capitals and digits without a hyphen, from the country to the year",
    ),
    Kind.ENGINE_NUMBER: (re.compile(r"[0-9A-Z]{3,25}"), "3 to 25 capitals and digits, no hyphens"),
    Kind.REGISTRATION: (
        re.compile(r"[0-9A-ZÅÄÖ]{2,12}"),
        "2 to 12 capitals and digits, no spaces",
    ),
}


def exact_input(kind: Kind, normalised: str) -> bytes:
    """Give the bytes that are sealed: domain, kind and value, with a zero between them.

    Raises Misuse, without the value in its sentence, unless it has the agreed form.
    """
    pattern, form = _FORMS[kind]
    if pattern.fullmatch(normalised) is None:
        raise Misuse(f"The {kind.replace('-', ' ')} is not in its agreed form: {form}.")
    return prefix(kind) + normalised.encode()


def prefix(kind: Kind) -> bytes:
    """Give what stands before the value of a kind, for those who seal whole columns."""
    return b"\0".join((_DOMAIN, kind.encode(), b""))


def pattern(kind: Kind) -> str:
    """Give the regular expression that a whole value of a kind matches, and no other text."""
    return _FORMS[kind][0].pattern
