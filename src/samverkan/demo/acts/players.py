"""Which function plays which kind of step. A test finds a kind that nobody plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from samverkan.demo.control import Json
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor

Player = Callable[[Step, Actor, datetime], Json]

PLAYERS: Mapping[StepAct, Player] = {}
