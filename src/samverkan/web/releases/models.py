"""What left through the gate, what came in, and notes: the simplest record that can be released."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleaseState(models.TextChoices):
    """How far a release, or its recall, has come."""

    SENT = "sent", _("Skickat")
    RECEIPTED = "receipted", _("Kvitterat")
    REFUSED = "refused", _("Avvisat av mottagaren")
    RECALLED = "recalled", _("Återkallat")
    RECALL_CONFIRMED = "recall-confirmed", _("Återkallelsen bekräftad")


class Release(models.Model):
    """The exact copy of what left, under its case key, with its terms and the answer to it."""

    record = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    recipient = models.CharField(max_length=20)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    case = models.CharField(max_length=120)
    ground = models.CharField(max_length=200)
    purpose = models.CharField(max_length=400)
    handling = models.CharField(max_length=4)
    expires_on = models.DateField()
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    message_id = models.UUIDField(unique=True)
    recall_message_id = models.UUIDField(null=True, unique=True)
    state = models.CharField(max_length=20, choices=ReleaseState.choices, default=ReleaseState.SENT)
    answered_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=400, blank=True)
    recall_confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "version", "recipient"], name="a_version_leaves_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} to {self.recipient}"


class ReceivedRelease(models.Model):
    """A signed copy that another instance released to us, with the terms that travel with it."""

    record = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    sender = models.CharField(max_length=20)
    content = models.BinaryField(null=True)
    digest = models.CharField(max_length=64)
    case = models.CharField(max_length=120)
    ground = models.CharField(max_length=200)
    purpose = models.CharField(max_length=400)
    handling = models.CharField(max_length=4)
    expires_on = models.DateField()
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=400, blank=True)
    recall_message_id = models.UUIDField(null=True)
    recall_digest = models.CharField(max_length=64, blank=True)
    recall_done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sender", "record", "version"], name="a_release_arrives_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} from {self.sender}"


class RecalledBefore(models.Model):
    """A recall that came before its release was applied here: that release is never handed on."""

    sender = models.CharField(max_length=20)
    record = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    reason = models.CharField(max_length=400)
    message_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    recalled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sender", "record", "version"], name="a_release_is_recalled_before_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} from {self.sender}"


class Note(models.Model):
    """A short text that an officer writes and may release: its home is here, under its case key."""

    record = models.CharField(max_length=120, unique=True)
    case = models.CharField(max_length=120)
    text = models.BinaryField()
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.record
