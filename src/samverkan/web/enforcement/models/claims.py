"""A debtor's case, the claims in it, and the file that they came from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DebtorCase(models.Model):
    """One debtor at Kronofogden; `debtor_number` in its normal form. `subject` is a reference."""

    record = models.CharField(max_length=120, unique=True)
    debtor_number = models.CharField(max_length=20, unique=True)
    debtor_name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    pending_at = models.DateTimeField(null=True)
    pending_by = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.debtor_name

    @property
    def number(self) -> str:
        """Give the part of the reference that its address uses."""
        return self.record.partition("/")[2]

    @property
    def shown_number(self) -> str:
        """Write the debtor's number as people do, with its hyphen before the last four."""
        return f"{self.debtor_number[:-4]}-{self.debtor_number[-4:]}"


class ClaimImport(models.Model):
    """One file of claims, known by its hash: reading it again adds nothing."""

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=2)
    taken = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ClaimRow(models.Model):
    """A creditor's claim. Money in öre; `token` opens the page of an injured party.

    `standing` is a `rules.claims.Standing`: what is not settled is set aside (UB 13:7).
    """

    case = models.ForeignKey(DebtorCase, on_delete=models.PROTECT, related_name="claims")
    source = models.ForeignKey(ClaimImport, on_delete=models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()
    reference = models.CharField(max_length=80, unique=True)
    creditor = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    protected = models.BooleanField(default=False)
    kind = models.CharField(max_length=30)
    public = models.BooleanField()
    capital = models.BigIntegerField()
    interest = models.BigIntegerField()
    case_cost = models.BigIntegerField()
    title = models.CharField(max_length=200)
    title_on = models.DateField()
    title_final = models.BooleanField(default=True)
    standing = models.CharField(max_length=20, default="settled")
    token = models.CharField(max_length=60, blank=True, db_index=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "line"], name="a_line_is_taken_once"),
            models.CheckConstraint(
                condition=models.Q(capital__gte=0, interest__gte=0, case_cost__gte=0),
                name="a_claim_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> int:
        """Give capital, interest and the cost of this case alone, in öre."""
        return self.capital + self.interest + self.case_cost


class SetAsideRow(models.Model):
    """A line that could not be read: where, which field, why in both languages, and its text."""

    source = models.ForeignKey(ClaimImport, on_delete=models.PROTECT, related_name="aside")
    line = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    sentences = models.JSONField()
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "line"], name="a_line_is_aside_once")
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.field}"


class TakenUp(models.Model):
    """A received disclosure that the duty desk has taken up in a case, or closed without one."""

    release = models.BigIntegerField(unique=True)
    case = models.ForeignKey(DebtorCase, null=True, on_delete=models.PROTECT)
    note = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.release}"
