"""What was set aside is let go: to the creditor, or to the others by the same rules, to the öre."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from samverkan.rules.acts import Act
from samverkan.rules.claims import Standing
from samverkan.rules.distribution import distribute
from samverkan.rules.figures import numbered
from samverkan.rules.outcomes import End, Held
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.results import must_balance
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.actions.erasing import forget
from samverkan.web.enforcement.models import ClaimRow, Settlement
from samverkan.web.enforcement.papers.distribution import distribution_list
from samverkan.web.enforcement.papers.protocols import Notes
from samverkan.web.enforcement.papers.settlements import settlement_notice
from samverkan.web.journal.queries import thread_of
from tests.web.enforcement.aside import (
    BANK,
    SHARE,
    STATE,
    TAX,
    VICTIM,
    outcome,
    paid_case,
    paid_on,
    settle,
)
from tests.web.enforcement.walking import FIRST, LAST

LATER = datetime(2025, 11, 3, 9, tzinfo=UTC)
PAID = {VICTIM: 92_158_85, STATE: 29_970_36, TAX: 22_727_52}


@pytest.fixture
def disputed(desk, now):
    return paid_case(desk, now, bank="disputed")


def balanced(done):
    """Say that the way of the krona and the season's rows still add up."""
    must_balance(numbered(queries.money_rows(FIRST, LAST)))
    return queries.krona_of(done.execution, "sv").adds_up


def kinds(done):
    del done
    found = {}
    for kind, _month, _status, value in queries.money_rows(FIRST, LAST):
        found[kind] = found.get(kind, 0) + value
    return found


def test_a_claim_that_stands_gets_its_share(disputed):
    assert kinds(disputed)["set-aside"] == SHARE
    row = settle(disputed, outcome(), LATER)
    assert paid_on(disputed) == PAID | {BANK: SHARE}
    assert queries.held_in(disputed.execution) == ()
    assert "set-aside" not in kinds(disputed)
    assert kinds(disputed)["other"] == SHARE
    assert balanced(disputed)
    assert queries.claim_row(BANK).standing == Standing.SETTLED
    acts = [line.act for line in thread_of(disputed.execution.record)]
    assert acts.count(Act.OUTCOME_NOTED) == 1
    assert row.entry


def test_a_claim_that_falls_leaves_the_others_as_if_it_had_never_been(disputed):
    made = queries.distribution_of(disputed.execution)
    sale = queries.proceeds_of(made.sale)
    never = distribute(
        replace(sale, claims=tuple(one for one in sale.claims if one.reference != BANK)), on=made.on
    )
    settle(disputed, outcome(End.FALLS), LATER)
    paid = paid_on(disputed)
    assert sum(paid.values()) == sum(PAID.values()) + SHARE
    assert paid == {reference: never.paid(reference) for reference in PAID}
    assert paid[VICTIM] > PAID[VICTIM]
    assert balanced(disputed)
    assert queries.season(FIRST, LAST).to_victims == paid[VICTIM]
    ended = queries.claim_row(BANK)
    assert (ended.ended_at, ended.ended_why) == (LATER, "Nacka tingsrätts dom T 1234-25")


def test_a_claim_that_stands_in_part_is_that_large_from_now_on(disputed):
    before = queries.claim_row(BANK)
    settle(disputed, outcome(End.IN_PART, capital=before.capital // 2), LATER)
    paid = paid_on(disputed)
    assert 0 < paid[BANK] < SHARE
    assert sum(paid.values()) == sum(PAID.values()) + SHARE
    now_is = queries.claim_row(BANK)
    assert (now_is.total, now_is.standing) == (before.capital // 2, Standing.SETTLED)
    assert balanced(disputed)


def test_who_has_not_sued_loses_the_money_but_not_the_claim(disputed):
    late = outcome(End.NOT_SUED, final_on=None, served_on=date(2025, 10, 3))
    with pytest.raises(NotAllowed) as early:
        settle(disputed, late, datetime(2025, 11, 3, 9, tzinfo=UTC))
    assert early.value.key == "set_aside.time_to_sue"
    settle(disputed, late, datetime(2025, 11, 4, 9, tzinfo=UTC))
    assert BANK not in paid_on(disputed)
    assert queries.claim_row(BANK).ended_at is None


def test_a_title_that_becomes_final_lets_its_share_go(desk, now):
    done = paid_case(desk, now, titles=(BANK,))
    assert paid_on(done) == PAID
    assert kinds(done)["set-aside"] == SHARE
    settle(done, outcome(held=Held.TITLE), LATER)
    assert paid_on(done) == PAID | {BANK: SHARE}
    assert queries.claim_row(BANK).title_final
    assert balanced(done)


def test_a_title_that_is_set_aside_leaves_its_share_to_the_others(desk, now):
    done = paid_case(desk, now, titles=(VICTIM,))
    settle(done, outcome(End.FALLS, held=Held.TITLE, claim=VICTIM), LATER)
    paid = paid_on(done)
    assert VICTIM not in paid
    assert paid[TAX] == 45_500_00  # now paid in full
    assert balanced(done)
    whole = queries.season(FIRST, LAST)
    assert (whole.to_victims, whole.to_creditors) == (0, sum(paid.values()))


def test_a_dispute_that_is_over_waits_on_for_a_title_that_is_not_final(desk, now):
    done = paid_case(desk, now, titles=(BANK,), bank="disputed")
    settle(done, outcome(), LATER)
    (share,) = queries.held_in(done.execution)
    assert (share.why, share.amount) == (Held.TITLE, SHARE)
    assert BANK not in paid_on(done)
    settle(done, outcome(held=Held.TITLE), LATER)
    assert paid_on(done)[BANK] == SHARE
    assert queries.held_in(done.execution) == ()
    assert balanced(done)


def test_two_disputes_end_one_after_the_other(desk, now):
    done = paid_case(desk, now, bank="disputed", skatt="conditional")
    settle(done, outcome(End.FALLS), LATER)
    (waits,) = queries.held_in(done.execution)
    assert (waits.claim, waits.why) == (TAX, Held.CONDITIONAL)
    assert waits.amount > PAID[TAX]
    assert balanced(done)
    settle(done, outcome(held=Held.CONDITIONAL, claim=TAX, final_on=None), LATER)
    assert paid_on(done)[TAX] == waits.amount
    assert queries.held_in(done.execution) == ()
    assert balanced(done)


def test_interest_on_the_money_goes_with_it_and_is_no_payment_on_the_claim(disputed):
    row = settle(disputed, outcome(End.FALLS), LATER, earned=100_00)
    interest = queries.payments_of(disputed.execution).filter(step_kind="money-interest")
    assert sum(one.amount for one in interest) == row.earned == 100_00
    to_victim = interest.get(claim=VICTIM)
    view = queries.victim_view(queries.claim_row(VICTIM))
    assert (view.paid, view.interest_on_money) == (paid_on(disputed)[VICTIM], to_victim.amount)
    assert balanced(disputed)
    assert queries.season(FIRST, LAST).to_victims == view.paid


def test_it_takes_two_persons_and_an_outcome_can_be_taken_back(disputed):
    made = queries.distribution_of(disputed.execution)
    rut, hugo = disputed.by("rut"), disputed.by("hugo")
    row = actions.note_outcome(distribution=made, outcome=outcome(), by=rut, now=LATER)
    with pytest.raises(Changed):
        actions.note_outcome(distribution=made, outcome=outcome(), by=hugo, now=LATER)
    with pytest.raises(NotAllowed, match="two persons"):
        actions.approve_outcome(settlement=row, by=rut, now=LATER)
    with pytest.raises(NotAllowed, match="approved"):
        actions.pay_outcome(settlement=row, by=rut, now=LATER)
    actions.take_back_outcome(settlement=row, why="Fel dom.", by=hugo, now=LATER)
    with pytest.raises(Changed):
        actions.approve_outcome(settlement=row, by=hugo, now=LATER)
    (share,) = queries.held_in(disputed.execution)
    assert (share.amount, share.settlement) == (SHARE, None)
    again = settle(disputed, outcome(End.FALLS), LATER)
    for late in (
        lambda: actions.pay_outcome(settlement=again, by=rut, now=LATER),
        lambda: actions.take_back_outcome(settlement=again, why="Nej.", by=hugo, now=LATER),
    ):
        with pytest.raises(NotAllowed) as refused:
            late()
        assert refused.value.key == "set_aside.not_open"
    with pytest.raises(NotAllowed) as nothing:
        actions.note_outcome(distribution=made, outcome=outcome(), by=rut, now=LATER)
    assert nothing.value.key == "set_aside.nothing_waits"


def test_nothing_is_let_go_before_the_others_are_paid(walk, desk):
    done = walk(1)
    made = queries.distribution_of(done.execution)
    type(made).objects.filter(pk=made.pk).update(paid_at=None)
    with pytest.raises(NotAllowed) as refused:
        actions.note_outcome(distribution=made, outcome=outcome(), by=desk("rut"), now=LATER)
    assert refused.value.key == "set_aside.pay_first"


def test_the_papers_say_where_the_money_goes(disputed):
    made = queries.distribution_of(disputed.execution)
    row = settle(disputed, outcome(End.FALLS), LATER)
    draft = distribution_list(made, Notes("Rut", "Inget."))
    (aside,) = [one for one in draft.paper.sections if one.heading == "Om det avsatta"]
    notice = settlement_notice(row)
    assert "UB 13:8" in aside.text[0]
    for one in row.steps:
        if one["amount"]:
            kronor = f"{one['amount'] / 100:,.2f}".replace(",", "\u00a0").replace(".", ",")
            assert kronor in aside.text[0]
            assert any(kronor in cell for cells in notice.sections[1].table.rows for cell in cells)
    assert any("Nacka tingsrätt" in fact[1] for fact in notice.sections[0].facts)
    paper = actions.issue_settlement(settlement=row, by=disputed.by("rut"), now=LATER)
    assert queries.file_of(paper).startswith(b"%PDF")


def test_an_erased_case_keeps_the_amounts_and_forgets_the_words(disputed):
    settle(disputed, outcome(End.FALLS), LATER)
    forget(case=disputed.debtor.record, now=LATER)
    row = Settlement.objects.get()
    assert (row.ground, row.withdrawn_why) == ("", "")
    assert {step["name"] for step in row.steps} == {""}
    assert not any("Havslykta" in str(step) or "Bank" in str(step["inputs"]) for step in row.steps)
    assert sum(step["amount"] for step in row.steps) == SHARE
    assert ClaimRow.objects.get(reference=BANK).ended_why == ""
