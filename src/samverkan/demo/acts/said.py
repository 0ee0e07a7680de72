"""What an officer says of a check in the story: opening, place, craft, and who is aboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC

from samverkan.demo.acts import known
from samverkan.demo.acts.roles import ROLES
from samverkan.demo.story.check import BOAT_POWER, JET_SKI_POWER, Aboard, Check, Mode
from samverkan.demo.story.craft import Craft
from samverkan.rules import inspections as rules
from samverkan.rules.control_grounds import Power
from samverkan.rules.inspections import Opening
from samverkan.web.inspections.said import CraftSaid, PersonSaid, Place

STOP_AND_TEST = (Power.STOP, Power.BREATH_TEST)

RESTS_ON: Mapping[str, tuple[tuple[str, ...], tuple[Power, ...]]] = {
    JET_SKI_POWER: (("2021:626-21", "1976:1090-2"), STOP_AND_TEST),
    BOAT_POWER: (("kbl-6-1", "1976:1090-2"), (*STOP_AND_TEST, Power.BOARD)),
    "KBL 6:1": (("kbl-6-1",), (Power.STOP, Power.BOARD)),
}
"""Which grounds of the legal table a check rests on, and what the officer did by their powers."""

ORAL = "uppgav"
"""How evidence begins that is a person's own word and no document."""


def opening(check: Check) -> Opening:
    """Say what the check rests on and when it began."""
    grounds, powers = RESTS_ON[check.power]
    operation = known.operation().record if check.mode is Mode.OPERATION else ""
    return Opening(rules.Mode(check.mode), grounds, powers, check.at.astimezone(UTC), operation)


def place(check: Check) -> Place:
    """Say where it is."""
    return Place(check.latitude, check.longitude, check.place)


def craft(seen: Craft) -> CraftSaid:
    """Say which craft it is, as seen."""
    return CraftSaid(
        kind=seen.kind,
        make=seen.make,
        colour=seen.colour,
        hin=seen.hull,
        engine_number=seen.engine,
    )


def person(aboard: Aboard) -> PersonSaid:
    """Say who somebody is, by the number that was read back, or that nobody knows."""
    role = ROLES[aboard.role]
    if aboard.person is None:
        return PersonSaid(role=role, evidence=aboard.evidence, unknown=True)
    named = aboard.number_read_as or aboard.person
    return PersonSaid(
        role=role,
        evidence=aboard.evidence,
        documented=not aboard.evidence.startswith(ORAL),
        name=aboard.person.name,
        personal_number=named.number,
    )


def as_it_was(aboard: Aboard) -> Aboard:
    """Give somebody with their own number, seen on a document, in place of the one misheard."""
    return replace(aboard, number_read_as=None, evidence="id-handling")
