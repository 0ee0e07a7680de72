"""Finds what earlier steps made, by the words that the story has for it. No step remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samverkan.demo.story import steering as story
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.picture import queries as pictures

if TYPE_CHECKING:
    from samverkan.web.cooperation.models import Direction, Operation, Proposal
    from samverkan.web.picture.models import Picture


def proposal() -> Proposal:
    """Give the newest version of the season's proposal for a direction."""
    return cooperation.current(cooperation.proposals()[0].record)


def direction() -> Direction:
    """Give the direction as it is known here."""
    return cooperation.directions().get(title=story.direction().title)


def operation(name: str = "") -> Operation:
    """Give the summer's operation, or another by its name."""
    return cooperation.operation_rows().get(name=name or story.operation().title)


def picture() -> Picture:
    """Give the newest version of the season's picture. IndexError before it is begun."""
    return pictures.pictures().filter(title=story.picture().title)[0]
