"""Särskilt beslutad samverkan, lag (2016:774): without each authority's own decision, no duty.

A council that agrees prepares these decisions; its minute takes the place of none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverkan.rules.authorities import authority_of, must_be_listed
from samverkan.rules.refusal import NotAllowed

LAW = "lag 2016:774 1 §"


@dataclass(frozen=True, slots=True)
class CooperationDecision:
    """One authority's own decision to take part in one delimited cooperation.

    `serious` and `organised` are its reasons why the two criteria of 1 § are met: that the criminal
    activity is serious or extensive, and that it is organised or carried on systematically by a
    group. `starts` and `ends` are its first and last day; `decided_by` is a named person.
    """

    participant: str
    cooperation: str
    subject: str
    goal: str
    serious: str
    organised: str
    starts: date
    ends: date
    decided_by: str


def check_decision(decision: CooperationDecision) -> None:
    """Refuse a decision that cannot carry a duty to disclose."""
    must_be_listed(decision.participant, on=decision.starts)
    if not decision.subject.strip() or not decision.goal.strip():
        raise NotAllowed("cooperation.not_delimited", section=LAW)
    if not decision.serious.strip():
        raise NotAllowed("cooperation.not_serious", section=f"{LAW} 1")
    if not decision.organised.strip():
        raise NotAllowed("cooperation.not_organised", section=f"{LAW} 2")
    if decision.starts >= decision.ends:
        raise NotAllowed("cooperation.ends_first", starts=decision.starts, ends=decision.ends)
    if not decision.decided_by.strip():
        raise NotAllowed("cooperation.nobody_decided", section=LAW, who=decision.participant)


def in_force(decision: CooperationDecision, on: date) -> bool:
    """Say whether a decision is in force: on its first and last day, and between them."""
    return decision.starts <= on <= decision.ends


def covers(
    decisions: Iterable[CooperationDecision], *, sender: str, receiver: str, on: date
) -> tuple[str, ...]:
    """Name the cooperations that both parties have decided to take part in and that are in force.

    Refuses if there is none, and names the party whose own decision is missing.
    """
    valid = tuple(decision for decision in decisions if in_force(decision, on))
    of_sender = _cooperations(valid, sender)
    of_receiver = _cooperations(valid, receiver)
    for who, found in ((sender, of_sender), (receiver, of_receiver)):
        if not found:
            raise NotAllowed("cooperation.no_decision", section=LAW, who=who, on=on)
    if not of_sender & of_receiver:
        raise NotAllowed("cooperation.different", section=LAW, sender=sender, receiver=receiver)
    return tuple(sorted(of_sender & of_receiver))


def must_take_part(
    decisions: Iterable[CooperationDecision], *, cooperation: str, participant: str, on: date
) -> None:
    """Refuse a participant without its own decision, in force, on this very cooperation."""
    valid = (decision for decision in decisions if in_force(decision, on))
    if cooperation not in _cooperations(valid, participant):
        raise NotAllowed("cooperation.no_decision", section=LAW, who=participant, on=on)


def _cooperations(decisions: Iterable[CooperationDecision], participant: str) -> frozenset[str]:
    authority = authority_of(participant)
    return frozenset(
        decision.cooperation
        for decision in decisions
        if authority_of(decision.participant) == authority
    )
