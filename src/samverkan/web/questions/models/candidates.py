"""Candidates of likeness, and what a person has judged of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samverkan.rules.likeness import Verdict


class Candidate(models.Model):
    """A row of a holder's list that may be the one asked about, until a person has reviewed it.

    `row` is a random number that the holder drew for its pack. What agrees lies under the case key.
    """

    card = models.ForeignKey(
        "questions.PurposeCard", on_delete=models.PROTECT, related_name="candidates"
    )
    holder = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20)
    row = models.PositiveBigIntegerField()
    probability = models.FloatField()
    sealed = models.BinaryField()
    found_at = models.DateTimeField()
    verdict = models.CharField(
        max_length=12, blank=True, choices=[(verdict, verdict) for verdict in Verdict]
    )
    words = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["card", "holder", "epoch", "row"], name="a_candidate_is_found_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["verdict", "found_at"])]

    def __str__(self) -> str:
        return f"{self.holder} {self.verdict or 'review'}"
