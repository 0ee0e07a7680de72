"""Who was asked about and why, and how each question to a holder went."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PurposeCard(models.Model):
    """Why an officer asks about one subject of a check: stated before anything is sent.

    `likeness` is the kind of subject in a question by likeness, and empty in one by number.
    """

    record = models.CharField(max_length=60, unique=True)
    operation = models.CharField(max_length=60)
    check_ref = models.CharField(max_length=120, db_index=True)
    subject = models.CharField(max_length=60)
    role = models.CharField(max_length=10)
    likeness = models.CharField(max_length=10, blank=True)
    reason = models.TextField()
    passenger_reason = models.TextField(blank=True)
    purpose = models.CharField(max_length=40)
    officer = models.CharField(max_length=120, db_index=True)
    supervisor = models.CharField(max_length=120, blank=True)
    second_person = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.record


class QuestionState(models.TextChoices):
    """How far a question to one holder about one number has come.

    A key of likeness is only `LOOKED_UP`: no key is a hit. `ASKED_AGAIN` is an element that gave
    way to another, before a silent one was sent again as it was; it is kept so that the auditor can
    open it.
    """

    ASKED = "asked"
    LOOKED_UP = "looked-up"
    HIT = "hit"
    NO_HIT = "no-hit"
    NO_ANSWER = "no-answer"
    ASKED_AGAIN = "asked-again"


class Question(models.Model):
    """One number of the subject, asked of one holder. Number and blind lie under the case key.

    `family` names the family of a key of likeness, and is empty for a number.

    `output` is what the holder's answer came to, under the case key too: asked again in the same
    epoch it is looked up again, and the holder is not. While `next_at` stands the loop asks again;
    `silence` says why no answer came, and `ended_by` is the rule that ended the waiting.
    """

    card = models.ForeignKey(
        "questions.PurposeCard", on_delete=models.PROTECT, related_name="questions"
    )
    holder = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20)
    element = models.CharField(max_length=64, unique=True)
    family = models.CharField(max_length=40, blank=True)
    sealed = models.BinaryField()
    state = models.CharField(
        max_length=12, choices=QuestionState.choices, default=QuestionState.ASKED
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    output = models.BinaryField(default=b"")
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, db_index=True)
    silence = models.CharField(max_length=20, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["holder", "epoch", "state"])]

    def __str__(self) -> str:
        return f"{self.holder} {self.state}"


class LikenessSaid(models.Model):
    """What was said of a subject that is asked about by likeness, under the case key."""

    card = models.OneToOneField(
        "questions.PurposeCard", on_delete=models.CASCADE, related_name="said"
    )
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"likeness {self.card_id}"
