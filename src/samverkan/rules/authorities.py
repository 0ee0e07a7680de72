"""Which authorities lag (2016:774) binds, by the list in förordning (2016:775) 2 and 3 §§."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load_on, table


def authority_of(participant: str) -> str:
    """Give the authority that answers for a participant: a centre's host, else itself."""
    host: str = table("authorities")["centres"].get(participant, participant)
    return host


def must_be_bound(participant: str, *, on: date, arm: str = "") -> None:
    """Refuse a sender that lag (2016:774) does not bind on a date.

    `arm` is the part of the authority that acts, for one that is named for a part only.
    """
    row = _listed(participant, on)
    if row["duty"] == "receive-only":
        raise NotAllowed("cooperation.receive_only", section=row["citation"], who=participant)
    if row.get("arm", arm) != arm:
        raise NotAllowed("cooperation.police_arm", section=row["citation"], who=participant)


def must_be_listed(participant: str, *, on: date) -> None:
    """Refuse a receiver that is named neither in 2 § nor in 3 § on a date."""
    _listed(participant, on)


def _listed(participant: str, on: date) -> Mapping[str, Any]:
    wanted = authority_of(participant)
    for row in load_on("authorities", on):
        if wanted in {row["id"], row.get("participant")}:
            return row
    raise NotAllowed(
        "cooperation.not_listed", section="förordning 2016:775 2 and 3 §§", who=participant, on=on
    )
