"""What waits for whom: calls, deadlines of law, money to distribute and to approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.deadlines import deadline
from samverkan.rules.permissions import Permission
from samverkan.web.enforcement.models import (
    Decision,
    Distribution,
    Execution,
    Forfeiture,
    Sale,
)
from samverkan.web.enforcement.queries.aside import held_everywhere
from samverkan.web.enforcement.queries.calls import calls
from samverkan.web.enforcement.queries.executions import attached, open_third_parties
from samverkan.web.enforcement.queries.outcomes import open_settlements
from samverkan.web.people.queries import end_of_day, local_date
from samverkan.web.people.waiting import Waiting


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the desks of Kronofogden what waits, each with its deadline and section."""
    del now
    found: list[Waiting] = []
    may = actor.permissions
    if Permission.ANSWER_DISCLOSURE in may and Permission.READ_ENFORCEMENT in may:
        found += _calls()
    if Permission.ATTACH in may:
        found += [*_to_serve(), *_third_parties()]
    if Permission.SELL in may:
        found += _to_sell()
    if Permission.DISTRIBUTE in may:
        found += [*_to_distribute(), *_to_pay(actor), *_settled(actor), *_aside()]
    return found


def _calls() -> Iterator[Waiting]:
    """Give what has been answered and is to be taken up; until then the answer itself waits."""
    for call in (each for each in calls() if each.answered):
        yield Waiting(
            what=_("Ta upp utlämnandet från %(sender)s") % {"sender": call.sender},
            url=reverse("enforcement:call", args=[call.release]),
            due=call.received_at,
            ground=call.ground,
            waits_for_us=call.sender,
        )


def _to_serve() -> Iterator[Waiting]:
    rows = Execution.objects.filter(served_at=None, items__decision=Decision.ATTACHED)
    for row in rows.distinct().select_related("case"):
        yield Waiting(
            what=_("Delge beslutet i %(number)s") % {"number": row.number},
            url=_case(row),
            due=row.began_at,
            ground="UF 6:9",
        )


def _third_parties() -> Iterator[Waiting]:
    for row in open_third_parties():
        yield Waiting(
            what=_("Bättre rätt påstås: %(what)s") % {"what": row.item.description},
            url=_case(row.item.execution),
            due=end_of_day(row.sue_by) if row.sue_by else row.claimed_at,
            ground="UB 4:20",
        )


def _to_sell() -> Iterator[Waiting]:
    sold = Sale.objects.filter(sold_at__isnull=False).values("execution")
    for row in Execution.objects.exclude(pk__in=sold).select_related("case"):
        items = list(attached(row))
        if items and not Forfeiture.objects.filter(execution=row).exists():
            first = min(local_date(item.decided_at) for item in items)
            limit = deadline("sale", first)
            yield Waiting(
                what=_("Sälj det som är utmätt i %(number)s") % {"number": row.number},
                url=_case(row),
                due=end_of_day(limit.due),
                ground=limit.citation,
            )


def _to_distribute() -> Iterator[Waiting]:
    for row in Sale.objects.filter(sold_at__isnull=False, distribution=None):
        limit = deadline("account", local_date(row.sold_at))  # type: ignore[arg-type]
        yield Waiting(
            what=_("Fördela köpeskillingen i %(number)s") % {"number": row.execution.number},
            url=_case(row.execution),
            due=end_of_day(limit.due),
            ground=limit.citation,
        )


def _to_pay(actor: Actor) -> Iterator[Waiting]:
    for row in Distribution.objects.filter(paid_at=None).select_related("sale__execution__case"):
        execution = row.sale.execution
        limit = deadline("account", local_date(row.sale.sold_at or row.made_at))
        approved = row.approved_at is not None
        if not approved and row.prepared_by == actor.reference:
            continue
        words = _("Betala ut i %(number)s") if approved else _("Godkänn utbetalningen i %(number)s")
        yield Waiting(
            what=words % {"number": execution.number},
            url=_case(execution),
            due=end_of_day(limit.due),
            ground=limit.citation,
        )


def _settled(actor: Actor) -> Iterator[Waiting]:
    """Give outcomes to approve or pay: the money is accounted for like any other (UF 13:3)."""
    for row in open_settlements():
        execution = row.distribution.sale.execution
        limit = deadline("account", local_date(row.made_at))
        approved = row.approved_at is not None
        if not approved and row.prepared_by == actor.reference:
            continue
        words = _("Betala ut det avsatta i %(number)s")
        if not approved:
            words = _("Godkänn utbetalningen av det avsatta i %(number)s")
        yield Waiting(
            what=words % {"number": execution.number},
            url=_case(execution),
            due=end_of_day(limit.due),
            ground=limit.citation,
        )


def _aside() -> Iterator[Waiting]:
    """Give what waits for a dispute, a condition or a title: no law says when it must be over."""
    for share in held_everywhere():
        if share.settlement is None:
            execution = share.distribution.sale.execution
            words = {"number": execution.number, "claim": share.claim}
            yield Waiting(
                what=_("Följ upp det avsatta för %(claim)s i %(number)s") % words,
                url=_case(execution),
                ground="UB 13:7, 13:14",
            )


def _case(execution: Execution) -> str:
    return reverse("enforcement:case", args=[execution.case.number])
