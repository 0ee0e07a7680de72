"""The ledger and the report: each result once with shared credit, figures drawn up, published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from samverkan.demo.acts import known
from samverkan.demo.acts.player import Player
from samverkan.demo.story.batches import FIRST, LAST
from samverkan.demo.story.steps import Step, StepAct
from samverkan.demo.story.wage_guarantee import wage_guarantee
from samverkan.rules.actor import Actor
from samverkan.rules.figures import Period, Row, numbered
from samverkan.rules.results import Relation
from samverkan.web.enforcement import queries as enforcement
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.results import actions as results
from samverkan.web.results import queries
from samverkan.web.results.actions import NewEvent, NewOutcome, NewReport, Part
from samverkan.web.results.sources import SOURCES

PERIOD = Period(FIRST, LAST)
DUE = date(2025, 11, 26)
COURT = "Tingsrätt, ännu inte alltid laga kraft"
GROSS = "Brutto, när beslutet om utmätning fattades"
COUNTED = "Antal, räknat i myndighetens egna handlingar"
SLUG = "skargardssommar-2025"
TITLE = "Skärgårdssommar 2025"
LEDE = (
    "Tolv myndigheter kontrollerade farkoster i Stockholms skärgård mot två nätverk. Varje siffra "
    "går att räkna om."
)
ATTACHED = "Mätte ut på egna befogenheter"
FOUND = "Kontrollerade, frågade och lämnade ut"
FOUND_IN_OWN_CHECK = "Fann egendomen i en egen kontroll"
SIGHTED = {"checks": "Kontroller till sjöss", "questions": "Tillfrågade", "hits": "Träffar"}
MEASURES = {"checks": "checks", "questions": "persons-asked", "hits": "hits"}


def credit(step: Step, by: Actor, now: datetime) -> None:
    """Enter what the authority counted itself, once, and share it with those it concerns."""
    CREDITED[step.detail("measure")](step, by, now)


def attach_outcome(step: Step, by: Actor, now: datetime) -> None:
    """Attach to the checks what one of them led to in its own case."""
    event = queries.events().get(measure=MEASURES["checks"])
    outcome = NewOutcome(on=local_date(now), what=step.words, level=COURT, value=1, unit="personer")
    results.attach_outcome(event=event, new=outcome, by=by, now=now)


def ask_for_figures(step: Step, by: Actor, now: datetime) -> None:
    """Ask each authority for its tables by a day."""
    results.ask_for_figures(
        asked=step.to,
        datasets=step.detail("datasets").split(),
        period=PERIOD,
        due=DUE,
        words=step.words,
        by=by,
        now=now,
    )


def send_figures(step: Step, by: Actor, now: datetime) -> None:
    """Draw up the tables from own records and send them to the secretariat."""
    for dataset in step.detail("datasets").split():
        rows = None if dataset in SOURCES else _judgments()
        table = results.draw_up(dataset=dataset, period=PERIOD, rows=rows, by=by, now=now)
        for receiver in step.to:
            results.send_table(table=table, to=receiver, by=by, now=now)


def propose_report(step: Step, by: Actor, now: datetime) -> None:
    """Put every figure that may be published together."""
    del step
    measures = [each.measure.id for each in queries.candidates(PERIOD) if each.refusal is None]
    new = NewReport(title=TITLE, slug=SLUG, period=PERIOD, measures=measures, words=LEDE)
    results.propose_report(new=new, by=by, now=now)


def publish_report(step: Step, by: Actor, now: datetime) -> None:
    """Give out what another has put together."""
    del step
    report = queries.newest_edition(SLUG) or queries.reports()[0]
    results.publish_report(report=report, by=by, now=now)


def _credit_attached(step: Step, by: Actor, now: datetime) -> None:
    """Enter each execution's attached value, shared with whoever found the thing."""
    for case in enforcement.cases():
        for execution in enforcement.executions_of(case):
            items = enforcement.items_of(execution).filter(decision="attached", corrected_at=None)
            value = sum(item.value for item in items)
            if value:
                finder = execution.found_by or execution.check_by or _sender(execution.check_ref)
                did = FOUND_IN_OWN_CHECK if execution.check_by else FOUND
                event = NewEvent(
                    measure="attached-value",
                    title=f"Utmätning {execution.number}",
                    on=local_date(execution.began_at),
                    value=value,
                    level=GROSS,
                    operation=known.operation().record,
                    credits=(Part(here().participant, ATTACHED), Part(finder, did)),
                )
                _enter(event, step, by, now)


def _credit_checks(step: Step, by: Actor, now: datetime) -> None:
    """Enter the checks, the persons asked about and the hits, as counted here."""
    for dataset, measure in MEASURES.items():
        value = sum(row.value for row in SOURCES[dataset].rows(PERIOD))
        event = NewEvent(
            measure=measure,
            title=SIGHTED[dataset],
            on=LAST,
            value=value,
            level=COUNTED,
            operation=known.operation().record,
            credits=(Part(here().participant, FOUND),),
        )
        _enter(event, step, by, now)


def _credit_judgments(step: Step, by: Actor, now: datetime) -> None:
    """Enter the convictions of another operation, related by direction and by nothing else."""
    told = wage_guarantee()
    new = NewEvent(
        measure="convicted-same-direction",
        title=told.title,
        on=max(judgment.on for judgment in told.judgments),
        value=sum(judgment.convicted for judgment in told.judgments),
        level=COURT,
        operation_name=told.title,
        direction=known.direction().record,
        of_operation=told.participants,
        words=step.words,
        credits=tuple(Part(code, told.goal) for code in told.participants),
    )
    event = results.enter_event(new=new, by=by, now=now)
    others = queries.events().exclude(pk=event.pk)
    if others:
        results.link_events(
            event=event, other=others[0], relation=Relation.SAME_DIRECTION, by=by, now=now
        )
    results.share_event(event=event, to=step.to, by=by, now=now)


def _enter(new: NewEvent, step: Step, by: Actor, now: datetime) -> None:
    event = results.enter_event(new=new, by=by, now=now)
    results.share_event(event=event, to=step.to, by=by, now=now)


def _sender(check: str) -> str:
    return check.partition("/")[0]


def _judgments() -> tuple[Row, ...]:
    """Count the convicted by sanction."""
    found: Iterator[tuple[str, int]] = (
        (kind, count)
        for judgment in wage_guarantee().judgments
        for kind, count in (("prison", judgment.prison), ("conditional", judgment.conditional))
    )
    sums: dict[str, int] = {}
    for kind, count in found:
        sums[kind] = sums.get(kind, 0) + count
    return numbered((kind, "", "first-instance", count) for kind, count in sums.items())


CREDITED: Mapping[str, Callable[[Step, Actor, datetime], None]] = {
    "attached-value": _credit_attached,
    "checks": _credit_checks,
    "wage-guarantee": _credit_judgments,
}

PLAYERS: Mapping[StepAct, Player] = {
    StepAct.RESULT_CREDITED: credit,
    StepAct.LATER_OUTCOME: attach_outcome,
    StepAct.FIGURES_DUE: ask_for_figures,
    StepAct.FIGURES_SENT: send_figures,
    StepAct.REPORT_PROPOSED: propose_report,
    StepAct.REPORT_PUBLISHED: publish_report,
}
