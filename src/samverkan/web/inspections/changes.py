"""What a version of a check changed, in words for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samverkan.rules.control_grounds import TABLE
from samverkan.rules.tables import load
from samverkan.web.design.formats import position, tidpunkt
from samverkan.web.inspections.labels import FIELDS, MODES, OUTCOMES, POWERS, ROLES, label
from samverkan.web.inspections.queries import VersionView
from samverkan.wire.canonical import Json
from samverkan.wire.times import from_text

NOTHING = "–"  # noqa: RUF001 a dash on screen
TIMES = frozenset({"started_at", "control_ended_at"})
LABELS = {"mode": MODES, "outcome": OUTCOMES}


def changes_of(version: VersionView) -> tuple[tuple[str, str, str], ...]:
    """Give each change as (field, before, after)."""
    return tuple(
        (label(FIELDS, name), in_words(name, before), in_words(name, after))
        for name, before, after in version.changes
    )


def in_words(name: str, value: Json) -> str:
    """Say the value of one field of a version."""
    match value:
        case bool():
            return _("Ja") if value else _("Nej")
        case str():
            return _text(name, value) or NOTHING
        case Mapping():
            return ", ".join(map(str, value.values())) or NOTHING
        case Sequence():
            return "; ".join(_item(name, each) for each in value) or NOTHING
        case _:
            return NOTHING


def _text(name: str, value: str) -> str:
    if name in TIMES and value:
        return tidpunkt(from_text(value))
    if name == "position":
        north, east = map(float, value.split())
        return position(north, east)
    return label(LABELS[name], value) if name in LABELS and value else value


def _item(name: str, value: Any) -> str:  # noqa: ANN401 an item of a version's list
    if name == "grounds":
        return next((row["citation"] for row in load(TABLE) if row["id"] == value), str(value))
    if name == "powers":
        return label(POWERS, value)
    said = ", ".join(map(str, value["said"].values())) or _("okänd")
    return f"{label(ROLES, value['role'])}: {said} ({value['evidence']})"
