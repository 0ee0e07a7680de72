"""Packs: what we have sealed for others, and what holders have sent us."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SealedPack(models.Model):
    """What we have sealed for one asker and epoch, as it left: whole, or as a delta.

    `pack` and its `schemes` are kept as what the next one may be a delta from.
    """

    asker = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20)
    record = models.CharField(max_length=60, unique=True)
    grounds = models.JSONField()
    entries = models.PositiveIntegerField()
    numbers = models.PositiveIntegerField()
    state_of_list = models.CharField(max_length=80)
    sealed_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    pack = models.BinaryField(default=b"")
    schemes = models.JSONField(default=dict)
    as_delta = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asker", "epoch"], name="one_pack_per_asker_and_epoch")
        ]

    def __str__(self) -> str:
        return f"{self.asker} {self.epoch}"


class HeldPack(models.Model):
    """A holder's pack for us, until its epoch ends; `schemes` are those of likeness, by kind."""

    holder = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20)
    record = models.CharField(max_length=60)
    public_key = models.BinaryField()
    pack = models.BinaryField()
    schemes = models.JSONField(default=dict)
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["holder", "epoch"], name="one_held_pack_per_holder")
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.epoch}"
