"""The shape of a player: plays one step as the person it names, at its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from samverkan.demo.story.steps import Step
from samverkan.rules.actor import Actor

Player = Callable[[Step, Actor, datetime], None]
