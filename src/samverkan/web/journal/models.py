"""Entries, the case keys they lie under, and signed checkpoints. References are strings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CaseKey(models.Model):
    """A case's AES-256 key, wrapped by the instance key that lies outside the database."""

    case = models.CharField(max_length=120, unique=True)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.case


class Entry(models.Model):
    """One act. The log holds `commitment`; the record lies here under its case key until erased."""

    act = models.CharField(max_length=60)
    about = models.CharField(max_length=200, db_index=True)
    case = models.CharField(max_length=120, db_index=True)
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()
    commitment = models.BinaryField()
    salt = models.BinaryField(null=True)
    sealed_record = models.BinaryField(null=True)
    position = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["act", "at"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.act} {self.about}"


class SignedCheckpoint(models.Model):
    """A signed state of the log: size, root and the note as published."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} at {self.at}"
