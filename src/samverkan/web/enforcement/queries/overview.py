"""The list of cases with place, value and next deadline; and every deadline of one case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.deadlines import Deadline, deadline
from samverkan.rules.instruments import Holding, Instrument
from samverkan.rules.money import Ore
from samverkan.web.design.components import Tone
from samverkan.web.design.formats import datum
from samverkan.web.enforcement.models import (
    DebtorCase,
    Decision,
    Execution,
    ThirdPartyState,
)
from samverkan.web.enforcement.queries.aside import held_shares
from samverkan.web.enforcement.queries.cases import cases, pending_claims
from samverkan.web.enforcement.queries.executions import (
    attached,
    executions_of,
    items_of,
    third_parties_of,
)
from samverkan.web.enforcement.queries.sales import distribution_of, forfeiture_of, sale_of
from samverkan.web.people.queries import local_date
from samverkan.web.property import queries as property_queries
from samverkan.web.property.queries import ThingView


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline that runs, or has been met (`met`): what, by when, on which section.

    `ours`: we must act by then; an appeal's time is the parties'. `note` says that the last day
    has moved, or why one that is no working day has not.
    """

    what: str
    due: date
    citation: str
    met: bool = False
    ours: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as the list shows it; money in öre."""

    case: DebtorCase
    claims: int
    claimed: Ore
    attached: Ore
    place: str
    state: str
    tone: Tone
    next: Clock | None


@dataclass(frozen=True, slots=True)
class CaseLines(Sequence[CaseLine]):
    """The cases in order. Those that nothing has begun in are read only as a page asks for them."""

    begun: tuple[CaseLine, ...]
    rest: QuerySet[DebtorCase]

    def __len__(self) -> int:
        return len(self.begun) + self.rest.count()

    @overload
    def __getitem__(self, index: int) -> CaseLine: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[CaseLine, ...]: ...
    def __getitem__(self, index: int | slice) -> CaseLine | tuple[CaseLine, ...]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        first, last = index.start or 0, len(self) if index.stop is None else index.stop
        count = len(self.begun)
        rest = self.rest[max(first - count, 0) : max(last - count, 0)]
        return (*self.begun[first:last], *map(_line, rest))


def overview(*, words: str = "") -> CaseLines:
    """Give the cases: those with the nearest deadline first, then by name."""
    held = {view.taken_for for view in property_queries.things() if _is_provisional(view)}
    begun = Q(executions__isnull=False) | Q(record__in=held)
    found = cases(words=words)
    lines = [_line(case) for case in found.filter(begun).distinct()]
    lines.sort(key=lambda line: line.next.due if line.next else date.max)
    return CaseLines(tuple(lines), found.exclude(pk__in=[line.case.pk for line in lines]))


def held_provisionally(case: DebtorCase) -> tuple[ThingView, ...]:
    """Give what the Police hold for us until it is attached or given back."""
    return tuple(filter(_is_provisional, property_queries.views_for(case.record)))


def clocks_of(case: DebtorCase) -> tuple[Clock, ...]:
    """Give every deadline of a case, the nearest first; those that are met stand last."""
    found = list(_provisional(case))
    for execution in executions_of(case):
        found += _clocks(execution)
    return tuple(sorted(found, key=lambda clock: (clock.met, clock.due)))


def state_of(execution: Execution) -> tuple[str, Tone]:
    """Say in words how far an execution has come."""
    sale, made, lost = sale_of(execution), distribution_of(execution), forfeiture_of(execution)
    items = items_of(execution).filter(decision=Decision.ATTACHED)
    steps: tuple[tuple[object, str, Tone], ...] = (
        (lost and lost.paid_at, _("Förverkat, målsägande betald av staten"), Tone.OK),
        (lost and lost.lapsed_at, _("Förverkat"), Tone.NEUTRAL),
        (lost, _("Förverkande prövas"), Tone.WAIT),
        (made and held_shares(made), _("Utbetalt, en del är avsatt"), Tone.WAIT),
        (made and made.paid_at, _("Utbetalt"), Tone.OK),
        (made, _("Fördelat"), Tone.INFO),
        (sale and sale.sold_at, _("Sålt"), Tone.INFO),
        (sale, _("Kungjort"), Tone.INFO),
        (not items.exists(), _("Förrättning pågår"), Tone.WAIT),
        (not items.filter(corrected_at=None).exists(), _("Rättat"), Tone.NEUTRAL),
    )
    for happened, words, tone in steps:
        if happened:
            return words, tone
    return _("Utmätt"), Tone.INFO


def _is_provisional(view: ThingView) -> bool:
    return (view.instrument, view.holding) == (Instrument.PROVISIONAL_MEASURE, Holding.HELD)


def _line(case: DebtorCase) -> CaseLine:
    claims = list(pending_claims(case))
    executions = list(executions_of(case))
    last = executions[-1] if executions else None
    words, tone = state_of(last) if last else (_("Ingen förrättning"), Tone.NEUTRAL)
    running = [clock for clock in clocks_of(case) if clock.ours and not clock.met]
    values = [item.value for row in executions for item in attached(row)]
    return CaseLine(
        case=case,
        claims=len(claims),
        claimed=sum(claim.total for claim in claims),
        attached=sum(values),
        place=last.place if last else "",
        state=words,
        tone=tone,
        next=running[0] if running else None,
    )


def _provisional(case: DebtorCase) -> Iterator[Clock]:
    for view in held_provisionally(case):
        yield _clock(deadline("provisional-measure", local_date(view.ground_at)))


def _clocks(execution: Execution) -> Iterator[Clock]:
    sale, made = sale_of(execution), distribution_of(execution)
    items = list(attached(execution))
    for claim in third_parties_of(execution):
        if claim.sue_by is not None:
            limit = deadline("third-party-suit", local_date(claim.served_at or claim.claimed_at))
            yield _clock(limit, met=claim.state == ThirdPartyState.LOST)
    if execution.served_at is not None:
        limit = deadline("appeal-attachment", local_date(execution.served_at))
        yield _clock(limit, met=made is not None, ours=False)
    if items and not forfeiture_of(execution):
        first = min(local_date(item.decided_at) for item in items)
        yield _clock(deadline("sale", first), met=bool(sale and sale.sold_at))
    if sale is not None and sale.sold_at is not None:
        paid = bool(made and made.paid_at)
        yield _clock(deadline("account", local_date(sale.sold_at)), met=paid)


def _clock(limit: Deadline, *, met: bool = False, ours: bool = True) -> Clock:
    language = (get_language() or "sv")[:2]
    words = limit.sentence(language)
    return Clock(words, limit.due, limit.citation, met, ours, _note(limit, language))


def _note(limit: Deadline, language: str) -> str:
    if limit.moved:
        words = {"day": datum(limit.counted)}
        return _("Räknat till %(day)s, som inte är en arbetsdag: flyttat till nästa.") % words
    return "" if limit.working_day else limit.why(language)
