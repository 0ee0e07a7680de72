"""Whether a disclosure may be made: its ground, the fields chosen, the weighing, who decided.

The disclosing authority decides; nothing here decides for it. JO 584-2013: which data were given
and the weighing behind them must be on record, not only that something was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samverkan.rules.cooperation import CooperationDecision, covers
from samverkan.rules.disclosure_ladder import Fact, Purpose, Situation, ground, must_apply
from samverkan.rules.gradings import Regime
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load

CRIME = frozenset({Purpose.PREVENT_CRIME, Purpose.INVESTIGATE_CRIME})


class FieldClass(StrEnum):
    """At Kronofogden the obligation in a pending case is public and everything else secret."""

    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105  a class of field, no password
    PROTECTED = "protected"


class Outcome(StrEnum):
    """How the disclosing authority weighed the interests."""

    DISCLOSE = "disclose"
    WITHHOLD = "withhold"


@dataclass(frozen=True, slots=True)
class ChosenField:
    """A field to be given: its name, its class, and the sections of OSL that make it secret.

    A section is written as in the table: `18:2`, `34:1`, `24:2 a`.
    """

    name: str
    kind: FieldClass
    secrecy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A disclosure as its officer has written it; texts may still be empty.

    `decisions` are the cooperation decisions of sender and receiver. `regime` is the rules the data
    are held under at the sender. `proportionality` is the answer to BDL 2:22 where it is asked.
    """

    sender: str
    receiver: str
    ground: str
    purpose: Purpose
    fields: tuple[ChosenField, ...]
    regime: Regime
    need: str = ""
    speaks_against: str = ""
    weighing: str = ""
    outcome: Outcome | None = None
    proportionality: str = ""
    decided_by: str = ""
    decisions: tuple[CooperationDecision, ...] = ()
    facts: frozenset[Fact] = frozenset()


def may_disclose(disclosure: Disclosure, *, on: date) -> None:
    """Refuse a disclosure that lacks its ground, fields, record or decider."""
    row = ground(disclosure.ground, on)
    situation = Situation(
        disclosure.sender, disclosure.receiver, disclosure.purpose, on, disclosure.facts
    )
    must_apply(row, situation)
    if "cooperation" in row["records"]:
        covers(disclosure.decisions, sender=disclosure.sender, receiver=disclosure.receiver, on=on)
    _must_allow_fields(row, disclosure.fields)
    _must_be_recorded(row, disclosure)
    if crosses_regime(disclosure) and not disclosure.proportionality.strip():
        raise NotAllowed("disclosure.no_proportionality", section="BDL 2:22")
    if not disclosure.decided_by.strip():
        raise NotAllowed("disclosure.nobody_decided", section=row["citation"])


def crosses_regime(disclosure: Disclosure) -> bool:
    """Say whether crime data would serve another purpose with no duty to give them (BDL 2:22).

    Then use there must be necessary and proportionate, and the officer writes why. A ground that
    is unknown or not yet chosen counts as no duty.
    """
    if disclosure.regime is Regime.GDPR or disclosure.purpose in CRIME:
        return False
    return not _is_duty(disclosure.ground)


def may_refuse(reasons: str, *, decided_by: str) -> None:
    """Refuse a refusal without reasons or without a named person: it too is a decision."""
    if not reasons.strip():
        raise NotAllowed("disclosure.no_reasons", section="JO 584-2013")
    if not decided_by.strip():
        raise NotAllowed("disclosure.nobody_refused")


def may_review(*, refused_by: str, reviewer: str) -> None:
    """Refuse a second opinion on a refusal by the person who refused."""
    if refused_by == reviewer:
        raise NotAllowed("people.two_persons", person=refused_by)


def _is_duty(ground_id: str) -> bool:
    return any(row["id"] == ground_id and row["duty"] for row in load("disclosure"))


def _must_allow_fields(row: Mapping[str, Any], fields: tuple[ChosenField, ...]) -> None:
    if not fields:
        raise NotAllowed("disclosure.no_fields", section="BDL 2:8")
    for field in fields:
        if field.kind is FieldClass.PROTECTED:
            raise NotAllowed("disclosure.protected", section="OSL 21:3", field=field.name)
        if field.kind not in row["classes"]:
            raise NotAllowed("disclosure.secret_field", section=row["citation"], field=field.name)
        for section in field.secrecy:
            if not _breaks(row, section):
                raise NotAllowed(
                    "disclosure.not_broken",
                    section=row["citation"],
                    field=field.name,
                    secrecy=f"OSL {section}",
                )


def _breaks(row: Mapping[str, Any], section: str) -> bool:
    first, last = row.get("chapters", (1, 44))
    chapter = int(section.partition(":")[0])
    return first <= chapter <= last and section not in row.get("not_for", ())


def _must_be_recorded(row: Mapping[str, Any], disclosure: Disclosure) -> None:
    records, section = row["records"], row["citation"]
    if "need" in records and not disclosure.need.strip():
        raise NotAllowed("disclosure.no_need", section=section)
    if "speaks-against" in records and not disclosure.speaks_against.strip():
        raise NotAllowed("disclosure.nothing_against", section=section)
    if "weighing" in records:
        _must_be_weighed(disclosure, section)


def _must_be_weighed(disclosure: Disclosure, section: str) -> None:
    if disclosure.outcome is None or not disclosure.weighing.strip():
        raise NotAllowed("disclosure.no_weighing", section=section)
    if disclosure.outcome is Outcome.WITHHOLD:
        raise NotAllowed("disclosure.withheld", section=section)
