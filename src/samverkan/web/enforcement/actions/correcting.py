"""Correction: the attachment is lifted, the thing goes back, the season counts it as nothing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.deadlines import deadline
from samverkan.rules.instruments import Measure
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.enforcement.models import Decision, ListedItem
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.property import actions as property_actions
from samverkan.web.property import queries as property_queries
from samverkan.web.property.actions import HandOver


class Fault(StrEnum):
    """Why an attachment is lifted: the first two have no time limit (UB 4:33), the last has."""

    THIRD_PARTYS = "third-partys"
    NO_SURPLUS = "no-surplus"
    OTHER = "other"

    @property
    def section(self) -> str:
        """Name the section."""
        return "UB 4:34" if self is Fault.OTHER else "UB 4:33"


@in_one_transaction
def correct(*, item: ListedItem, fault: Fault, why: str, by: Actor, now: datetime) -> None:
    """Lift the attachment of a thing. NotAllowed after two weeks for other faults (UB 4:34)."""
    by.may(Permission.ATTACH)
    if item.decision != Decision.ATTACHED:
        raise NotAllowed("enforcement.not_attached")
    due = deadline("correction", local_date(item.decided_at)).due
    if fault is Fault.OTHER and local_date(now) > due:
        raise NotAllowed("enforcement.correction_late", section=fault.section, due=due.isoformat())
    property_actions.change_ground(
        thing=property_queries.thing(item.thing),
        measure=Measure.LIFT,
        ground=fault.section,
        reason=why,
        decided_by=here().participant,
        by=by,
        now=now,
    )
    moved = ListedItem.objects.filter(pk=item.pk, corrected_at=None).update(
        corrected_at=now, corrected_why=why
    )
    if moved != 1:
        raise Changed("Någon annan hann rätta före.")
    _enter(Act.ATTACHMENT_CORRECTED, item, fault.section, why, by=by, now=now)


@in_one_transaction
def give_back(*, item: ListedItem, to: str, words: str, by: Actor, now: datetime) -> None:
    """Hand a thing back, against a receipt, once its attachment has been lifted."""
    by.may(Permission.ATTACH, Permission.HOLD_PROPERTY)
    item.refresh_from_db()
    if item.corrected_at is None or item.returned_at is not None:
        raise NotAllowed("enforcement.not_lifted", section="UB 4:33-34")
    property_actions.move(
        thing=property_queries.thing(item.thing),
        to=HandOver(place=words, holder=to, reason="Lämnad tillbaka.", handed_to=to),
        by=by,
        now=now,
    )
    moved = ListedItem.objects.filter(pk=item.pk, returned_at=None).update(returned_at=now)
    if moved != 1:
        raise Changed("Egendomen är redan lämnad tillbaka.")
    _enter(Act.PROPERTY_RETURNED, item, "UB 4:33-34", words, by=by, now=now)


def _enter(act: Act, item: ListedItem, section: str, why: str, *, by: Actor, now: datetime) -> None:
    journal.record(
        act,
        about=item.execution.record,
        by=by,
        at=now,
        case=item.execution.case.record,
        ground=section,
        details={"thing": item.thing, "why": why},
    )
