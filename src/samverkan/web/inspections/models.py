"""Checks at sea, who was aboard, notes, versions, and the report of a long control."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samverkan.rules.inspections import AboardRole, Mode, Outcome


class Check(models.Model):
    """One check. `grounds` and `powers` are ids of `control_grounds`; `craft` is a subject.

    `started_at` is when it began at sea, `made_at` when it was written down here. `alongside` says
    whether the craft is still there: nobody is held for another authority.
    """

    record = models.CharField(max_length=60, unique=True)
    case = models.CharField(max_length=120)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    mode = models.CharField(max_length=10, choices=[(mode, mode) for mode in Mode])
    operation = models.CharField(max_length=60, blank=True, db_index=True)
    grounds = models.JSONField()
    powers = models.JSONField()
    started_at = models.DateTimeField(db_index=True)
    control_ended_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    craft = models.CharField(max_length=60, blank=True, db_index=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(o, o) for o in Outcome])
    alongside = models.BooleanField(default=True)
    by = models.CharField(max_length=120, db_index=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    approved_version = models.PositiveIntegerField(null=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="a_check_has_one_number"),
            models.CheckConstraint(
                condition=Q(control_ended_at=None) | Q(control_ended_at__gte=F("started_at")),
                name="a_control_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.OPERATION) | Q(operation=""),
                name="a_routine_check_has_no_operation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number:04}"


class CheckPerson(models.Model):
    """Somebody in a check. An unknown person's subject is for this one person, never reused."""

    check_made = models.ForeignKey(
        "inspections.Check", on_delete=models.CASCADE, related_name="persons"
    )
    subject = models.CharField(max_length=60, db_index=True)
    role = models.CharField(max_length=16, choices=[(role, role) for role in AboardRole])
    evidence = models.CharField(max_length=200)
    unknown = models.BooleanField(default=False)
    receipt_given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["check_made", "subject"], name="a_person_stands_once_in_a_check"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.subject}"


class CheckNote(models.Model):
    """An officer's note: a fact seen, or an assessment; kept apart (BDL 2:10)."""

    check_made = models.ForeignKey(
        "inspections.Check", on_delete=models.CASCADE, related_name="notes"
    )
    text = models.TextField()
    fact = models.BooleanField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class CheckVersion(models.Model):
    """The check as it stood after a change, sealed, with the hash of the one before."""

    check_made = models.ForeignKey(
        "inspections.Check", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    before = models.CharField(max_length=64, blank=True)
    content = models.BinaryField()
    reason = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_made", "number"], name="a_version_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Agreement(models.Model):
    """A question that a duty officer must agree to from their own desk: on exactly these words."""

    person = models.ForeignKey(
        "inspections.CheckPerson", on_delete=models.CASCADE, related_name="agreements"
    )
    reason = models.TextField()
    passenger_reason = models.TextField(blank=True)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    words = models.CharField(max_length=400, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "asked_by"],
                condition=Q(decided_at=None),
                name="one_request_to_agree_waits",
            )
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class LongControl(models.Model):
    """A control of more than six hours: reported to a superior, who decides at once (KBL 6:1)."""

    check_made = models.OneToOneField(
        "inspections.Check", on_delete=models.CASCADE, related_name="long_control"
    )
    reason = models.CharField(max_length=400)
    reported_by = models.CharField(max_length=120)
    reported_at = models.DateTimeField()
    goes_on = models.BooleanField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"long control {self.pk}"
