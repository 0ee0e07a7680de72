"""Our own list: what a named officer has decided may be asked about, and its numbers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class ListEntry(models.Model):
    """One entry of our own list: what a named officer has decided may be asked about, and why."""

    list_id = models.CharField(max_length=40)
    ground = models.CharField(max_length=40)
    need = models.TextField()
    harm_test = models.TextField()
    ends_on = models.DateField()
    case_ref = models.CharField(max_length=120)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list_id", "case_ref"],
                condition=Q(withdrawn_at=None),
                name="a_case_stands_once_on_a_list",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("decided_at")),
                name="an_entry_is_withdrawn_after_it_was_decided",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["withdrawn_at", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.list_id} {self.case_ref}"


class ListedNumber(models.Model):
    """A number of an entry in its normal form; `kind` stands in the sealed input."""

    entry = models.ForeignKey(
        "questions.ListEntry", on_delete=models.CASCADE, related_name="numbers"
    )
    kind = models.CharField(max_length=30)
    normal = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "kind", "normal"], name="a_number_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"


class ListedLikeness(models.Model):
    """What makes an entry findable by likeness: only where its officer decided that it may be.

    `kind` is `person` or `craft`; `fields` are texts as written, by the names of `sealed.likeness`.
    """

    entry = models.OneToOneField(
        "questions.ListEntry", on_delete=models.CASCADE, related_name="likeness"
    )
    kind = models.CharField(max_length=10)
    fields = models.JSONField()

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"
