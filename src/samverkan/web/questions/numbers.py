"""Which numbers are sealed, and under which kind: the same on the holder's and the asker's side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverkan.rules import personal_numbers
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property, normal
from samverkan.sealed.errors import Misuse
from samverkan.sealed.inputs import Kind, exact_input

PROPERTIES = (
    Property.PERSONAL_NUMBER,
    Property.ORGANISATION_NUMBER,
    Property.HIN,
    Property.ENGINE_NUMBER,
    Property.REGISTRATION,
)
_KINDS = {
    Property.ORGANISATION_NUMBER: Kind.ORGANISATION_NUMBER,
    Property.HIN: Kind.HULL_NUMBER,
    Property.ENGINE_NUMBER: Kind.ENGINE_NUMBER,
    Property.REGISTRATION: Kind.REGISTRATION,
}


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number in its normal form and the kind that stands in the sealed input."""

    kind: Kind
    normal: str

    @property
    def sealed_input(self) -> bytes:
        """Give the bytes that holder and asker hash alike."""
        return exact_input(self.kind, self.normal)


def read(name: Property, text: str, *, on: date) -> Number:
    """Read a number of a property. NotAllowed if it is bad, or of a kind that is never sealed."""
    found = Number(_kind(name, text, on), normal(name, text, on=on))
    try:
        exact_input(found.kind, found.normal)
    except Misuse:
        # Temporary and reserve numbers are one register's own: no other can know them.
        raise NotAllowed("packs.no_form", text=text) from None
    return found


def _kind(name: Property, text: str, on: date) -> Kind:
    if name is not Property.PERSONAL_NUMBER:
        return _KINDS[name]
    kind = personal_numbers.parse(text, on=on).kind
    coordination = kind is personal_numbers.Kind.SAMORDNINGSNUMMER
    return Kind.COORDINATION_NUMBER if coordination else Kind.PERSONAL_NUMBER
