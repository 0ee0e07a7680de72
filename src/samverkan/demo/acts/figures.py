"""What an instance has computed, for the demo's check: each case, the season, the checks at sea."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from samverkan.demo.control import Json
from samverkan.demo.story.batches import FIRST, LAST
from samverkan.demo.story.cases import cases
from samverkan.rules.distribution_list import Step, StepKind
from samverkan.rules.inspections import Mode
from samverkan.rules.questions import SubjectRole
from samverkan.web.disclosure import queries as disclosures
from samverkan.web.enforcement import queries as enforcement
from samverkan.web.enforcement.queries import Decision, PaymentSource
from samverkan.web.inspections import queries as inspections
from samverkan.web.partners.queries import set_aside
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries as questions
from samverkan.web.releases import queries as releases
from samverkan.web.releases.registry import kinds
from samverkan.web.results import queries as results

if TYPE_CHECKING:
    from samverkan.web.enforcement.models import Execution

SPECIAL = "fees.special"
LIEN = "lien/"
LATER = "later-outcomes"


def case_figures(*, number: int) -> Json:
    """Give the figures of one case at Kronofogden, in öre; those that are 0 or empty left out."""
    debtor = enforcement.case_of(cases()[number - 1].debtor.number)
    found: Counter[str] = Counter()
    paid: dict[str, int] = {}
    through_state: dict[str, int] = {}
    for execution in enforcement.executions_of(debtor) if debtor else ():
        found += _sums(execution)
        for row in enforcement.payments_of(execution):
            to = through_state if row.source == PaymentSource.STATE else paid
            if row.claim and not row.claim.startswith(LIEN):
                to[row.claim] = row.amount
    figures: dict[str, Json] = {name: value for name, value in found.items() if value}
    return {**figures, "paid": dict(paid), "through_state": dict(through_state)}


def season_figures() -> Json:
    """Give the season's sums at Kronofogden, in öre."""
    figures = enforcement.season(FIRST, LAST)
    return {
        "attached": figures.attached,
        "attached_by_kind": dict(figures.by_kind),
        "corrected": figures.corrected,
        "forfeited": figures.forfeited,
        "left_in_attachment": figures.left,
        "sold": figures.sold,
        "costs_and_fees": figures.costs,
        "liens": figures.liens,
        "replacement": figures.replacement,
        "to_creditors": figures.to_creditors,
        "to_victims_by_attachment": figures.to_victims,
        "to_victims_through_state": figures.through_state,
        "to_victims": figures.reached_victims,
    }


def sea_figures() -> Json:
    """Count the checks, those asked about and the hits, as the Coast Guard's instance has them."""
    rows = [row for row in inspections.checks() if FIRST <= local_date(row.started_at) <= LAST]
    asked = [card for row in rows for card in questions.questions_of(row.record)]
    persons = {
        (card.card.check_ref, card.card.subject)
        for card in asked
        if card.card.role != SubjectRole.CRAFT
    }
    hits = [hit for card in asked for hit in card.hits]
    return {
        "checks": len(rows),
        "routine": sum(row.mode == Mode.ROUTINE for row in rows),
        "in_operation": sum(row.mode == Mode.OPERATION for row in rows),
        "days": len({local_date(row.started_at) for row in rows if row.mode == Mode.OPERATION}),
        "persons_asked": len(persons),
        "hits": dict(Counter(hit.holder for hit in hits)),
        "craft_hits": sum(hit.role is SubjectRole.CRAFT for hit in hits),
        "found_by_review": sum(len(card.found) for card in asked),
    }


def published_figures() -> Json:
    """Give the newest report's figures by measure, and what the checks led to later."""
    reports = results.published()
    figures = results.figures_of(reports[0]) if reports else ()
    events = results.events().filter(measure="checks")
    later = sum(outcome.value or 0 for event in events for outcome in event.outcomes.all())
    return {**{figure.measure.id: figure.value for figure in figures}, LATER: later}


def release_states() -> Json:
    """Count what left, by kind and state; and the messages that could not be applied."""
    standing = [row for kind in kinds() for row in releases.sent(kind=kind)]
    disclosed = [disclosures.sent_release_of(row) for row in disclosures.disclosures()]
    recalled = [row for row in disclosed if row.recalled_at is not None]
    states = Counter(f"{row.kind} {row.state}" for row in (*standing, *recalled))
    return {"states": dict(states), "set_aside": set_aside().count()}


def _sums(execution: Execution) -> Counter[str]:
    """Sum one execution: what was attached, sold, charged and distributed."""
    items = list(enforcement.items_of(execution).filter(decision=Decision.ATTACHED))
    made = enforcement.distribution_of(execution)
    steps = enforcement.steps_of(made) if made else ()
    state = enforcement.forfeiture_of(execution)
    return Counter(
        attached=sum(item.value for item in items if not item.corrected_at),
        corrected=sum(item.value for item in items if item.corrected_at),
        sold=sum(lot.price for lot in enforcement.lots_of(execution)),
        state_price=(state.received or 0) if state else 0,
        **_of_steps(steps),
    )


def _of_steps(steps: Iterable[Step]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for step in steps:
        found[_name_of(step)] += step.amount
    return dict(found)


def _name_of(step: Step) -> str:
    match step.kind:
        case StepKind.COST:
            return "special_fee" if step.rule == SPECIAL else "sales_fee"
        case StepKind.REPLACEMENT:
            return "replacement"
        case StepKind.PAID:
            return "lien" if step.claim.startswith(LIEN) else "to_creditors"
        case _:
            return str(step.kind)


ACTS: Mapping[str, Callable[..., Json]] = {
    "case_figures": case_figures,
    "season_figures": season_figures,
    "sea_figures": sea_figures,
    "published_figures": published_figures,
    "release_states": release_states,
}
