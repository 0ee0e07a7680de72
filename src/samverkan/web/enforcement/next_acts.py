"""What an officer can do in a case now: each act with its section, the closed ones with the why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.design.components import NextAct
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import DebtorCase, Distribution, Execution, Settlement
from samverkan.web.people.queries import local_date, must_be_another


def acts_of(case: DebtorCase, *, by: Actor, now: datetime) -> list[NextAct]:
    """Give the acts of a case: on its newest execution first, then on the case."""
    executions = list(queries.executions_of(case))
    found: list[NextAct] = []
    if executions:
        found += _of_execution(executions[-1], by=by, now=now)
    return [*found, *_of_case(case, by=by, now=now, begun=bool(executions))]


def _of_case(case: DebtorCase, *, by: Actor, now: datetime, begun: bool) -> Iterator[NextAct]:
    attach = reason(by.may, Permission.ATTACH)
    pending = reason(actions.must_be_pending, case, now)
    yield NextAct(
        label=_("Bekräfta att målen pågår"),
        url=reverse("enforcement:confirm", args=[case.number]),
        section="OSL 34:1 2 st",
        main=pending is not None and not begun,
        refusal=reason(by.may, Permission.ANSWER_DISCLOSURE) and attach,
    )
    query = urlencode({"about": case.record, "who": _who(case)})
    yield NextAct(
        label=_("Besluta per telefon"),
        url=f"{reverse('property:decide')}?{query}",
        section="UB 6:12; UF 6:25",
        link=True,
        refusal=reason(by.may, Permission.PHONE_DECISION) or pending,
    )
    yield NextAct(
        label=_("Anteckna provisorisk åtgärd"),
        url=reverse("enforcement:provisional", args=[case.number]),
        section="UB 6:12, 6:12 a",
        link=True,
        refusal=attach or pending,
    )
    yield NextAct(
        label=_("Börja en förrättning"),
        url=reverse("enforcement:begin", args=[case.number]),
        section="UB 4:7, 6:4",
        link=True,
        main=not begun and pending is None,
        refusal=attach or pending,
    )


def _who(case: DebtorCase) -> str:
    return f"{case.debtor_name}, {case.shown_number}"


def _of_execution(row: Execution, *, by: Actor, now: datetime) -> Iterator[NextAct]:
    lost = queries.forfeiture_of(row)
    if lost is not None:
        yield from _of_forfeiture(row, by=by)
        return
    if queries.sale_of(row) is None:
        yield from _while_listing(row, by=by)
    if not queries.is_sold(row):
        yield from _before_sale(row, by=by, now=now)
    else:
        yield from _after_sale(row, by=by)


def _while_listing(row: Execution, *, by: Actor) -> Iterator[NextAct]:
    attach = reason(by.may, Permission.ATTACH)
    taken = queries.attached(row).exists()
    yield _link(_("Pröva en sak"), "item", row, "UB 4:17, 5:1", attach, main=not taken)
    if taken:
        protocol = _("Skriv protokollet")
        yield _link(protocol, "protocol", row, "UF 3:11, 6:8", attach)
    if row.served_at is None and taken:
        yield _link(_("Anteckna delgivning"), "serve", row, "UB 4:29; UF 6:9", attach, main=True)


def _before_sale(row: Execution, *, by: Actor, now: datetime) -> Iterator[NextAct]:
    if not queries.attached(row).exists():
        return
    sell, sale = reason(by.may, Permission.SELL), queries.sale_of(row)
    yield _post(_("Skicka underrättelse till gäldenären"), "notice", row, "UF 6:9", sell)
    if sale is None:
        refusal = sell or reason(actions.may_announce, row)
        label = _("Kungör försäljningen")
        yield _link(
            label, "announce", row, "UB 9:1-2; UF 9:9", refusal, main=row.served_at is not None
        )
    else:
        closed = sell or reason(actions.must_be_the_day, sale, local_date(now))
        yield _link(_("Anteckna köpet"), "sell", row, "UB 9:4", closed, main=True)
    yield _link(_("Anteckna sjöpanträtt"), "lien", row, "UB 8:10; SjöL 3:36", sell)
    yield _link(_("Anteckna kostnad"), "cost", row, "1992:1094 13 §", sell)
    yield _link(_("Anteckna att förverkande prövas"), "forfeiture", row, "BrB 36:5", sell)


def _after_sale(row: Execution, *, by: Actor) -> Iterator[NextAct]:
    made = queries.distribution_of(row)
    distribute = reason(by.may, Permission.DISTRIBUTE)
    sell = reason(by.may, Permission.SELL)
    if made is None:
        yield _post(
            _("Fördela köpeskillingen"), "distribute", row, "UB 13:6", distribute, main=True
        )
        yield _link(_("Anteckna kostnad"), "cost", row, "1992:1094 13 §", sell)
        yield _link(_("Skriv försäljningsprotokollet"), "sale-protocol", row, "UF 9:7", sell)
        return
    if made.approved_at is None:
        closed = reason(by.may, Permission.APPROVE_PAYMENT) or reason(
            must_be_another, by, made.prepared_by
        )
        yield _post(_("Godkänn utbetalningen"), "approve", row, "UF 13:3", closed, main=True)
    elif made.paid_at is None:
        yield _post(_("Betala ut"), "pay", row, "UF 13:3", distribute, main=True)
    yield _link(_("Utfärda fördelningslängden"), "list-protocol", row, "UF 13:9", distribute)
    yield from _of_aside(made, by=by)
    if made.paid_at is not None:
        label = _("Skicka brev till målsägande")
        yield _post(label, "victim-letters", row, "UF 13:3", distribute, main=True)


def _of_aside(made: Distribution, *, by: Actor) -> Iterator[NextAct]:
    """Give the acts of what is set aside: note how it ended, approve, pay, and tell the parties."""
    distribute = reason(by.may, Permission.DISTRIBUTE)
    under_way = [row for row in queries.settlements_of(made) if row.withdrawn_at is None]
    for row in under_way:
        if row.approved_at is None:
            closed = reason(by.may, Permission.APPROVE_PAYMENT) or reason(
                must_be_another, by, row.prepared_by
            )
            label = _("Godkänn utbetalningen av det avsatta")
            yield _of_outcome(label, "approve-outcome", row, closed, main=True)
        elif row.paid_at is None:
            yield _of_outcome(_("Betala ut det avsatta"), "pay-outcome", row, distribute, main=True)
        if row.approved_at is not None:
            label = _("Underrätta om avsatta medel")
            yield _of_outcome(label, "settlement-notice", row, distribute, section="UF 13:11")
    if not any(row.paid_at is None for row in under_way):
        for share in queries.held_shares(made):
            yield NextAct(
                _("Anteckna hur det slutade för %(claim)s") % {"claim": share.claim},
                reverse("enforcement:outcome", args=[made.sale.execution.number, share.claim]),
                section="UB 13:7-8, 13:14",
                link=True,
                refusal=distribute,
            )


def _of_outcome(
    label: str,
    name: str,
    row: Settlement,
    refusal: NotAllowed | None,
    *,
    section: str = "UB 13:7-8",
    main: bool = False,
) -> NextAct:
    url = reverse(f"enforcement:{name}", args=[row.number])
    return NextAct(label, url, section=section, main=main, refusal=refusal)


def _of_forfeiture(row: Execution, *, by: Actor) -> Iterator[NextAct]:
    lost = queries.forfeiture_of(row)
    if lost is None:
        return
    sell, pay = reason(by.may, Permission.SELL), reason(by.may, Permission.DISTRIBUTE)
    if lost.ruled_at is None:
        yield _link(_("Anteckna domen"), "ruling", row, "BrB 36:17", sell, main=True)
    elif lost.lapsed_at is None and not lost.attachment_stands:
        label = _("Anteckna att utmätningen har upphört")
        yield _post(label, "lapse", row, "BrB 36:17", sell, main=True)
    elif lost.lapsed_at is not None and lost.sold_at is None:
        label = _("Anteckna statens försäljning")
        yield _link(label, "state-sold", row, "BrB 36:21-22", pay, main=True)
    elif lost.sold_at is not None and lost.approved_at is None:
        closed = reason(by.may, Permission.APPROVE_PAYMENT) or reason(
            must_be_another, by, lost.prepared_by
        )
        yield _post(
            _("Godkänn utbetalningen"), "state-approve", row, "BrB 36:21-22", closed, main=True
        )
    elif lost.approved_at is not None and lost.paid_at is None:
        yield _post(_("Betala målsägande"), "state-pay", row, "BrB 36:21-22", pay, main=True)
    elif lost.paid_at is not None:
        label = _("Skicka brev till målsägande")
        yield _post(label, "victim-letters", row, "BrB 36:21-22", pay, main=True)


def _link(
    label: str,
    name: str,
    row: Execution,
    section: str,
    refusal: NotAllowed | None,
    *,
    main: bool = False,
) -> NextAct:
    url = reverse(f"enforcement:{name}", args=[row.number])
    return NextAct(label, url, section=section, link=True, main=main, refusal=refusal)


def _post(
    label: str,
    name: str,
    row: Execution,
    section: str,
    refusal: NotAllowed | None,
    *,
    main: bool = False,
) -> NextAct:
    url = reverse(f"enforcement:{name}", args=[row.number])
    return NextAct(label, url, section=section, main=main, refusal=refusal)
