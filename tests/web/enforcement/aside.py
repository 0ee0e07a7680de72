"""A season's case whose bank claim is in dispute, paid to the others: what is left waits."""

from __future__ import annotations

from datetime import date, timedelta

from samverkan.demo.story.cases import case
from samverkan.demo.story.claims_file import good_rows
from samverkan.demo.story.steps import StepAct
from samverkan.rules.deadlines import deadline
from samverkan.rules.outcomes import End, Held, Outcome
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import ClaimRow
from tests.web.enforcement.walking import Walk, claims_csv

BANK, TAX, VICTIM, STATE = "1-bank", "1-skatt", "1-malsagande", "1-brottsoffermyndigheten"
SHARE = 12_143_27
GROUND = "Nacka tingsrätts dom T 1234-25"
DECIDED, FINAL = date(2025, 10, 1), date(2025, 10, 22)


def claims_in(desk, now, **standing: str) -> None:
    """Read the season's claims, some with a standing: `claims_in(desk, now, bank="disputed")`."""
    stand = {f"1-{name}": text for name, text in standing.items()}
    rows = [{**row, "standing": stand.get(row["reference"], "")} for row in good_rows()]
    data = claims_csv(rows, columns=(*rows[0],))
    actions.import_claims(data=data, name="mal.csv", by=desk("forrattning"), now=now)


def paid_case(desk, now, *, titles: tuple[str, ...] = (), **standing: str) -> Walk:
    """Walk case 1 until all that may be paid is paid; `titles` are not final."""
    claims_in(desk, now, **standing)
    ClaimRow.objects.filter(reference__in=titles).update(title_final=False)
    done = Walk(case(1), desk).play(until=StepAct.PAID)
    made = queries.distribution_of(done.execution)
    wait = deadline("appeal-distribution", made.on).due - made.on + timedelta(days=1)
    actions.pay(distribution=made, by=done.by("rut"), now=made.made_at + wait)
    return done


def outcome(end: End = End.STANDS, **change: object) -> Outcome:
    """Give how it ended for the bank's claim."""
    given = {"claim": BANK, "held": Held.DISPUTED, "end": end, "decided_on": DECIDED}
    return Outcome(**{**given, "final_on": FINAL, "ground": GROUND, **change})


def settle(done: Walk, how: Outcome, now, *, earned: int = 0):
    """Note, approve and pay an outcome by two persons."""
    made = queries.distribution_of(done.execution)
    rut, hugo = done.by("rut"), done.by("hugo")
    row = actions.note_outcome(distribution=made, outcome=how, earned=earned, by=rut, now=now)
    actions.approve_outcome(settlement=row, by=hugo, now=now)
    actions.pay_outcome(settlement=row, by=rut, now=now)
    row.refresh_from_db()
    return row


def paid_on(done: Walk) -> dict[str, int]:
    """Give what each claim has been paid, without interest on money set aside."""
    rows = queries.payments_of(done.execution).exclude(claim="")
    found: dict[str, int] = {}
    for row in rows.exclude(step_kind="money-interest"):
        found[row.claim] = found.get(row.claim, 0) + row.amount
    return found
