"""Reads the keys of a mapping file one by one, and says plainly what is wrong with one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from samverkan.rules.refusal import NotAllowed


@dataclass(frozen=True, slots=True)
class Keys:
    """A table of the file, where it stands in it, and the keys that were asked for."""

    where: str
    table: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    def text(self, key: str, *, known: Collection[str] = (), default: str = "") -> str:
        """Give a text, one of the known ones if they are given; the default if it is not there."""
        value = self._get(key, default)
        if not isinstance(value, str):
            raise NotAllowed("mapping.text", where=self.path(key))
        if known and value and value not in known:
            raise NotAllowed(
                "mapping.choice", where=self.path(key), value=value, known=", ".join(sorted(known))
            )
        return value

    def yes(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise NotAllowed("mapping.yes", where=self.path(key))
        return value

    def number(self, key: str, *, first: int, last: int) -> int:
        """Give a whole number between two; 0 if it is not there."""
        value = self._get(key, 0)
        if type(value) is not int or (value and not first <= value <= last):
            raise NotAllowed("mapping.number", where=self.path(key), first=first, last=last)
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; a number is the place of a column, from 1."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str | int) for one in value):
            raise NotAllowed("mapping.list", where=self.path(key))
        return tuple(str(one) for one in value)

    def name(self, key: str) -> str:
        """Give one text or number; empty if it is not there."""
        value = self._get(key, "")
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise NotAllowed("mapping.text", where=self.path(key))
        return str(value)

    def keys(self, key: str) -> Keys:
        """Give a table within this one, empty if it is not there."""
        value = self._get(key, {})
        if not isinstance(value, dict):
            raise NotAllowed("mapping.table", where=self.path(key))
        return Keys(self.path(key), value)

    def path(self, key: str) -> str:
        """Give a key with where it stands: `columns.birth_date.format`."""
        return f"{self.where}.{key}" if self.where else key

    def must_be_all(self) -> None:
        """Refuse keys that nobody asked for. NotAllowed names the first, and those there are."""
        for key in self.table:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise NotAllowed("mapping.unknown", where=self.path(key), known=known)

    def _get(self, key: str, default: Any) -> Any:  # noqa: ANN401  TOML gives anything
        self.asked.add(key)
        return self.table.get(key, default)
