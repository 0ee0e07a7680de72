"""Which apps offer records that a disclosure may start from. Each app's `apps.py` fills it."""

from __future__ import annotations

from collections.abc import Callable

from samverkan.web.disclosure.sources import Source

Offer = Callable[[str], Source | None]

_offers: list[Offer] = []


def offer(source: Offer) -> None:
    """Register `source(ref) -> Source | None`: None for a record that is not the app's."""
    _offers.append(source)


def offered(ref: str) -> Source | None:
    """Ask every app for a record; None if it is nobody's."""
    for source in _offers:
        found = source(ref)
        if found is not None:
            return found
    return None
