"""Persons, companies, craft and things, and what is said about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samverkan.rules.gradings import Assertion, Category, Regime
from samverkan.rules.subjects import SubjectKind


class Subject(models.Model):
    """Somebody or something that statements are about; `ref` is its record at home here."""

    ref = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in SubjectKind])
    case = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in SubjectKind]), name="subject_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.ref


class Statement(models.Model):
    """One thing said: by whom, on what ground, how sure, and until when it may be kept."""

    subject = models.ForeignKey(
        "subjects.Subject", on_delete=models.CASCADE, related_name="statements"
    )
    property = models.CharField(max_length=40)
    value = models.CharField(max_length=1000)
    source = models.CharField(max_length=60)
    ground = models.CharField(max_length=200)
    regime = models.CharField(max_length=4, choices=[(regime, regime) for regime in Regime])
    category = models.CharField(
        max_length=10, blank=True, choices=[(category, category) for category in Category]
    )
    assertion = models.CharField(max_length=10, choices=[(said, said) for said in Assertion])
    grading = models.CharField(max_length=2, blank=True)
    handling = models.CharField(max_length=2)
    release = models.CharField(max_length=80, blank=True, db_index=True)
    case = models.CharField(max_length=120)
    said_by = models.CharField(max_length=120)
    said_at = models.DateTimeField()
    delete_after = models.DateField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["property", "value"])]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.property}"
