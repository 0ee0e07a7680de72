"""Which function plays which kind of step. A test finds a kind that nobody plays."""

from __future__ import annotations

from collections.abc import Mapping

from samverkan.demo.acts import (
    attaching,
    checks,
    days,
    disclosure,
    lists,
    oversight,
    paying,
    police,
    results,
    selling,
    steering,
    waiting,
)
from samverkan.demo.acts.player import Player
from samverkan.demo.story.steps import StepAct

PLAYERS: Mapping[StepAct, Player] = {
    **steering.PLAYERS,
    **lists.PLAYERS,
    **checks.PLAYERS,
    **days.PLAYERS,
    **disclosure.PLAYERS,
    **police.PLAYERS,
    **attaching.PLAYERS,
    **selling.PLAYERS,
    **paying.PLAYERS,
    **results.PLAYERS,
    **oversight.PLAYERS,
    **waiting.PLAYERS,
}
