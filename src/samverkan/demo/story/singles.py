"""The ten checks that are played one by one, read from single_checks.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from samverkan.demo.story.check import Aboard, AboardRole, Check, Mode, Outcome, Question
from samverkan.demo.story.craft import Craft, CraftKind
from samverkan.demo.story.data import in_stockholm, read
from samverkan.demo.story.persons import named


@cache
def singles() -> tuple[Check, ...]:
    """Give the ten checks in order of time, all numbered 0 until they stand among the others."""
    return tuple(_check(row) for row in read("single_checks")["check"])


def _check(row: Mapping[str, Any]) -> Check:
    aboard = tuple(_aboard(each) for each in row["aboard"])
    return Check(
        number=0,
        key=row["key"],
        at=in_stockholm(row["at"]),
        ended_at=in_stockholm(row["ended_at"]),
        synced_at=in_stockholm(row.get("offline_until", row["ended_at"])),
        mode=Mode(row["mode"]),
        place=row["place"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        craft=_craft(row["craft"]),
        power=row["power"],
        officer=row["officer"],
        aboard=aboard,
        questions=tuple(_question(each, aboard) for each in row.get("question", ())),
        ask_craft=row.get("ask_craft", ""),
        no_question=row.get("no_question", ""),
        outcome=Outcome(row["outcome"]),
    )


def _craft(row: Mapping[str, str]) -> Craft:
    return Craft(CraftKind(row["kind"]), row["make"], row["hull"], row["engine"], row["colour"])


def _aboard(row: Mapping[str, str]) -> Aboard:
    mistaken = row.get("number_read_as")
    return Aboard(
        AboardRole(row["role"]),
        named()[row["person"]],
        row["evidence"],
        named()[mistaken] if mistaken else None,
    )


def _question(row: Mapping[str, str], aboard: tuple[Aboard, ...]) -> Question:
    """Build the question about whoever has that role, by the number that was read back."""
    role = AboardRole(row["role"])
    about = next(each for each in aboard if each.role is role)
    person = about.number_read_as or about.person
    if person is None:
        raise ValueError(f"nobody known is {role} in this check")
    return Question(role, person, row["reason"], row.get("passenger_reason", ""))
