"""What is disputed is set aside, and what a meeting decided waits for the time to appeal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverkan.demo.story.cases import case
from samverkan.demo.story.claims_file import good_rows
from samverkan.demo.story.steps import StepAct
from samverkan.rules.claims import Standing
from samverkan.rules.deadlines import deadline
from samverkan.rules.distribution_list import StepKind
from samverkan.rules.outcomes import Held
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import ClaimRow
from samverkan.web.enforcement.papers.distribution import distribution_list
from samverkan.web.enforcement.papers.protocols import Notes
from samverkan.web.enforcement.reading import read_claims
from tests.web.enforcement.walking import Walk, claims_csv

BANK = "1-bank"


def stated(standing: str) -> bytes:
    """Write the season's claims with a column that says how the bank's claim stands."""
    rows = [
        {**row, "standing": standing if row["reference"] == BANK else ""} for row in good_rows()
    ]
    return claims_csv(rows, columns=(*rows[0],))


@pytest.fixture
def approved(desk, now):
    """Walk case 1 with the bank's claim as the file states it, until it is to be paid."""

    def play(standing):
        actions.import_claims(data=stated(standing), name="m.csv", by=desk("forrattning"), now=now)
        return Walk(case(1), desk).play(until=StepAct.PAID)

    return play


def pay(done, *, days: int) -> None:
    made = queries.distribution_of(done.execution)
    last = deadline("appeal-distribution", made.on).due
    wait = last - made.on + timedelta(days=days)
    actions.pay(distribution=made, by=done.by("rut"), now=made.made_at + wait)


@pytest.mark.parametrize("standing", [Standing.DISPUTED, Standing.CONDITIONAL])
def test_a_meetings_decision_waits_out_its_appeal_and_the_disputed_share_waits_on(
    approved, standing
):
    done = approved(standing)
    with pytest.raises(NotAllowed) as refused:
        pay(done, days=0)
    assert (refused.value.key, refused.value.section) == ("sales.needs_security", "UB 13:14")
    assert not queries.payments_of(done.execution).exists()
    pay(done, days=1)
    paid = set(
        queries.payments_of(done.execution).exclude(claim="").values_list("claim", flat=True)
    )
    assert paid == {"1-malsagande", "1-brottsoffermyndigheten", "1-skatt"}
    (aside,) = (
        step
        for step in queries.steps_of(queries.distribution_of(done.execution))
        if step.kind is StepKind.SET_ASIDE
    )
    assert aside.claim == BANK
    assert aside.amount


def test_without_a_meeting_nothing_waits_for_an_appeal(approved):
    done = approved("")
    pay(done, days=-20)
    assert queries.payments_of(done.execution).filter(claim=BANK).exists()


def test_a_claim_disputed_since_the_distribution_is_not_paid(approved):
    done = approved("settled")
    ClaimRow.objects.filter(reference=BANK).update(standing=Standing.DISPUTED)
    pay(done, days=1)
    assert not queries.payments_of(done.execution).filter(claim=BANK).exists()


def test_a_share_whose_title_is_not_final_is_kept_back_and_the_others_are_paid(approved):
    done = approved("")
    ClaimRow.objects.filter(reference=BANK).update(title_final=False)
    pay(done, days=1)
    paid = queries.payments_of(done.execution).exclude(claim="").values_list("claim", flat=True)
    assert set(paid) == {"1-malsagande", "1-brottsoffermyndigheten", "1-skatt"}
    (share,) = queries.held_in(done.execution)
    assert (share.claim, share.why, share.amount) == (BANK, Held.TITLE, 12_143_27)


@pytest.mark.parametrize(("standing", "says"), [("disputed", BANK), ("", "inget sammanträde")])
def test_the_list_says_why_there_is_a_meeting_or_none(approved, standing, says):
    made = queries.distribution_of(approved(standing).execution)
    assert says in distribution_list(made, Notes("Rut", "Inget.")).contents["reason"]


def test_a_standing_that_does_not_exist_is_put_aside(now):
    found = read_claims(stated("kanske"), on=now.date())
    assert [(one.field, one.refusal.key) for one in found.broken] == [
        ("standing", "enforcement.unknown_standing")
    ]


def test_a_known_claim_that_now_stands_otherwise_is_put_aside(desk, now):
    by = desk("forrattning")
    actions.import_claims(data=stated(""), name="m.csv", by=by, now=now)
    again = actions.import_claims(data=stated("disputed"), name="m.csv", by=by, now=now)
    assert [row.field for row in again.aside.all()] == ["reference"]


def test_a_clock_says_that_its_last_day_has_moved_and_which_it_was(walk):
    done = walk(1, until=StepAct.NOTICE_PUBLISHED)
    clocks = {clock.citation: clock for clock in queries.clocks_of(done.debtor)}
    appeal = clocks["UB 18:7; 1930:173 2 §"]  # served on 2025-07-12: three weeks end on a Saturday
    assert (appeal.due, "2025-08-02" in appeal.note) == (date(2025, 8, 4), True)
    assert clocks["UF 9:2"].note == ""


def test_a_limit_to_how_long_a_thing_is_held_says_why_it_does_not_move(walk):
    done = walk(2, until=StepAct.EXECUTION_BEGAN)
    held = [one for one in queries.clocks_of(done.debtor) if one.citation == "UB 6:12"]
    assert held
    for one in held:
        assert (one.due.weekday(), "Flyttas inte" in one.note) == (5, True)
