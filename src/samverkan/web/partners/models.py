"""The pinned directory, what waits to leave, and what has come in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.exchange.outbox import State


class PinnedDirectory(models.Model):
    """A version of the directory that this instance trusts; the newest is in force."""

    version = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    pinned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"directory {self.version}"


class Link(models.Model):
    """The numbers on the link to one partner: ours sent, so that gaps can be found there."""

    partner = models.CharField(max_length=20, unique=True)
    sent = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.partner


class OutboxMessage(models.Model):
    """A sealed message on its way. It leaves when a checkpoint covers its entry, at least once."""

    message_id = models.UUIDField(unique=True)
    recipient = models.CharField(max_length=20)
    schema = models.CharField(max_length=60)
    sequence = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    envelope = models.BinaryField()
    sealed = models.TextField()
    in_reply_to = models.UUIDField(null=True)
    entry = models.BigIntegerField()
    state = models.CharField(max_length=20, default=State.WAITING, choices=[(s, s) for s in State])
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            # Receipts stand outside the numbering: theirs is 0.
            models.UniqueConstraint(
                fields=["recipient", "sequence"],
                condition=models.Q(sequence__gt=0),
                name="one_number_per_link",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "next_attempt_at"])]

    def __str__(self) -> str:
        return f"{self.schema} to {self.recipient}"


class InboxState(models.TextChoices):
    """What became of a message that came in."""

    APPLIED = "applied", _("Tagen")
    WAITING = "waiting", _("Väntar på en tidigare version")
    NOT_UNDERSTOOD = "not-understood", _("Inte förstådd")
    REFUSED = "refused", _("Avvisad")
    EXPIRED = "expired", _("För sent")


class InboxMessage(models.Model):
    """A message that came in, kept whole under its case key: applied once, whatever is repeated."""

    message_id = models.UUIDField()
    sender = models.CharField(max_length=20)
    schema = models.CharField(max_length=60)
    schema_version = models.PositiveIntegerField()
    sequence = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    record = models.CharField(max_length=120, blank=True)
    record_version = models.PositiveIntegerField(null=True)
    record_digest = models.CharField(max_length=64, blank=True)
    record_before = models.CharField(max_length=64, blank=True)
    settled = models.BooleanField(default=False)
    in_reply_to = models.UUIDField(null=True)
    receipt = models.BinaryField()
    state = models.CharField(max_length=20, choices=InboxState.choices)
    reason = models.CharField(max_length=400, blank=True)
    envelope = models.BinaryField()
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "message_id"], name="a_message_comes_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sender", "record", "record_version"])]

    def __str__(self) -> str:
        return f"{self.schema} from {self.sender}"


class AnsweredRequest(models.Model):
    """A synchronous request that has been answered: it is never answered twice."""

    sender = models.CharField(max_length=20)
    message_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "message_id"], name="answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.message_id}"
