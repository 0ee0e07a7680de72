"""Whose columns stand on the page of the powers."""

from __future__ import annotations

from datetime import date

from samverkan.rules.tables import load_on
from samverkan.web.cooperation.queries.operations import parties
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import directory

CHECKS = "sea-checks"
"""The remit of those whose own check opens the page."""


def holders_of_powers(operation: str, *, on: date) -> tuple[str, ...]:
    """Give the authorities with any power in the table; of an operation only its parties."""
    holders = {str(row["holder"]) for row in load_on("powers", on)}
    return tuple(code for code in _asked(operation) if code in holders)


def without_powers(operation: str, *, on: date) -> tuple[str, ...]:
    """Give the parties of an operation for which the table has no row."""
    holders = holders_of_powers(operation, on=on)
    return tuple(code for code in parties(operation) if code not in holders)


def first_holder(*, on: date) -> str:
    """Give ourselves if the table has us, else the first authority that checks at sea."""
    holders = holders_of_powers("", on=on)
    at_sea = [row.code for row in directory().participants if CHECKS in row.remits]
    us = here().participant
    return next(code for code in (us, *at_sea, *holders) if code in holders)


def _asked(operation: str) -> tuple[str, ...]:
    return parties(operation) or tuple(row.code for row in directory().participants)
