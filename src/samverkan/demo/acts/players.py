"""Which function plays which kind of step. A test finds a kind that nobody plays."""

from __future__ import annotations

from collections.abc import Mapping

from samverkan.demo.acts import lists, steering
from samverkan.demo.acts.player import Player
from samverkan.demo.story.steps import StepAct

PLAYERS: Mapping[StepAct, Player] = {**steering.PLAYERS, **lists.PLAYERS}
