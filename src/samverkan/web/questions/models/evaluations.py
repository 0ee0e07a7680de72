"""What we have evaluated for askers: their budgets count it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Evaluation(models.Model):
    """What we have evaluated for an asker: budgets count these rows, which no restart resets.

    `user` and `case` are the asker's pseudonyms; `request` is shared by the cards of one request.
    """

    request = models.UUIDField(db_index=True)
    asker = models.CharField(max_length=20)
    user = models.CharField(max_length=64)
    case = models.CharField(max_length=64)
    operation = models.CharField(max_length=60)
    elements = models.PositiveIntegerField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.asker} {self.elements}"


class EvaluatedElement(models.Model):
    """A blinded element that we have evaluated in an epoch: when it comes again it costs nothing.

    An asker whose answer was lost sends the same element, and its answer tells nothing new.
    """

    asker = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20, db_index=True)
    element = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["asker", "epoch", "element"], name="an_element_is_charged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asker} {self.epoch}"
