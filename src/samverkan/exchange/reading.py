"""Reads the fields of an object that a stranger sent; every refusal names object and field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverkan.wire.canonical import Json, Malformed


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one object; `what` names it in errors, such as `envelope`."""

    what: str
    values: Mapping[str, Json]

    @classmethod
    def of(cls, what: str, value: Json, names: frozenset[str]) -> Fields:
        """Check that the value is an object with exactly these names, or raise Malformed."""
        if not isinstance(value, Mapping):
            raise Malformed(f"The {what} is not an object.")
        for missing in sorted(names - set(value)):
            raise Malformed(f"The {what} lacks {missing}.")
        for extra in sorted(set(value) - names):
            raise Malformed(f"The {what} holds {extra[:40]!r}, which is not part of it.")
        return cls(what, value)

    def text(self, name: str) -> str:
        """Give a text."""
        value = self.values[name]
        if not isinstance(value, str):
            raise self._refusal(name, "text")
        return value

    def text_or_none(self, name: str) -> str | None:
        """Give a text, or None where the field is null."""
        return None if self.values[name] is None else self.text(name)

    def whole(self, name: str) -> int:
        """Give a whole number; true and false are not numbers."""
        value = self.values[name]
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._refusal(name, "a whole number")
        return value

    def truth(self, name: str) -> bool:
        """Give true or false."""
        value = self.values[name]
        if not isinstance(value, bool):
            raise self._refusal(name, "true or false")
        return value

    def day(self, name: str) -> date:
        """Give a day written such as `2009-07-01`."""
        text = self.text(name)
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise self._refusal(name, "a day such as 2009-07-01") from None
        if found.isoformat() != text:
            raise self._refusal(name, "a day such as 2009-07-01")
        return found

    def day_or_none(self, name: str) -> date | None:
        """Give a day, or None where the field is null."""
        return None if self.values[name] is None else self.day(name)

    def mapping(self, name: str) -> Mapping[str, Json]:
        """Give an object."""
        value = self.values[name]
        if not isinstance(value, Mapping):
            raise self._refusal(name, "an object")
        return value

    def sequence(self, name: str) -> Sequence[Json]:
        """Give a list."""
        value = self.values[name]
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._refusal(name, "a list")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts."""
        found = tuple(part for part in self.sequence(name) if isinstance(part, str))
        if len(found) != len(self.sequence(name)):
            raise self._refusal(name, "a list of texts")
        return found

    def _refusal(self, name: str, wanted: str) -> Malformed:
        return Malformed(f"{name} of the {self.what} must be {wanted}.")
