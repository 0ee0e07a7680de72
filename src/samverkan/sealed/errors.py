"""Whose fault it is: ours (`Misuse`, `Unavailable`) or the other side's (`TheirFault`)."""

from __future__ import annotations


class Misuse(ValueError):
    """We called wrongly: a length, an empty batch, a scalar out of range. Nothing was sent."""


class Unavailable(RuntimeError):
    """This machine cannot do the arithmetic, or does it wrongly. Sealed questions stay off."""


class TheirFault(Exception):
    """What the other side sent does not hold. Refuse it, tell them, and trust nothing from it."""


class BadElement(TheirFault):
    """Bytes that are no canonical ristretto255 element, or are its identity (RFC 9496 4.3.1)."""


class ProofInvalid(TheirFault):
    """The holder did not use the key it published, or evaluated something else (RFC 9497 2.2)."""


class PackDamaged(TheirFault):
    """A pack that breaks its format: cut, altered, or made to trip the reader."""


class PackRefused(PackDamaged):
    """A pack or delta that is whole, but by another's key, or for another pack."""
