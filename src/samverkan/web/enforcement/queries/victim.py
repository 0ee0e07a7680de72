"""What an injured party may see: their own claim, what was decided and paid, what happens next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from samverkan.rules.distribution_list import StepKind
from samverkan.rules.money import Ore
from samverkan.rules.outcomes import Held
from samverkan.web.enforcement.models import (
    ClaimRow,
    Document,
    DocumentKind,
    Execution,
    PaymentSource,
)
from samverkan.web.enforcement.queries.aside import HeldShare, held_in
from samverkan.web.enforcement.queries.executions import items_of
from samverkan.web.enforcement.queries.krona_shares import PAID_BY
from samverkan.web.enforcement.queries.sales import (
    distribution_of,
    forfeiture_of,
    payments_of,
    payments_on,
    sale_of,
)
from samverkan.web.people.queries import local_date


@dataclass(frozen=True, slots=True)
class Milestone:
    """One thing that has happened, or is to: in words, when, and the section it rests on."""

    what: str
    citation: str
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment, in öre. Interest on money that was set aside is no payment on the claim."""

    amount: Ore
    at: datetime
    citation: str
    interest_on_money: bool = False


@dataclass(frozen=True, slots=True)
class VictimView:
    """An injured party's page. Nothing here tells of the debtor's other affairs."""

    reference: str
    title: str
    title_on: date
    capital: Ore
    interest: Ore
    total: Ore
    paid: Ore
    payments: tuple[Paid, ...]
    milestones: tuple[Milestone, ...]
    through_state: bool
    letter: bool

    @property
    def left(self) -> Ore:
        """Give what is still to be paid, in öre."""
        return max(self.total - self.paid, 0)

    @property
    def interest_on_money(self) -> Ore:
        """Give the interest on money that was set aside, in öre: it is paid beside the claim."""
        return sum(row.amount for row in self.payments if row.interest_on_money)


def victim_view(claim: ClaimRow) -> VictimView:
    """Give the page of the injured party who holds a claim."""
    payments = tuple(
        Paid(
            row.amount,
            row.paid_at,
            PAID_BY[PaymentSource(row.source)],
            row.step_kind == StepKind.MONEY_INTEREST,
        )
        for row in payments_on(claim.reference)
    )
    executions = [
        row
        for row in Execution.objects.filter(case=claim.case).order_by("pk")
        if claim.reference in row.applicants
    ]
    steps = [step for row in executions for step in _milestones(row, claim)]
    return VictimView(
        reference=claim.reference,
        title=claim.title,
        title_on=claim.title_on,
        capital=claim.capital,
        interest=claim.interest,
        total=claim.total,
        paid=sum(row.amount for row in payments if not row.interest_on_money),
        payments=payments,
        milestones=(
            Milestone(_("Domstolen har bestämt ditt skadestånd"), "", claim.title_on, claim.title),
            *steps,
        ),
        through_state=any(forfeiture_of(row) for row in executions),
        letter=newest_letter(claim) is not None,
    )


def newest_letter(claim: ClaimRow) -> Document | None:
    """Give the newest letter to the injured party."""
    rows = Document.objects.filter(kind=DocumentKind.VICTIM_LETTER, claim=claim.reference)
    return rows.select_related("case").order_by("-pk").first()


def _milestones(row: Execution, claim: ClaimRow) -> Iterator[Milestone]:
    taken = items_of(row).filter(decision="attached", corrected_at=None)
    if not taken.exists():
        return
    yield Milestone(
        _("Kronofogden har utmätt egendom"),
        "UB 4:11",
        local_date(row.began_at),
        _("Utmätningen gäller för alla sökande samtidigt, också för dig."),
    )
    lost = forfeiture_of(row)
    waits = [share for share in held_in(row) if share.claim == claim.reference]
    yield from _by_sale(row, waits=bool(waits)) if lost is None else _by_state(row)
    yield from _held(row, claim, waits)


def _held(row: Execution, claim: ClaimRow, waits: Iterable[HeldShare]) -> Iterator[Milestone]:
    """Say that their own share waits, why, and what will let it go; nothing of the others'."""
    for share in waits:
        words = _("Pengarna betalas när saken är slutligt avgjord. Du behöver inte göra något.")
        if share.why is Held.DISPUTED:
            words = _("Det är tvist om fordran. Pengarna betalas när tvisten är avgjord.")
        section = "UB 13:14 p. 1" if share.why is Held.TITLE else "UB 13:7"
        yield Milestone(_("Din andel är avsatt och väntar"), section, words=words)
    let_go = payments_of(row).filter(claim=claim.reference, source=PaymentSource.SETTLED)
    for day in sorted({local_date(each.paid_at) for each in let_go}):
        yield Milestone(_("Pengar som var avsatta är utbetalda"), "UB 13:7-8", day)


def _by_sale(row: Execution, *, waits: bool) -> Iterator[Milestone]:
    sale, made = sale_of(row), distribution_of(row)
    if sale is None:
        yield Milestone(_("Egendomen ska säljas"), "UF 9:2")
    elif sale.sold_at is None:
        yield Milestone(_("Försäljningen är kungjord"), "UB 9:2", sale.sale_on)
    else:
        yield Milestone(_("Egendomen är såld"), "UB 9:1", local_date(sale.sold_at))
    if made is not None:
        words = _("Först kostnaderna, sedan lika stor del av varje fordran.")
        yield Milestone(_("Pengarna är fördelade"), "UB 13:6", made.on, words)
    if waits:
        return
    if made is not None and made.paid_at is not None:
        yield Milestone(_("Pengarna är utbetalda"), "UF 13:3", local_date(made.paid_at))
    else:
        yield Milestone(_("Pengarna ska betalas ut inom två veckor från försäljningen"), "UF 13:3")


def _by_state(row: Execution) -> Iterator[Milestone]:
    lost = forfeiture_of(row)
    if lost is None:
        return
    yield Milestone(_("Förverkande prövas"), "BrB 36:5", local_date(lost.opened_at))
    if lost.ruled_at is not None:
        words = _("Staten får egendomen, men du har rätt till betalning ur den.")
        day = local_date(lost.ruled_at)
        yield Milestone(_("Rätten har förverkat egendomen"), "BrB 36:17, 36:22", day, words)
    if lost.sold_at is not None:
        yield Milestone(_("Staten har sålt egendomen"), "BrB 36:21", local_date(lost.sold_at))
    if lost.paid_at is not None:
        yield Milestone(_("Staten har betalat dig"), "BrB 36:21-22", local_date(lost.paid_at))
