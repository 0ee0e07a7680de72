"""What the driver may ask an instance to do: an act's name and the function that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from samverkan.demo.acts import figures, house, places
from samverkan.demo.acts.players import PLAYERS
from samverkan.demo.control import Json
from samverkan.demo.story.season import season
from samverkan.web.conf import clock
from samverkan.web.partners.queries import has_card
from samverkan.web.people.queries import actor_named


def play(*, number: int) -> Json:
    """Play one step of the season as the person it names, towards those who run an instance."""
    planned = season()[number]
    step = replace(planned, to=tuple(code for code in planned.to if has_card(code)))
    now = clock.now()
    by = actor_named(step.by.partition("/")[2], on=now)
    PLAYERS[step.act](step, by, now)
    return None


ACTS: Mapping[str, Callable[..., Json]] = {
    **house.ACTS,
    **figures.ACTS,
    **places.ACTS,
    "play": play,
}
