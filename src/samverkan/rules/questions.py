"""When an officer may ask a sealed question about a person or a craft found in a check.

A question is itself a disclosure: it shows that somebody takes an interest (OSL 18:2, 35:1). So a
routine check asks nobody; an operation under a decided cooperation asks about its driver and owner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.rules.actor import Actor
from samverkan.rules.cooperation import CooperationDecision, must_take_part
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.permissions import Permission
from samverkan.rules.personal_numbers import PersonalNumber
from samverkan.rules.refusal import NotAllowed, reason

GROUND = "lag 2016:774 1 §"
NEVER_UNDER = 15
ALONE_FROM = 18


class SubjectRole(StrEnum):
    """What the subject of a question is in the check. An owner may be claimed or evidenced."""

    DRIVER = "driver"
    OWNER = "owner"
    PASSENGER = "passenger"
    CRAFT = "craft"


@dataclass(frozen=True, slots=True)
class PurposeCard:
    """What an operation may ask for: its cooperation, its purpose, its first and last day."""

    id: str
    operation: str
    cooperation: str
    purpose: Purpose
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Subject:
    """About whom or what an officer would ask, and why it falls under the operation.

    `birth_date` is stated by the person where there is no number. `passenger_reason` is why this
    passenger; `earlier_passengers` how many were asked about in the same check.
    """

    role: SubjectRole
    reason: str
    number: PersonalNumber | None = None
    birth_date: date | None = None
    passenger_reason: str = ""
    earlier_passengers: int = 0
    supervisor: Actor | None = None
    second_person: Actor | None = None

    @property
    def latest_birth_date(self) -> date | None:
        """Give the last day on which the person can have been born, or None if nobody knows."""
        told = self.number.latest_birth_date if self.number else None
        return told or self.birth_date


def may_ask(
    card: PurposeCard | None,
    subject: Subject,
    *,
    asker: Actor,
    decisions: Iterable[CooperationDecision],
    on: date,
) -> None:
    """Refuse a question outside an operation, without a reason, or about the wrong person.

    No card means a routine check.
    """
    asker.may(Permission.ASK)
    if card is None:
        raise NotAllowed("questions.routine", section=GROUND)
    must_be_current(card, on)
    must_take_part(decisions, cooperation=card.cooperation, participant=asker.participant, on=on)
    if not subject.reason.strip():
        raise NotAllowed("questions.no_reason")
    if subject.role is not SubjectRole.CRAFT:
        _must_be_old_enough(subject, asker, on)
        _must_be_needed(subject, asker)


def may_wait(
    card: PurposeCard | None,
    *,
    check_ended: bool,
    pack_in_force: bool,
    still_said: bool,
    asker: str,
    decisions: Iterable[CooperationDecision],
    on: date,
) -> None:
    """Refuse to let a question without an answer be asked again by itself.

    It waits only while the check, the operation and the holder's pack last, and what it asks about
    is `still_said` of the subject. After that a person must decide anew whether it is needed.
    """
    if check_ended:
        raise NotAllowed("questions.wait_check_ended")
    if card is None or not card.starts <= on <= card.ends:
        raise NotAllowed("questions.wait_operation_ended")
    ours = {"cooperation": card.cooperation, "participant": asker, "on": on}
    if reason(must_take_part, decisions, **ours) is not None:
        raise NotAllowed("questions.wait_no_decision", section=GROUND)
    if not pack_in_force:
        raise NotAllowed("questions.wait_pack_gone")
    if not still_said:
        raise NotAllowed("questions.wait_corrected")


def must_be_current(card: PurposeCard, on: date) -> None:
    """Refuse a card before its first day or after its last."""
    if not card.starts <= on <= card.ends:
        raise NotAllowed(
            "questions.card_not_current",
            operation=card.operation,
            starts=card.starts,
            ends=card.ends,
        )


def least_age(latest_birth_date: date, on: date) -> int:
    """Give the years a person has certainly filled. One born on 29 February fills on 1 March."""
    born = latest_birth_date
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _must_be_old_enough(subject: Subject, asker: Actor, on: date) -> None:
    """Refuse the young; on the boundary the person is younger, as a number's date is not exact."""
    born = subject.latest_birth_date
    if born is None:
        raise NotAllowed("questions.unknown_identity")
    age = least_age(born, on)
    if age < NEVER_UNDER:
        raise NotAllowed("questions.child", age=NEVER_UNDER)
    if age < ALONE_FROM:
        if subject.supervisor is None:
            raise NotAllowed("questions.minor", youngest=NEVER_UNDER, oldest=ALONE_FROM - 1)
        _must_be_another(subject.supervisor, asker)
        subject.supervisor.may(Permission.APPROVE_MINOR)


def _must_be_needed(subject: Subject, asker: Actor) -> None:
    """Refuse a passenger without a reason of their own; after the first, a second person agrees."""
    if subject.role is not SubjectRole.PASSENGER:
        return
    if not subject.passenger_reason.strip():
        raise NotAllowed("questions.passenger")
    if subject.earlier_passengers:
        if subject.second_person is None:
            raise NotAllowed("questions.more_passengers")
        _must_be_another(subject.second_person, asker)
        subject.second_person.may(Permission.ASK)


def may_agree(*, asked_by: str, decided: bool, words: str, by: Actor) -> None:
    """Refuse a yes or no to another's question by the asker, without words, or a second one."""
    by.may(Permission.APPROVE_MINOR)
    if by.reference == asked_by:
        raise NotAllowed("people.two_persons", person=by.name)
    if decided:
        raise NotAllowed("questions.agreement_decided")
    if not words.strip():
        raise NotAllowed("questions.agreement_words")


def _must_be_another(person: Actor, asker: Actor) -> None:
    if person.reference == asker.reference:
        raise NotAllowed("people.two_persons", person=asker.name)
