"""Sale, costs, liens, distribution, payment, forfeiture, and the papers of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samverkan.web.enforcement.models.claims import DebtorCase
from samverkan.web.enforcement.models.executions import Execution, ListedItem


class Sale(models.Model):
    """The sale of what an execution attached. `waits` says why it is later than two months."""

    record = models.CharField(max_length=120, unique=True)
    execution = models.OneToOneField(Execution, on_delete=models.PROTECT, related_name="sale")
    method = models.CharField(max_length=20)
    lien = models.CharField(max_length=20)
    announced_at = models.DateTimeField()
    sale_on = models.DateField()
    place = models.CharField(max_length=200)
    conditions = models.CharField(max_length=600)
    vat = models.CharField(max_length=300)
    sold_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=120)
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return self.record


class SaleLot(models.Model):
    """One thing sold: its price in öre, and the buyer, whom papers name only where UF 9:7 asks."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="lots")
    item = models.OneToOneField(ListedItem, on_delete=models.PROTECT, related_name="lot")
    price = models.BigIntegerField()
    buyer = models.CharField(max_length=300)
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.item_id} {self.price}"


class Cost(models.Model):
    """What one measure cost the State, in öre; `kind` as in the table of fees."""

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return self.what


class LienNotice(models.Model):
    """A maritime lien notified before the sale (UB 8:10); `within` is its place in SjöL 3:37."""

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="liens")
    claimant = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    amount = models.BigIntegerField()
    within = models.PositiveIntegerField()
    notified_at = models.DateTimeField()
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return self.claimant


class Distribution(models.Model):
    """A distribution list as it was made: every step with rule, section, inputs and amount."""

    record = models.CharField(max_length=120, unique=True)
    sale = models.OneToOneField(Sale, on_delete=models.PROTECT, related_name="distribution")
    on = models.DateField()
    pot = models.BigIntegerField()
    steps = models.JSONField()
    made_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=120, blank=True)
    paid_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return self.record


class Settlement(models.Model):
    """How what waited for one claim ended, and where the money goes: `steps` as in the list.

    `capital`, `interest` and `case_cost` are what stands of the claim, if only a part does; `held`
    is what waited and `earned` the interest on it that is paid out. One is open at a time, so that
    the next is worked out from where the last one led.
    """

    record = models.CharField(max_length=120, unique=True)
    distribution = models.ForeignKey(
        Distribution, on_delete=models.PROTECT, related_name="settlements"
    )
    claim = models.CharField(max_length=80, db_index=True)
    why_held = models.CharField(max_length=20)
    end = models.CharField(max_length=20)
    ground = models.CharField(max_length=400)
    decided_on = models.DateField()
    final_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    capital = models.BigIntegerField(default=0)
    interest = models.BigIntegerField(default=0)
    case_cost = models.BigIntegerField(default=0)
    held = models.BigIntegerField()
    earned = models.BigIntegerField(default=0)
    steps = models.JSONField()
    made_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=120, blank=True)
    paid_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["distribution"],
                condition=models.Q(paid_at=None, withdrawn_at=None),
                name="one_open_settlement",
            ),
            models.CheckConstraint(
                condition=models.Q(paid_at=None) | models.Q(withdrawn_at=None),
                name="what_is_paid_is_not_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return self.record

    @property
    def number(self) -> str:
        """Give the part of the reference that its address uses."""
        return self.record.partition("/")[2]


class Forfeiture(models.Model):
    """A forfeiture of what was attached: opened, ruled, final, sold by the State, victims paid."""

    record = models.CharField(max_length=120, unique=True)
    execution = models.OneToOneField(Execution, on_delete=models.PROTECT, related_name="forfeiture")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    sale_waits = models.CharField(max_length=400)
    judgment = models.CharField(max_length=200, blank=True)
    ruled_at = models.DateTimeField(null=True)
    attachment_stands = models.BooleanField(default=False)
    lapsed_at = models.DateTimeField(null=True)
    received = models.BigIntegerField(null=True)
    sold_at = models.DateTimeField(null=True)
    compensations = models.JSONField(default=list)
    prepared_by = models.CharField(max_length=120, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return self.record


class PaymentSource(models.TextChoices):
    """What a payment comes from."""

    DISTRIBUTION = "distribution"
    SETTLED = "settled"
    STATE = "state"


class Payment(models.Model):
    """Money paid out, in öre: prepared by one person, approved by another."""

    execution = models.ForeignKey(Execution, on_delete=models.PROTECT, related_name="payments")
    source = models.CharField(max_length=20, choices=PaymentSource.choices)
    step = models.PositiveIntegerField()
    step_kind = models.CharField(max_length=20)
    payee = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    claim = models.CharField(max_length=80, blank=True, db_index=True)
    claim_kind = models.CharField(max_length=30, blank=True)
    amount = models.BigIntegerField()
    prepared_by = models.CharField(max_length=120)
    approved_by = models.CharField(max_length=120)
    paid_at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["execution", "source", "step"], name="paid_once"),
            models.CheckConstraint(
                condition=~models.Q(prepared_by=models.F("approved_by")),
                name="two_persons_for_a_payment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class DocumentKind(models.TextChoices):
    """The papers of a case."""

    ATTACHMENT_PROTOCOL = "attachment-protocol"
    PROVISIONAL_NOTICE = "provisional-notice"
    NOTICE_TO_DEBTOR = "notice-to-debtor"
    SALE_PROTOCOL = "sale-protocol"
    DISTRIBUTION_LIST = "distribution-list"
    SETTLEMENT = "settlement"
    VICTIM_LETTER = "victim-letter"


class Document(models.Model):
    """A paper as it was issued: the exact file under the case's key, and its hash."""

    record = models.CharField(max_length=120, unique=True)
    case = models.ForeignKey(DebtorCase, on_delete=models.PROTECT, related_name="documents")
    execution = models.ForeignKey(
        Execution, null=True, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=30, choices=DocumentKind.choices)
    claim = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"

    @property
    def number(self) -> str:
        """Give the part of the reference that its address uses."""
        return self.record.partition("/")[2]
