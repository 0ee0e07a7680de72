"""An execution: the way there, what was listed, and who else says that it is theirs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samverkan.web.enforcement.models.claims import DebtorCase


class Way(models.TextChoices):
    """The three lawful ways."""

    OFFICER_PRESENT = "officer-present"
    BY_PHONE = "by-phone"
    AT_DISTANCE = "at-distance"


class Execution(models.Model):
    """One execution. `control_ended_at` is the end of another authority's check: its own event.

    `applicants` are the references of the claims attached for, all at the same time (UB 4:11).
    """

    record = models.CharField(max_length=120, unique=True)
    case = models.ForeignKey(DebtorCase, on_delete=models.PROTECT, related_name="executions")
    number = models.CharField(max_length=30, unique=True)
    way = models.CharField(max_length=20, choices=Way.choices)
    place = models.CharField(max_length=200)
    check_ref = models.CharField(max_length=120, blank=True)
    control_ended_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    special_hours = models.CharField(max_length=300, blank=True)
    found_by = models.CharField(max_length=20, blank=True)
    check_by = models.CharField(max_length=20, blank=True)
    phone_decision = models.CharField(max_length=120, blank=True)
    identified_by = models.JSONField(default=list)
    applicants = models.JSONField(default=list)
    officer = models.CharField(max_length=120)
    served_at = models.DateTimeField(null=True)
    served_how = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(control_ended_at=None) | Q(control_ended_at__lte=F("began_at")),
                name="execution_begins_after_the_control",
            )
        ]

    def __str__(self) -> str:
        return self.number


class Decision(models.TextChoices):
    """What was decided about a listed thing."""

    ATTACHED = "attached"
    EXEMPT = "exempt"
    LEFT = "left"


class ListedItem(models.Model):
    """A thing listed at an execution; `value` in öre as the protocol says (UF 6:8 p. 4).

    `thing` refers to property while it is or was attached. A correction or forfeiture ends the
    attachment and is dated; nothing is erased.
    """

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="items")
    thing = models.CharField(max_length=120, blank=True, db_index=True)
    kind = models.CharField(max_length=20)
    description = models.CharField(max_length=300)
    marks = models.JSONField(default=dict)
    value = models.BigIntegerField()
    later_costs = models.BigIntegerField()
    decision = models.CharField(max_length=10, choices=Decision.choices)
    belonging = models.CharField(max_length=30)
    use = models.CharField(max_length=30)
    section = models.CharField(max_length=200)
    reason = models.CharField(max_length=600)
    duties = models.JSONField(default=list)
    replacement = models.BigIntegerField(default=0)
    lowest_price = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField()
    by = models.CharField(max_length=120)
    corrected_at = models.DateTimeField(null=True)
    corrected_why = models.CharField(max_length=600, blank=True)
    returned_at = models.DateTimeField(null=True)
    forfeited_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decision="attached") | ~Q(thing=""), name="what_is_attached_is_a_thing"
            )
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def vessel(self) -> bool:
        """Say whether it is a vessel, in which a maritime lien may be hidden."""
        return self.kind in {"boat", "jet-ski"}


class ThirdPartyState(models.TextChoices):
    """How a third party's claim to a thing stands (UB 4:20-22)."""

    CLAIMED = "claimed"
    ORDERED = "ordered"
    SERVED = "served"
    SUED = "sued"
    LOST = "lost"


class ThirdParty(models.Model):
    """Someone who says that a thing is theirs, and the order to sue within a month."""

    item = models.ForeignKey(ListedItem, on_delete=models.PROTECT, related_name="third_parties")
    who = models.CharField(max_length=200)
    says = models.CharField(max_length=600)
    state = models.CharField(max_length=10, choices=ThirdPartyState.choices)
    claimed_at = models.DateTimeField()
    ordered_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    sue_by = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.who
