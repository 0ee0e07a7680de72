"""Proposals, positions, directions, operations and each authority's own decision.

The same rows stand at the record's home and, as received copies, at every participant.
`record` names the home; lists of words and days (`2025-07-12`) are JSON.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samverkan.rules.council import Stance


class Proposal(models.Model):
    """One version of a proposal for a direction; `digest` is what a position is given on."""

    record = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    text = models.TextField()
    picture = models.CharField(max_length=60)
    members = models.JSONField()
    closing_at = models.DateTimeField()
    starts = models.DateField()
    ends = models.DateField()
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "version"], name="one_proposal_per_version"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_proposal_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Position(models.Model):
    """What a member says to one version; a later one of the same member counts instead."""

    proposal = models.CharField(max_length=60, db_index=True)
    version_hash = models.CharField(max_length=64)
    member = models.CharField(max_length=20)
    stance = models.CharField(max_length=20, choices=[(stance, stance) for stance in Stance])
    words = models.TextField(blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member} {self.stance}"


class Direction(models.Model):
    """An adopted direction: it names every position and every silence."""

    record = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    picture = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()
    proposal = models.CharField(max_length=60, unique=True)
    version_hash = models.CharField(max_length=64)
    positions = models.JSONField()
    silent = models.JSONField()
    adopted_by = models.CharField(max_length=200)
    adopted_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Operation(models.Model):
    """An operation under a direction. Before `agreed_at` it is a plan that only its home knows."""

    record = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    direction = models.CharField(max_length=60, db_index=True)
    phenomenon = models.CharField(max_length=200)
    networks = models.JSONField()
    subject = models.TextField()
    goal = models.TextField()
    serious = models.TextField()
    organised = models.TextField()
    methods = models.JSONField()
    days = models.JSONField()
    participants = models.JSONField()
    starts = models.DateField()
    ends = models.DateField()
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_words = models.TextField(blank=True)
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="an_operation_has_days")
        ]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """One authority's own answer: it takes part on these grounds, or declines with reasons."""

    record = models.CharField(max_length=60, unique=True)
    operation = models.CharField(max_length=60, db_index=True)
    participant = models.CharField(max_length=20)
    takes_part = models.BooleanField()
    subject = models.TextField(blank=True)
    goal = models.TextField(blank=True)
    serious = models.TextField(blank=True)
    organised = models.TextField(blank=True)
    need = models.TextField(blank=True)
    fields = models.TextField(blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    reasons = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reasons = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["operation", "participant"],
                condition=Q(withdrawn_at=None),
                name="one_standing_answer_per_authority",
            ),
            models.CheckConstraint(
                condition=Q(takes_part=False) | Q(starts__lt=F("ends")),
                name="a_decision_has_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.operation}"
