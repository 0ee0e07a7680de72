"""Money that was set aside goes to the creditor, or to the others as if the claim never was."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.claims import ClaimKind, Priority, Standing
from samverkan.rules.distribution import distribute
from samverkan.rules.distribution_list import PartKind, Payee, StepKind
from samverkan.rules.outcomes import End, Held, Outcome
from samverkan.rules.settling import Settled, Waiting, settle
from tests.rules.any_sale import sales
from tests.rules.season_sales import BANK, ON, REGRESS, TAX, VICTIM, claim, sale

A = claim("A", VICTIM, "90 000", "6 000", creditor="Målsäganden")
B = claim("B", TAX, "120 000", standing=Standing.DISPUTED, public=False)
C, D, E = claim("C", REGRESS, "30 000"), claim("D", BANK, "34 000"), claim("E", BANK, "400")
WORKED = sale("ex", [("vattenskoter", "64 000")], "3 440", A, B, C, D)
SHARE_OF_B = 2485714


def ended(reference, end=End.STANDS, **change):
    return Outcome(
        claim=reference, held=Held.DISPUTED, end=end, decided_on=date(2025, 10, 1), **change
    )


def waiting(made, reference, **change):
    held = sum(step.amount for step in made.steps if step.claim == reference)
    return Waiting(made=made, steps=made.steps, held=held, **change)


def given_to(steps):
    return {step.claim: step.amount for step in steps if step.amount}


def test_a_claim_that_stands_is_paid_exactly_what_was_set_aside():
    made = distribute(WORKED, on=ON)
    done = settle(waiting(made, "B"), ended("B"))
    (step,) = done.steps
    assert (step.kind, step.payee, step.amount) == (StepKind.PAID, Payee.CREDITOR, SHARE_OF_B)
    assert (step.citation, step.rule) == ("UB 13:7 1 st", "set_aside.creditor")
    assert [(part.kind, part.amount) for part in step.parts] == [(PartKind.CAPITAL, SHARE_OF_B)]
    assert step.sentence("sv") != step.sentence("en")


def test_a_claim_that_falls_leaves_the_others_as_if_it_had_never_been():
    made = distribute(WORKED, on=ON)
    done = settle(waiting(made, "B"), ended("B", End.FALLS))
    never = distribute(replace(WORKED, claims=(A, C, D)), on=ON)
    had = given_to(step for step in made.steps if step.claim)
    more = given_to(done.steps)
    assert sum(more.values()) == SHARE_OF_B
    assert "B" not in more
    for reference in ("A", "C", "D"):
        assert had[reference] + more[reference] == never.paid(reference)
    (why,) = [step for step in done.steps if step.claim == "B"]
    assert (why.amount, why.rule, why.citation) == (0, "set_aside.nothing", "UB 13:7-8")
    (to_victim,) = [step for step in done.steps if step.claim == "A"]
    assert to_victim.citation == "FRL 8 §, 9 § 4 st; UB 4:11, 13:6; UB 13:8"
    assert [part.kind for part in to_victim.parts] == [PartKind.CAPITAL]  # the interest was paid


def test_a_claim_that_stands_in_part_shares_as_the_smaller_claim():
    made = distribute(WORKED, on=ON)
    done = settle(waiting(made, "B"), ended("B", End.IN_PART, capital=60_000_00))
    smaller = replace(B, capital=60_000_00, standing=Standing.SETTLED)
    as_if = distribute(replace(WORKED, claims=(A, smaller, C, D)), on=ON)
    had, more = given_to(step for step in made.steps if step.claim), given_to(done.steps)
    assert more["B"] == as_if.paid("B")
    for reference in ("A", "C", "D"):
        assert had[reference] + more[reference] == as_if.paid(reference)
    assert sum(more.values()) == SHARE_OF_B


def test_a_share_that_gave_way_comes_back_when_it_is_no_longer_small():
    made = distribute(replace(WORKED, claims=(A, B, C, D, E)), on=ON)
    assert made.paid("E") == 0
    more = given_to(settle(waiting(made, "B"), ended("B", End.FALLS)).steps)
    never = distribute(replace(WORKED, claims=(A, C, D, E)), on=ON)
    assert more["E"] == never.paid("E") > 100_00


def test_earlier_attachments_are_filled_first_and_the_debtor_gets_what_is_over():
    first = claim("first", BANK, "10 000", standing=Standing.DISPUTED)
    later = claim("later", VICTIM, "2 000", attachment=2)
    made = distribute(sale("x", [("båt", "10 000")], "500", first, later), on=ON)
    assert made.paid("later") == 0
    done = settle(waiting(made, "first"), ended("first", End.NOT_SUED))
    held = sum(step.amount for step in made.steps if step.claim == "first")
    assert given_to(done.steps) == {"later": 2000_00, "": held - 2000_00}
    assert done.steps[-1].payee is Payee.DEBTOR


def test_a_trifle_that_is_added_goes_to_the_state():
    small = claim("small", BANK, "300", keep_small=True)
    odd = claim("odd", BANK, "20", standing=Standing.DISPUTED)
    made = distribute(sale("x", [("ring", "310")], "0", small, odd), on=ON)
    done = settle(waiting(made, "odd"), ended("odd", End.FALLS))
    trifles = [step for step in done.steps if step.amount]
    assert {step.kind for step in trifles} == {StepKind.TO_STATE}
    assert all(step.citation.endswith("UB 13:20 a 2 st") for step in trifles)


def test_interest_on_the_money_follows_each_amount():
    made = distribute(WORKED, on=ON)
    done = settle(waiting(made, "B"), ended("B", End.FALLS), earned=1_000_00)
    interest = {s.claim: s.amount for s in done.steps if s.kind is StepKind.MONEY_INTEREST}
    more = given_to(step for step in done.steps if step.kind is StepKind.PAID)
    assert sum(interest.values()) == done.earned == 1_000_00
    for reference, amount in interest.items():
        assert abs(amount - 1_000_00 * more[reference] / SHARE_OF_B) < 1
    assert {s.citation for s in done.steps if s.kind is StepKind.MONEY_INTEREST} == {"UB 13:2"}


def test_what_goes_to_a_claim_that_waits_too_is_set_aside_with_its_interest():
    unclear = replace(C, standing=Standing.CONDITIONAL)
    made = distribute(replace(WORKED, claims=(A, B, unclear, D)), on=ON)
    there = waiting(made, "B", others=frozenset({"C"}))
    done = settle(there, ended("B", End.FALLS), earned=1_000_00)
    (of_c,) = [step for step in done.steps if step.claim == "C"]
    assert (of_c.kind, of_c.rule) == (StepKind.SET_ASIDE, "set_aside.still_waits")
    assert done.earned < 1_000_00


def test_a_claim_whose_dispute_is_over_waits_on_for_its_title():
    made = distribute(WORKED, on=ON)
    (step,) = settle(waiting(made, "B", others=frozenset({"B"})), ended("B")).steps
    assert (step.kind, step.amount, step.parts) == (StepKind.SET_ASIDE, SHARE_OF_B, ())


def test_steps_that_do_not_sum_to_what_waited_are_an_error():
    made = distribute(WORKED, on=ON)
    done = settle(waiting(made, "B"), ended("B"))
    with pytest.raises(ValueError, match="let go of 1 and 0"):
        Settled(done.outcome, 1, 0, done.steps)


def unsettled(made):
    return [
        one.reference
        for one in made.sale.claims
        if any(
            step.claim == one.reference and step.kind is StepKind.SET_ASIDE for step in made.steps
        )
    ]


def part_of(one, share):
    return {
        "capital": one.capital * share // 100,
        "interest": one.interest * share // 100,
        "cost": one.single_case_cost * share // 100,
    }


@st.composite
def settled(draw):
    """Give a distribution and how everything that it set aside ended, in some order."""
    made = distribute(draw(sales()), on=ON)
    claims = {one.reference: one for one in made.sale.claims}
    order = draw(st.permutations(unsettled(made)))
    ends = [draw(st.sampled_from(End)) for _ in order]
    shares = [draw(st.integers(0, 100)) for _ in order]
    outcomes = [
        ended(reference, end, **part_of(claims[reference], share))
        for reference, end, share in zip(order, ends, shares, strict=True)
    ]
    return made, outcomes


def played(made, outcomes):
    """Settle one after another, as the cashier does. Gives each, and every step after them."""
    steps, done = list(made.steps), []
    for place, outcome in enumerate(outcomes):
        held = sum(
            s.amount for s in steps if s.claim == outcome.claim and s.kind is StepKind.SET_ASIDE
        )
        there = Waiting(
            made=made,
            steps=tuple(steps),
            held=held,
            before=tuple(outcomes[:place]),
            others=frozenset(one.claim for one in outcomes[place + 1 :]),
        )
        done.append(settle(there, outcome))
        steps = [
            s for s in steps if not (s.claim == outcome.claim and s.kind is StepKind.SET_ASIDE)
        ]
        steps += done[-1].steps
    return done, steps


def totals(steps):
    found = {}
    for step in steps:
        if step.kind not in {StepKind.COST, StepKind.REPLACEMENT}:
            found[step.claim] = found.get(step.claim, 0) + step.amount
    return found


@given(settled())
def test_everything_is_let_go_and_every_ore_of_the_pot_is_somewhere(case):
    made, outcomes = case
    _done, steps = played(made, outcomes)
    assert sum(step.amount for step in steps) == made.sale.pot
    assert not [step for step in steps if step.kind is StepKind.SET_ASIDE]


@given(settled())
def test_nobody_pays_back_and_nobody_gets_more_than_the_claim(case):
    made, outcomes = case
    done, steps = played(made, outcomes)
    for each in done:
        assert all(step.amount >= 0 for step in each.steps)
    claims = {one.reference: one for one in made.sale.claims}
    for reference, amount in totals(steps).items():
        assert not reference or amount <= claims[reference].total(ON)


@given(settled())
def test_in_the_end_all_is_as_if_the_claims_had_been_so_from_the_start(case):
    """To the öre: only a last öre, or a small share that somebody has already, may differ."""
    made, outcomes = case
    _done, steps = played(made, outcomes)
    turned_out = {one.claim: one for one in outcomes}
    claims = tuple(
        turned_out[one.reference].left_of(one) if one.reference in turned_out else one
        for one in made.sale.claims
    )
    as_if = totals(distribute(without_costs(made, claims), on=ON).steps)
    found, before = totals(steps), totals(made.steps)
    keys = {*as_if, *found}
    slack = sum(max(before.get(key, 0) - as_if.get(key, 0), 0) for key in keys - {*turned_out})
    for key in keys:
        assert abs(found.get(key, 0) - as_if.get(key, 0)) <= slack + len(keys)


def without_costs(made, claims):
    """Give the sale with what its costs left, so that the fees do not change with the claims."""
    left = made.sale.pot - made.sum_of(StepKind.COST, StepKind.REPLACEMENT)
    lot = replace(made.sale.lots[0], price=left, through_other=True) if made.sale.lots else None
    return replace(
        made.sale,
        lots=(lot,) if lot else (),
        claims=claims,
        special_costs=(),
        replacement=0,
        net_yield=0 if lot else left,
        interest=0,
    )


@given(sales())
def test_if_every_claim_stands_and_nothing_is_small_each_gets_what_was_set_aside(some):
    claims = tuple(replace(one, keep_small=True) for one in some.claims)
    made = distribute(replace(some, claims=claims), on=ON)
    outcomes = [ended(reference) for reference in unsettled(made)]
    done, _steps = played(made, outcomes)
    for each, outcome in zip(done, outcomes, strict=True):
        (step,) = each.steps
        assert step.claim == outcome.claim
        assert step.amount == each.held


def test_a_lien_that_falls_lets_those_below_it_rise():
    lien = claim(
        "lien",
        ClaimKind.OTHER,
        "5 000",
        priority=Priority.MARITIME_LIEN,
        standing=Standing.DISPUTED,
    )
    made = distribute(sale("x", [("båt", "10 000")], "0", lien, A, C), on=ON)
    more = given_to(settle(waiting(made, "lien"), ended("lien", End.FALLS)).steps)
    never = distribute(sale("x", [("båt", "10 000")], "0", A, C), on=ON)
    assert {ref: made.paid(ref) + more[ref] for ref in ("A", "C")} == {
        ref: never.paid(ref) for ref in ("A", "C")
    }
