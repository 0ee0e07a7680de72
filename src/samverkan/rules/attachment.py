"""Whether a thing may be attached, in which of the three lawful ways, and what then must be done.

SEASON's point: nobody but Kronofogden attaches, and no other authority holds the thing meanwhile
unless the Police found it in a check of their own. An enforcement officer decides; this refuses
what the law does not allow and names the duties that follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from samverkan.rules import tables
from samverkan.rules.exempt import Exemption, Outcome
from samverkan.rules.money import Ore
from samverkan.rules.powers import FIRST_HOUR, LAST_HOUR, Answer, Power
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.titles import Title, may_enforce


class Belonging(StrEnum):
    """Whose the thing is, as far as the officer can tell (UB 4:17-19, 4:22)."""

    SHOWN_DEBTORS = "shown-debtors"
    DEBTORS_POSSESSION = "debtors-possession"
    JOINT_WITH_PARTNER = "joint-with-partner"
    JOINT_WITH_OTHER = "joint-with-other"
    CO_OWNED_PROBABLY = "co-owned-probably"
    PROBABLY_DEBTORS = "probably-debtors"
    LEASED = "leased"
    SHOWN_ANOTHERS = "shown-anothers"


class Duty(StrEnum):
    """What must be done with the decision; the value is the key of its sentence."""

    LIST_AND_VALUE = "attachment.duty.list_and_value"
    SERVE_BAN = "attachment.duty.serve_ban"
    SECURE = "attachment.duty.secure"
    RESERVE_REPLACEMENT = "attachment.duty.reserve_replacement"
    ORDER_THIRD_PARTY = "attachment.duty.order_third_party"
    ORDER_APPLICANT = "attachment.duty.order_applicant"


SECTIONS = {
    Duty.LIST_AND_VALUE: "UB 6:9; UF 6:8",
    Duty.SERVE_BAN: "UB 4:29; UF 6:9",
    Duty.SECURE: "UB 6:1, 6:4",
    Duty.RESERVE_REPLACEMENT: "UB 5:4; UF 6:10, 9:6",
    Duty.ORDER_THIRD_PARTY: "UB 4:20",
    Duty.ORDER_APPLICANT: "UB 4:22",
}


@dataclass(frozen=True, slots=True)
class OfficerPresent:
    """An enforcement officer at the thing. Local times; `special_hours` says why at night."""

    begins_at: datetime
    control_ended_at: datetime | None = None
    special_hours: str = ""


@dataclass(frozen=True, slots=True)
class ByPhone:
    """A find notified and decided by phone: who found it, and whose own check it was."""

    found_by: str
    check_by: str


@dataclass(frozen=True, slots=True)
class AtDistance:
    """The thing is not there but known by these marks, such as HIN and berth contract."""

    identified_by: tuple[str, ...]
    securing_hindered: bool = False


Way: TypeAlias = OfficerPresent | ByPhone | AtDistance


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An attachment as proposed. Amounts in öre.

    `justifiable`: the officer finds the surplus worth the measure (UB 4:3). `home_weighed`: why it
    is taken although someone lives aboard (ECHR art. 8).
    """

    title: Title | None
    way: Way
    belonging: Belonging
    exemption: Exemption
    expected_yield: Ore
    later_costs: Ore
    justifiable: bool
    third_party_claims: bool = False
    home: bool = False
    home_weighed: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The attachment may be made: by which way's section, and with which duties."""

    citation: str
    duties: tuple[Duty, ...]


def may_attach(facts: Attachment, *, on: date) -> Terms:
    """Refuse what may not be attached, or give the terms. Keys `attachment.…` and `titles.…`."""
    may_enforce(facts.title)
    citation = must_be_lawful(facts.way, on)
    _must_be_debtors(facts.belonging)
    _must_not_be_protected(facts)
    if facts.expected_yield <= facts.later_costs or not facts.justifiable:
        raise NotAllowed("attachment.no_surplus", section="UB 4:3")
    return Terms(citation, tuple(_duties(facts)))


def notifiers(on: date) -> frozenset[str]:
    """Name the participants that may notify Kronofogden of a find of theirs (UF 6:25)."""
    return frozenset(
        str(row["holder"])
        for row in tables.load_on("powers", on)
        if row["power"] == Power.NOTIFY_ENFORCEMENT and row["answer"] != Answer.EMPTY
    )


def must_be_lawful(way: Way, on: date) -> str:
    """Refuse a way that the law does not give; return its section."""
    match way:
        case OfficerPresent():
            _officer_may_begin(way)
            row = tables.one("attachment_ways", "officer-present", on)
        case ByPhone():
            row = tables.one("attachment_ways", "by-phone", on)
            _found_in_own_check(way, on)
        case AtDistance():
            row = tables.one("attachment_ways", "at-distance", on)
            _identified(way)
        case _:  # pragma: no cover
            assert_never(way)
    return str(row["citation"])


def _officer_may_begin(way: OfficerPresent) -> None:
    if way.control_ended_at is not None and way.begins_at < way.control_ended_at:
        raise NotAllowed("attachment.control_not_ended")
    daytime = FIRST_HOUR <= way.begins_at.time() <= LAST_HOUR
    if not daytime and not way.special_hours:
        raise NotAllowed("attachment.hours", section="UF 3:1")


def _found_in_own_check(way: ByPhone, on: date) -> None:
    if way.found_by not in notifiers(on):
        raise NotAllowed("attachment.not_a_notifier", section="UF 6:25", who=way.found_by)
    if way.check_by != way.found_by:
        raise NotAllowed("attachment.own_check", section="UF 6:25; UB 6:12 a", who=way.found_by)


def _identified(way: AtDistance) -> None:
    if not way.identified_by:
        raise NotAllowed("attachment.not_identified", section="UB 4:7")
    if way.securing_hindered:
        raise NotAllowed("attachment.securing_hindered", section="UB 4:7")


def _must_be_debtors(belonging: Belonging) -> None:
    """Refuse what is not, and is not deemed, the debtor's (UB 4:17-19)."""
    match belonging:
        case Belonging.LEASED:
            raise NotAllowed("attachment.leased", section="UB 4:17-18")
        case Belonging.SHOWN_ANOTHERS:
            raise NotAllowed("attachment.anothers", section="UB 4:17-18")
        case Belonging.CO_OWNED_PROBABLY:
            raise NotAllowed("attachment.co_owned", section="UB 4:19 1 st")
        case Belonging.JOINT_WITH_OTHER:
            raise NotAllowed("attachment.joint", section="UB 4:19 2 st")
        case (
            Belonging.SHOWN_DEBTORS
            | Belonging.DEBTORS_POSSESSION
            | Belonging.JOINT_WITH_PARTNER
            | Belonging.PROBABLY_DEBTORS
        ):
            return
        case _:  # pragma: no cover
            assert_never(belonging)


def _must_not_be_protected(facts: Attachment) -> None:
    if facts.exemption.outcome is Outcome.EXEMPT:
        raise NotAllowed("attachment.exempt", section=facts.exemption.citation)
    if facts.home and not facts.home_weighed:
        raise NotAllowed("attachment.home", section="ECHR art. 8; RH 2019:23")


def _duties(facts: Attachment) -> list[Duty]:
    duties = [Duty.LIST_AND_VALUE, Duty.SECURE, Duty.SERVE_BAN]
    if facts.exemption.outcome is Outcome.RESERVATION:
        duties.append(Duty.RESERVE_REPLACEMENT)
    if facts.belonging is Belonging.PROBABLY_DEBTORS:
        duties.append(Duty.ORDER_APPLICANT)
    elif facts.third_party_claims:
        duties.append(Duty.ORDER_THIRD_PARTY)
    return duties
