"""The situation picture at its home: versions and their paragraphs. No column for a person.

A received picture is not copied here: it is read from its release.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samverkan.rules.gradings import Assertion, Handling, Information, Source
from samverkan.rules.picture import AboutKind, Confidence


class Picture(models.Model):
    """One version. `changed_by` wrote last (a reference); another must adopt it."""

    record = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField()
    starts = models.DateField()
    ends = models.DateField()
    changed_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=120, blank=True)
    adopted_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "version"], name="one_picture_per_version"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_picture_has_days"),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(adopted_at__isnull=False),
                name="only_an_adopted_picture_leaves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Paragraph(models.Model):
    """One graded paragraph of one version."""

    picture = models.ForeignKey(
        "picture.Picture", on_delete=models.PROTECT, related_name="paragraphs"
    )
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in AboutKind])
    title = models.CharField(max_length=200)
    text = models.TextField()
    source = models.CharField(max_length=1, choices=[(grade, grade) for grade in Source])
    information = models.CharField(max_length=1, choices=[(grade, grade) for grade in Information])
    assertion = models.CharField(max_length=10, choices=[(said, said) for said in Assertion])
    handling = models.CharField(max_length=2, choices=[(code, code) for code in Handling])
    confidence = models.CharField(max_length=6, choices=[(level, level) for level in Confidence])
    gap = models.TextField(blank=True)
    dissent = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture", "key"], name="a_key_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"
