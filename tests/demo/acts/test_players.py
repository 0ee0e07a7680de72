"""Every kind of step has one player, and every player is of a kind that the season has."""

from __future__ import annotations

import pytest

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
from samverkan.demo.acts.players import PLAYERS
from samverkan.demo.story.season import season
from samverkan.demo.story.steps import StepAct

MODULES = (
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


def test_every_kind_of_step_is_played():
    assert set(PLAYERS) == set(StepAct) == {step.act for step in season()}


def test_no_two_modules_play_the_same_kind():
    assert sum(len(module.PLAYERS) for module in MODULES) == len(PLAYERS)


@pytest.mark.parametrize("act", sorted(StepAct))
def test_a_player_says_what_it_does(act):
    assert (PLAYERS[act].__doc__ or "").strip().endswith(".")
