"""Asking another authority for data, and the answer: given, refused, reviewed by a second person.

A request names somebody, so it shows an interest and is itself a disclosure by the asker: necessary
for its own work (OSL 10:2) and with its own record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samverkan.rules.authorities import authority_of
from samverkan.rules.cooperation import CooperationDecision, covers
from samverkan.rules.disclosure_ladder import Fact, Purpose, Situation, ground, must_apply
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load_on

ANY = "any"
OWN_GROUND = "OSL 10:2"


class RequestState(StrEnum):
    """How far a request has come. A refusal can be reviewed once: upheld, or open again."""

    WAITING = "waiting"
    DISCLOSED = "disclosed"
    REFUSED = "refused"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Request:
    """What an asker would have from a holder, for what, and the ground it thinks of."""

    asker: str
    holder: str
    ground: str
    purpose: Purpose
    what: str
    need: str
    decisions: tuple[CooperationDecision, ...] = ()
    facts: frozenset[Fact] = frozenset()


def may_request(request: Request, *, on: date) -> None:
    """Refuse a request without words, or on a ground that cannot carry the answer."""
    if not request.what.strip():
        raise NotAllowed("disclosure.nothing_asked")
    if not request.need.strip():
        raise NotAllowed("disclosure.no_need", section=OWN_GROUND)
    row = ground(request.ground, on)
    facts = request.facts | {Fact.ON_REQUEST}
    must_apply(row, Situation(request.holder, request.asker, request.purpose, on, facts))
    if "cooperation" in row["records"]:
        covers(request.decisions, sender=request.holder, receiver=request.asker, on=on)


def must_wait(state: RequestState) -> None:
    """Refuse to answer a request that has been answered or withdrawn."""
    if state is not RequestState.WAITING:
        raise NotAllowed("disclosure.not_waiting")


def must_be_refused(state: RequestState) -> None:
    """Refuse a second opinion on what is not refused, or has had one."""
    if state is not RequestState.REFUSED:
        raise NotAllowed("disclosure.not_refused")


def refusal_grounds(participant: str, on: date) -> tuple[Mapping[str, Any], ...]:
    """Give the provisions that a holder may refuse on, in the table's order."""
    authority = authority_of(participant)
    rows = load_on("refusals", on)
    return tuple(row for row in rows if ANY in row["by"] or authority in row["by"])


def must_name_grounds(ids: Iterable[str], *, participant: str, on: date) -> None:
    """Refuse a refusal that names no provision, or one that is not the holder's to use."""
    known = {row["id"] for row in refusal_grounds(participant, on)}
    named = tuple(ids)
    if not named or not known.issuperset(named):
        raise NotAllowed("disclosure.no_refusal_ground")
