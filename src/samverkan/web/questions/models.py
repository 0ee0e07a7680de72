"""Lists and their packs, who was asked about and why, and what a holder has evaluated."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samverkan.rules.likeness import Verdict


class ListEntry(models.Model):
    """One entry of our own list: what a named officer has decided may be asked about, and why."""

    list_id = models.CharField(max_length=40)
    ground = models.CharField(max_length=40)
    need = models.TextField()
    harm_test = models.TextField()
    ends_on = models.DateField()
    case_ref = models.CharField(max_length=120)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["list_id", "case_ref"],
                condition=Q(withdrawn_at=None),
                name="a_case_stands_once_on_a_list",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("decided_at")),
                name="an_entry_is_withdrawn_after_it_was_decided",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["withdrawn_at", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.list_id} {self.case_ref}"


class ListedNumber(models.Model):
    """A number of an entry in its normal form; `kind` stands in the sealed input."""

    entry = models.ForeignKey(
        "questions.ListEntry", on_delete=models.CASCADE, related_name="numbers"
    )
    kind = models.CharField(max_length=30)
    normal = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "kind", "normal"], name="a_number_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"


class ListedLikeness(models.Model):
    """What makes an entry findable by likeness: only where its officer decided that it may be.

    `kind` is `person` or `craft`; `fields` are texts as written, by the names of `sealed.likeness`.
    """

    entry = models.OneToOneField(
        "questions.ListEntry", on_delete=models.CASCADE, related_name="likeness"
    )
    kind = models.CharField(max_length=10)
    fields = models.JSONField()

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"


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
