"""The result ledger, tables of figures, and reports. References to records are strings.

Nothing here holds personal data: an event is a thing done, a row a thing without person.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samverkan.rules.measures import Family
from samverkan.rules.results import Relation


class Event(models.Model):
    """One result, counted once; `home` alone changes it, others hold copies of a version."""

    record = models.CharField(max_length=60, unique=True)
    home = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    measure = models.CharField(max_length=60)
    family = models.CharField(max_length=10, choices=[(each, each) for each in Family])
    title = models.CharField(max_length=200)
    words = models.CharField(max_length=1000, blank=True)
    on = models.DateField()
    value = models.PositiveBigIntegerField()
    level = models.CharField(max_length=100)
    operation = models.CharField(max_length=60, blank=True)
    operation_name = models.CharField(max_length=200)
    direction = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on"])]

    def __str__(self) -> str:
        return self.title


class Credit(models.Model):
    """An authority's exact share in an event, and what it did. An event's shares sum to one."""

    event = models.ForeignKey("results.Event", on_delete=models.CASCADE, related_name="credits")
    participant = models.CharField(max_length=20)
    did = models.CharField(max_length=200)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "participant"], name="credited_once"),
            models.CheckConstraint(
                condition=Q(numerator__gt=0) & Q(numerator__lte=F("denominator")),
                name="a_credit_is_a_part_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.numerator}/{self.denominator}"


class Outcome(models.Model):
    """What an event led to, however late. `value` is an amount (öre) or a count, or unknown."""

    event = models.ForeignKey("results.Event", on_delete=models.CASCADE, related_name="outcomes")
    record = models.CharField(max_length=60, unique=True)
    family = models.CharField(max_length=10, choices=[(each, each) for each in Family])
    on = models.DateField()
    what = models.CharField(max_length=200)
    level = models.CharField(max_length=100)
    method = models.CharField(max_length=400, blank=True)
    value = models.PositiveBigIntegerField(null=True)
    unit = models.CharField(max_length=10, blank=True)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(family=Family.OUTPUT), name="an_outcome_is_no_output"
            )
        ]

    def __str__(self) -> str:
        return self.what


class Link(models.Model):
    """How two events belong together; never that one led to the other."""

    event = models.ForeignKey("results.Event", on_delete=models.CASCADE, related_name="links")
    other = models.CharField(max_length=60)
    relation = models.CharField(max_length=20, choices=[(each, each) for each in Relation])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "other", "relation"], name="linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.other}"


class EventCorrection(models.Model):
    """A value that was put right: what it was, what it is, and why."""

    event = models.ForeignKey("results.Event", on_delete=models.CASCADE, related_name="corrections")
    before = models.PositiveBigIntegerField()
    after = models.PositiveBigIntegerField()
    why = models.CharField(max_length=400)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class FigureTable(models.Model):
    """Rows of one data set for one period: drawn up here, or received from their home."""

    record = models.CharField(max_length=60, unique=True)
    home = models.CharField(max_length=20)
    dataset = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    rows = models.JSONField()
    data_hash = models.CharField(max_length=64)
    query = models.CharField(max_length=100)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dataset", "first", "last"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_table_has_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.first}"


class FigureRequest(models.Model):
    """The secretariat asks for tables of a period, by a day. At home there; a copy at the asked."""

    record = models.CharField(max_length=60, unique=True)
    home = models.CharField(max_length=20)
    asked = models.JSONField()
    datasets = models.JSONField()
    first = models.DateField()
    last = models.DateField()
    due = models.DateField()
    words = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.home} {self.due}"


class Report(models.Model):
    """Figures published together: one person proposes, another publishes; editions replace."""

    record = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60)
    edition = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    first = models.DateField()
    last = models.DateField()
    why_again = models.CharField(max_length=400, blank=True)
    proposed_by = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    published_by = models.CharField(max_length=120, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "edition"], name="an_edition_stands_once"),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(published_by=F("proposed_by")),
                name="two_persons_publish",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedFigure(models.Model):
    """One figure of a report with the rows that give it; the measure's version stays with it."""

    report = models.ForeignKey("results.Report", on_delete=models.CASCADE, related_name="figures")
    place = models.PositiveIntegerField()
    measure = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    value = models.PositiveBigIntegerField()
    rows = models.JSONField()
    data_hash = models.CharField(max_length=64)
    query = models.CharField(max_length=100)
    sources = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "measure"], name="a_figure_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"
