"""From which probability a pair of rows is listed, by purpose (`law/linking.toml`)."""

from __future__ import annotations

from datetime import date

from samverkan.rules.tables import load_on, one


def purposes(on: date) -> tuple[str, ...]:
    """Name the purposes in force."""
    return tuple(str(row["id"]) for row in load_on("linking", on))


def threshold(purpose: str, *, on: date) -> float:
    """Give the least probability that is listed for a purpose. NotAllowed if there is no such."""
    return float(one("linking", purpose, on)["least"])
