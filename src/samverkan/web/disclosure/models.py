"""What we disclosed and why, what others disclosed to us, requests both ways, and refusals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.disclosure_requests import RequestState

PURPOSES = [(purpose, purpose) for purpose in Purpose]


class Disclosure(models.Model):
    """A decision to disclose. The exact copy of what left lies with its release (`record`).

    `source` is the record it starts from (a check, a request), `about` a subject here, `chosen` the
    keys of the fields; `argument` is need, what speaks against, weighing, outcome and
    proportionality, sealed under the case.
    """

    record = models.CharField(max_length=60, unique=True)
    case = models.CharField(max_length=120)
    source = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    request = models.CharField(max_length=60, blank=True, db_index=True)
    receiver = models.CharField(max_length=20)
    cooperation = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=40)
    citation = models.CharField(max_length=200)
    purpose = models.CharField(max_length=40, choices=PURPOSES)
    facts = models.JSONField()
    chosen = models.JSONField()
    argument = models.BinaryField()
    alongside = models.BooleanField(null=True)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.record} to {self.receiver}"


class ReceivedState(models.TextChoices):
    """What the desk has made of a received disclosure."""

    WAITING = "waiting"
    PENDING = "pending"
    NOT_OURS = "not-ours"
    RECALLED = "recalled"
    RECALL_DONE = "recall-done"


class ReceivedDisclosure(models.Model):
    """What another authority disclosed to us; `subjects` are ours, made of its statements.

    The content itself lies with the received release (`sender`, `record`), gone once recalled.
    """

    record = models.CharField(max_length=60)
    sender = models.CharField(max_length=20)
    subjects = models.JSONField()
    source = models.CharField(max_length=60)
    request = models.CharField(max_length=60, blank=True, db_index=True)
    purpose = models.CharField(max_length=40, choices=PURPOSES)
    state = models.CharField(
        max_length=20, choices=ReceivedState.choices, default=ReceivedState.WAITING
    )
    received_at = models.DateTimeField(db_index=True)
    note = models.CharField(max_length=400, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "record"], name="a_disclosure_arrives_once")
        ]

    def __str__(self) -> str:
        return f"{self.record} from {self.sender}"


class DisclosureRequest(models.Model):
    """A request for data: ours to `partner` (`outgoing`), or theirs to us.

    `content` (whom it is about, what, need) is sealed under the case. `source` and `about` are the
    asker's own check and subject, empty at the holder.
    """

    record = models.CharField(max_length=60, unique=True)
    case = models.CharField(max_length=120)
    outgoing = models.BooleanField()
    partner = models.CharField(max_length=20)
    source = models.CharField(max_length=60, blank=True, db_index=True)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    cooperation = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40, choices=PURPOSES)
    content = models.BinaryField()
    state = models.CharField(
        max_length=20,
        choices=[(state, state) for state in RequestState],
        default=RequestState.WAITING,
    )
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)
    review_asked_at = models.DateTimeField(null=True)
    review_why = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.record


class Refusal(models.Model):
    """A refusal, or the second opinion on one (`upheld` is then set), at either end."""

    request = models.ForeignKey(
        "disclosure.DisclosureRequest", on_delete=models.CASCADE, related_name="refusals"
    )
    upheld = models.BooleanField(null=True)
    grounds = models.JSONField()
    reasons = models.TextField()
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(upheld__isnull=False),
                name="one_second_opinion_per_request",
            )
        ]

    def __str__(self) -> str:
        return f"refusal {self.pk}"
