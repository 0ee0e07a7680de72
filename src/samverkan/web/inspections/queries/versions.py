"""The versions of a check: what each holds, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from samverkan.rules.subjects import Property
from samverkan.web.inspections.models import Check, CheckPerson, CheckVersion
from samverkan.web.inspections.queries.checks import CRAFT_IDENTIFIERS
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.subjects import queries as subjects
from samverkan.wire.canonical import Json, decode
from samverkan.wire.times import to_text

CRAFT_WORDS = (
    Property.CRAFT_KIND,
    Property.MAKE,
    Property.MODEL,
    Property.COLOUR,
    Property.CRAFT_NAME,
    *CRAFT_IDENTIFIERS,
)
PERSON_WORDS = (Property.NAME, Property.PERSONAL_NUMBER, Property.BIRTH_DATE)


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version; `changes` are (field, before, after), empty for the first and once erased."""

    row: CheckVersion
    changes: tuple[tuple[str, Json, Json], ...]


def versions_of(check: Check) -> tuple[VersionView, ...]:
    """Give every version, newest first, with what each changed."""
    rows = list(check.versions.order_by("number"))
    contents = [_opened(check, row) for row in rows]
    views = [VersionView(row, ()) for row in rows[:1]]
    for row, before, after in zip(rows[1:], contents, contents[1:], strict=False):
        views.append(VersionView(row, _changes(before, after)))
    return tuple(reversed(views))


def content_of(check: Check) -> dict[str, Json]:
    """Give what a version of the check holds."""
    ended = check.control_ended_at
    return {
        "alongside": check.alongside,
        "control_ended_at": to_text(ended) if ended else "",
        "craft": _values(check.craft, CRAFT_WORDS) if check.craft else {},
        "grounds": list(check.grounds),
        "mode": check.mode,
        "operation": check.operation,
        "outcome": check.outcome,
        "persons": [_person_content(row) for row in check.persons.order_by("pk")],
        "place": check.place,
        "position": f"{check.latitude} {check.longitude}",
        "powers": list(check.powers),
        "started_at": to_text(check.started_at),
    }


def _values(ref: str, names: tuple[Property, ...]) -> dict[str, Json]:
    return dict(subjects.values(ref, *map(str, names)))


def _person_content(row: CheckPerson) -> dict[str, Json]:
    return {
        "evidence": row.evidence,
        "role": row.role,
        "said": _values(row.subject, PERSON_WORDS),
        "subject": row.subject,
        "unknown": row.unknown,
    }


def _opened(check: Check, row: CheckVersion) -> Mapping[str, Json]:
    try:
        return cast("Mapping[str, Json]", decode(open_under(check.case, bytes(row.content))))
    except CaseErased:
        return {}


def _changes(
    before: Mapping[str, Json], after: Mapping[str, Json]
) -> tuple[tuple[str, Json, Json], ...]:
    names = sorted(name for name in after if before.get(name) != after[name])
    return tuple((name, before.get(name), after[name]) for name in names)
