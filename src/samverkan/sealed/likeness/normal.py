"""How each field is brought to its one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from samverkan.sealed.likeness import fields
from samverkan.sealed.likeness.dates import read_date

_ONCE: dict[str, Callable[[str], str]] = {
    "given": fields.given,
    "surname": fields.surname,
    "birth": read_date,
    "number": fields.number,
    "street": fields.street,
    "house": fields.house,
    "place": fields.place,
    "postcode": fields.postcode,
    "email": fields.email,
    "phone": fields.phone,
    "company": fields.company,
    "hull": fields.hull,
    "registration": fields.number,
    "engine": fields.number,
    "craft": fields.given,
    "make": fields.make,
}


def _settled(normal: Callable[[str], str]) -> Callable[[str], str]:
    """Normalise until nothing changes: what is left of a text may itself say nothing."""

    def settle(text: str) -> str:
        once = normal(text)
        return once if once in {text, ""} else settle(once)

    return settle


NORMAL: Mapping[str, Callable[[str], str]] = {
    name: _settled(normal) for name, normal in _ONCE.items()
}
"""How each field is normalised."""
