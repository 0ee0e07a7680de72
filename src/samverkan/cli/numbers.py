"""Numbers as a person reads them: with a comma before the decimals in Swedish."""

from __future__ import annotations

from collections.abc import Mapping


class WithComma(float):
    """A number that is written with a comma, in whatever form a sentence asks for."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        """Write it as a float would be, but for the comma."""
        return super().__format__(form).replace(".", ",")


def spoken(fields: Mapping[str, object], language: str) -> dict[str, object]:
    """Give fields as a sentence in `language` is filled with."""
    return {
        name: WithComma(value) if language == "sv" and isinstance(value, float) else value
        for name, value in fields.items()
    }
