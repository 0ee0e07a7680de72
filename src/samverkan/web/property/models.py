"""Things taken in hand, what holds them, where they have been, what they may be worth.

Nothing is overwritten: ground, place and value are rows added one after another, each numbered.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Kind(models.TextChoices):
    """What a thing is; the season's sum is divided by it."""

    BOAT = "boat"
    JET_SKI = "jet-ski"
    WATCH = "watch"
    JEWELLERY = "jewellery"
    OTHER = "other"


class Thing(models.Model):
    """One thing. `marks` identify it: hull, engine, serial, reference … ; `taken_for` a case."""

    record = models.CharField(max_length=120, unique=True)
    case = models.CharField(max_length=120, db_index=True)
    taken_for = models.CharField(max_length=120, blank=True, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    description = models.CharField(max_length=300)
    condition = models.CharField(max_length=300, blank=True)
    marks = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.description


class GroundEvent(models.Model):
    """Under which instrument a thing is from now on, decided by whom and why."""

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="grounds")
    number = models.PositiveIntegerField()
    instrument = models.CharField(max_length=30)
    holding = models.CharField(max_length=10)
    measure = models.CharField(max_length=20, blank=True)
    ground = models.CharField(max_length=200)
    reason = models.CharField(max_length=600, blank=True)
    decided_by = models.CharField(max_length=40)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thing", "number"], name="one_ground_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.thing_id} {self.instrument} {self.holding}"


class CustodyEvent(models.Model):
    """Where a thing is from now on, who has it, and from whose hand to whose it went."""

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="custody")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    holder = models.CharField(max_length=120)
    handed_from = models.CharField(max_length=120, blank=True)
    handed_to = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=400)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thing", "number"], name="one_place_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.thing_id} {self.place}"


class Valuation(models.Model):
    """What a thing is judged to be worth: a range in öre, the value set, who judged and how."""

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="valuations")
    low = models.BigIntegerField()
    value = models.BigIntegerField()
    high = models.BigIntegerField()
    basis = models.CharField(max_length=400)
    valued_by = models.CharField(max_length=120)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(low__gte=0) & Q(low__lte=F("value")) & Q(value__lte=F("high")),
                name="a_value_lies_in_its_range",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thing_id} {self.value}"


class Count(models.Model):
    """A stock-taking of one place: what was seen, missing, and there without belonging there."""

    place = models.CharField(max_length=200, db_index=True)
    seen = models.JSONField()
    missing = models.JSONField()
    unexpected = models.JSONField()
    note = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.place} {self.at}"


class PhoneDecision(models.Model):
    """One version of a decision given by phone; the next version corrects it, nothing edits it.

    `digest` is the hash of exactly what was released; the other side confirms that hash.
    """

    record = models.CharField(max_length=120, db_index=True)
    version = models.PositiveIntegerField()
    case = models.CharField(max_length=120)
    about = models.CharField(max_length=120, blank=True, db_index=True)
    kind = models.CharField(max_length=30)
    partner = models.CharField(max_length=20)
    told = models.CharField(max_length=120)
    who = models.CharField(max_length=200)
    items = models.JSONField()
    claim = models.CharField(max_length=400)
    ground = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    by = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    message_id = models.UUIDField(unique=True)
    correction = models.CharField(max_length=400, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "version"], name="a_decision_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.record} v{self.version}"

    @property
    def number(self) -> str:
        """Give the part of the reference that its address uses."""
        return self.record.partition("/")[2]


class HeardDecision(models.Model):
    """A phone decision that a partner released to us, and our officer's confirmation of it."""

    release = models.BigIntegerField(unique=True)
    record = models.CharField(max_length=120, db_index=True)
    version = models.PositiveIntegerField()
    sender = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    told = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    recalled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.record} v{self.version}"
