"""What a person calls a register's columns, and the fields that are compared.

In Swedish the canonical name follows in brackets: a mapping file is written with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

COLUMNS = {
    "id": "radens namn",
    "personal_number": "personnummer",
    "coordination_number": "samordningsnummer",
    "organisation_number": "organisationsnummer",
    "foreign_number": "utländskt nummer",
    "given_name": "förnamn",
    "surname": "efternamn",
    "birth_date": "födelsedatum",
    "address": "adress",
    "place": "ort",
    "postcode": "postnummer",
    "region": "region",
    "company_name": "företagsnamn",
    "hull": "skrovnummer",
    "registration": "registrering",
    "engine": "motornummer",
    "craft_name": "farkostens namn",
    "make": "fabrikat",
    "email": "e-post",
    "phone": "telefon",
}
FIELDS = {
    "given": ("förnamn", "given name"),
    "surname": ("efternamn", "surname"),
    "birth": ("födelsedatum", "birth date"),
    "number": ("nummer", "number"),
    "street": ("gata", "street"),
    "house": ("husnummer", "house number"),
    "place": ("ort", "place"),
    "postcode": ("postnummer", "postcode"),
    "email": ("e-post", "e-mail"),
    "phone": ("telefon", "telephone"),
    "company": ("företag", "company"),
    "hull": ("skrovnummer", "hull number"),
    "registration": ("registrering", "registration"),
    "engine": ("motornummer", "engine number"),
    "craft": ("farkostens namn", "craft's name"),
    "make": ("fabrikat", "make"),
}
"""Fields that are compared, in Swedish and in English."""


def column_words(name: str, language: str) -> str:
    """Call a column `förnamn (given_name)` in Swedish; one that is not canonical by its name."""
    word = COLUMNS.get(name)
    return name if word is None or language == "en" else f"{word} ({name})"


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Columns as a sentence names them, in its own language."""

    names: tuple[str, ...]

    def sentence(self, language: str) -> str:
        """Give them with commas between."""
        return ", ".join(column_words(name, language) for name in self.names)


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Fields that are compared, as a sentence names them."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> FieldNames:
        """Take names in their order."""
        return cls(tuple(names))

    def sentence(self, language: str) -> str:
        """Give them with commas between."""
        return ", ".join(FIELDS[name][language == "en"] for name in self.names)
