"""The overseer's own things: samples and what was found, requests from data subjects, erasures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Finding(models.TextChoices):
    """What the overseer thinks of a sampled entry."""

    RIGHT = "right"
    QUESTION = "question"
    WRONG = "wrong"


class Sample(models.Model):
    """Entries drawn by a seed; `upto` is the newest entry then, so anyone can draw it again."""

    record = models.CharField(max_length=60, unique=True)
    seed = models.CharField(max_length=100)
    kind = models.CharField(max_length=60)
    acts = models.JSONField()
    count = models.PositiveIntegerField()
    upto = models.PositiveBigIntegerField()
    population = models.PositiveIntegerField()
    drawn_by = models.CharField(max_length=120)
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.seed}"


class SampledEntry(models.Model):
    """One drawn entry: whether it was opened, whether its elements open, and what was found."""

    sample = models.ForeignKey("oversight.Sample", on_delete=models.CASCADE, related_name="entries")
    place = models.PositiveIntegerField()
    number = models.PositiveBigIntegerField()
    opened_at = models.DateTimeField(null=True)
    elements = models.PositiveIntegerField(null=True)
    elements_open = models.PositiveIntegerField(null=True)
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    assessed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "number"], name="drawn_once"),
            models.CheckConstraint(
                condition=Q(finding="") | Q(opened_at__isnull=False, assessed_at__isnull=False),
                name="opened_before_assessed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.finding}"


class DataRequest(models.Model):
    """Somebody asks what is held about them. Who, and the answer, lie under the request's case."""

    record = models.CharField(max_length=60, unique=True)
    sealed = models.BinaryField()
    came_on = models.DateField()
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answer = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.record


class RetentionRun(models.Model):
    """Cases that have been kept long enough: listed by one person, erased by another."""

    record = models.CharField(max_length=60, unique=True)
    cases = models.JSONField()
    listed_by = models.CharField(max_length=120)
    listed_at = models.DateTimeField()
    done_by = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at=None) | ~Q(done_by=F("listed_by")), name="two_persons_erase"
            )
        ]

    def __str__(self) -> str:
        return self.record
