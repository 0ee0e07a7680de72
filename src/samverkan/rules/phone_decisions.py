"""A decision by phone: what it must say, the code read back, and what is confirmed.

Both sides confirm what each said and heard. Until the officer who was told has confirmed exactly
the hash of what was released, the decision is unconfirmed; a difference is a new version.
"""

from __future__ import annotations

from enum import StrEnum

from samverkan.rules.refusal import NotAllowed

# Crockford's alphabet: no I, L, O or U, so that a code survives being read out over an engine.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 6
_MISHEARD = str.maketrans("OIL", "011", " -\u00a0")
_DIGEST_BITS = 256
_HEX = frozenset("0123456789abcdef")


class DecisionKind(StrEnum):
    """What may be decided by phone, and the section."""

    PROVISIONAL_CUSTODY = "provisional-custody"
    ATTACHMENT = "attachment"
    NOTHING = "nothing"


SECTIONS = {
    DecisionKind.PROVISIONAL_CUSTODY: "UB 6:12, 6:12 a",
    DecisionKind.ATTACHMENT: "UB 4:7, 6:12 a",
    DecisionKind.NOTHING: "UB 4:3",
}


class Standing(StrEnum):
    """How a version of a decision stands."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    RECALLED = "recalled"


def standing(*, confirmed: bool, corrected: bool, recalled: bool) -> Standing:
    """Say how a version stands; a recall or a later version outweighs a confirmation."""
    if recalled:
        return Standing.RECALLED
    if corrected:
        return Standing.CORRECTED
    return Standing.CONFIRMED if confirmed else Standing.UNCONFIRMED


def must_be_complete(
    *, kind: DecisionKind, told: str, debtor: str, items: tuple[str, ...], claim: str
) -> None:
    """Refuse a decision that does not say who was told, about whom, which things, which claim.

    A decision to take nothing names no things; every other names at least one.
    """
    things = kind is DecisionKind.NOTHING or any(item.strip() for item in items)
    said = {"told": told.strip(), "debtor": debtor.strip(), "items": things, "claim": claim.strip()}
    for what, given in said.items():
        if not given:
            raise NotAllowed("phone_decisions.incomplete", section=SECTIONS[kind], what=what)


def read_back_code(digest: str) -> str:
    """Give the code to read back, such as `K7P-2XQ`: the first 30 bits of the SHA-256, in hex.

    It guards against mishearing, not against forgery: who confirms names the whole hash.
    ValueError if the digest is not 64 lower-case hexadecimal digits.
    """
    if len(digest) != _DIGEST_BITS // 4 or not _HEX.issuperset(digest):
        raise ValueError("a digest is 64 lower-case hexadecimal digits")
    number = int(digest, 16) >> (_DIGEST_BITS - 5 * CODE_LENGTH)
    letters = [ALPHABET[number >> (5 * place) & 31] for place in reversed(range(CODE_LENGTH))]
    return "".join(letters[:3]) + "-" + "".join(letters[3:])


def says(code: str, digest: str) -> bool:
    """Say whether a code, as written down from the phone, is the digest's: case and dash aside."""
    return code.upper().translate(_MISHEARD) == read_back_code(digest).translate(_MISHEARD)


def may_confirm(digest: str, code: str, stands: Standing = Standing.UNCONFIRMED) -> None:
    """Refuse the listener's confirmation unless the code heard is this version's and it is open.

    The decider writes the officer's name as heard on the phone and cannot know their staff
    reference, so the name of who confirms travels back and both stand side by side.
    """
    if not says(code, digest):
        raise NotAllowed("phone_decisions.other_code")
    if stands is not Standing.UNCONFIRMED:
        raise NotAllowed("phone_decisions.not_open", standing=stands)


def must_match(decided: str, confirmed: str) -> None:
    """Refuse, at the decider's, a confirmation that names another hash than what was decided."""
    if confirmed != decided:
        raise NotAllowed("phone_decisions.other_content")
