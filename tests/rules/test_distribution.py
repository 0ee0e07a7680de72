from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.claims import Accrual, ClaimKind, Priority, Standing
from samverkan.rules.distribution import distribute, order_within
from samverkan.rules.distribution_list import Distribution, PartKind, Payee, StepKind
from samverkan.rules.money import parse_kronor
from samverkan.rules.proceeds import Lot, Sale, SpecialCost
from samverkan.rules.refusal import NotAllowed
from tests.rules.any_sale import sales
from tests.rules.season_sales import BANK, ON, REGRESS, TAX, VICTIM, claim, sale

# The worked case of the law note: a jet ski sold online by Kronofogden itself, four creditors.
A = claim("A", VICTIM, "90 000", "6 000", creditor="Målsäganden")
B, C = claim("B", TAX, "120 000"), claim("C", REGRESS, "30 000")
D, E = claim("D", BANK, "34 000"), claim("E", BANK, "400")
JET_SKI = sale("ex", [("vattenskoter", "64 000")], "3 440", A, B, C, D)
WORKED = {"A": 1988571, "B": 2485714, "C": 621429, "D": 704286}


def plain(*claims, price="1 000", **more):
    """Give a sale without costs or fees: what comes in is what the claims share."""
    return Sale(
        reference="x",
        debtor="Gäldenären",
        lots=(Lot("båt", parse_kronor(price), through_other=True),),
        claims=claims,
        **more,
    )


def moved(done):
    """Give the steps that move money, without the line that says why no sales fee was taken."""
    return [step for step in done.steps if step.amount]


def paid(done):
    return {one.reference: done.paid(one.reference) for one in done.sale.claims}


def of_claim(done, reference, kind=StepKind.PAID):
    (step,) = [s for s in done.steps if s.claim == reference and s.kind is kind and s.amount]
    return step


def test_the_worked_case():
    done = distribute(JET_SKI, on=ON)
    assert [(s.rule, s.amount) for s in done.steps if s.kind is StepKind.COST] == [
        ("fees.sales", 256000),
        ("fees.special", 344000),
    ]
    assert paid(done) == WORKED
    assert sum(WORKED.values()) == 5800000
    assert [(part.kind, part.amount) for part in of_claim(done, "A").parts] == [
        (PartKind.INTEREST, 600000),
        (PartKind.CAPITAL, 1388571),
    ]


def test_the_worked_case_with_a_fifth_claim_too_small_to_pay():
    done = distribute(replace(JET_SKI, claims=(A, B, C, D, E)), on=ON)
    assert paid(done) == WORKED | {"E": 0}
    (gave_way,) = [step for step in done.steps if step.claim == "E"]
    assert dict(gave_way.inputs)["share"] in {8273, 8274}
    assert (gave_way.rule, gave_way.citation) == ("distribution.gave_way", "UB 13:20 a 1 st")
    assert "under 100\u00a0kr" in gave_way.sentence("sv")


def test_special_reasons_keep_the_fifth_share():
    done = distribute(replace(JET_SKI, claims=(A, B, C, D, replace(E, keep_small=True))), on=ON)
    assert done.paid("E") in {8273, 8274}
    assert done.paid("A") < WORKED["A"]


def test_every_step_says_who_by_which_section_and_of_what():
    done = distribute(JET_SKI, on=ON)
    for step in done.steps:
        assert step.citation
        assert step.inputs
        assert step.sentence("sv") != step.sentence("en")
    step = of_claim(done, "A")
    assert step.citation == "FRL 8 §, 9 § 4 st; UB 4:11, 13:6"
    assert dict(step.inputs) == {
        "creditor": "Målsäganden",
        "claim": 9600000,
        "share": 1988571,
        "available": 5800000,
        "claimed": 28000000,
        "exact": str(Fraction(5800000 * 9600000, 28000000)),
    }
    assert step.sentence("en") == (
        "Målsäganden has SEK\u00a096,000 of the SEK\u00a0280,000 with equal right "
        "in SEK\u00a058,000, and gets its share."
    )


def test_costs_come_first_and_stop_at_the_pot():
    sold = sale("x", [("vrak", "1 000")], "3 000", claim("bank", BANK, "500"))
    done = distribute(sold, on=ON)
    assert [step.amount for step in done.steps] == [4000, 96000]
    assert dict(done.steps[1].inputs)["fee"] == 300000
    assert done.paid("bank") == 0


def test_the_replacement_sum_comes_after_costs_and_before_liens():
    lien = claim("lien", ClaimKind.OTHER, "700", priority=Priority.MARITIME_LIEN)
    done = distribute(plain(lien, price="1 000", replacement=40000), on=ON)
    assert [(s.kind, s.payee, s.amount) for s in moved(done)] == [
        (StepKind.REPLACEMENT, Payee.DEBTOR, 40000),
        (StepKind.PAID, Payee.CREDITOR, 60000),
    ]
    assert moved(done)[0].citation == "UB 5:4"


def test_the_replacement_sum_stops_at_what_is_left():
    done = distribute(plain(price="100", replacement=40000), on=ON)
    assert [step.amount for step in moved(done)] == [10000]


def test_yield_and_interest_on_the_money_are_distributed_too():
    done = distribute(plain(claim("bank", BANK, "5 000"), net_yield=2000, interest=300), on=ON)
    assert done.paid("bank") == 100000 + 2000 + 300


def test_special_priorities_come_in_their_order():
    ranks = [
        claim(priority, ClaimKind.OTHER, "300", priority=priority)
        for priority in reversed(Priority)
    ]
    done = distribute(plain(*ranks, price="1 300"), on=ON)
    assert [done.paid(priority) for priority in Priority] == [30000] * 4 + [10000, 0]


def test_maritime_liens_follow_their_internal_order():
    crew = claim("crew", ClaimKind.OTHER, "800", priority=Priority.MARITIME_LIEN, within=1)
    salvor = claim("salvor", ClaimKind.OTHER, "800", priority=Priority.MARITIME_LIEN, within=5)
    assert paid(distribute(plain(salvor, crew), on=ON)) == {"salvor": 20000, "crew": 80000}


def test_an_earlier_attachment_comes_before_a_later():
    first, later = claim("first", BANK, "800"), claim("later", VICTIM, "9 000", attachment=2)
    assert paid(distribute(plain(later, first), on=ON)) == {"first": 80000, "later": 20000}


def test_no_victim_tax_or_fine_comes_before_another_at_the_same_time():
    equal = [claim(str(kind), kind, "5 000") for kind in ClaimKind]
    assert set(paid(distribute(plain(*equal, price="7 000"), on=ON)).values()) == {100000}


def test_the_claim_counts_with_interest_to_the_distribution_day_and_the_cost_of_its_case():
    running = claim("a", BANK, "3 000", accrual=Accrual(Fraction(10), date(2024, 8, 29)))
    cost = claim("b", BANK, "3 000", single_case_cost=60000)
    done = distribute(plain(running, cost, price="690"), on=ON)
    assert paid(done) == {"a": 33000, "b": 36000}


def test_a_disputed_share_is_set_aside_and_shrinks_no_one_elses():
    certain = claim("certain", BANK, "1 000")
    for standing in (Standing.DISPUTED, Standing.CONDITIONAL):
        doubtful = claim("doubtful", BANK, "1 000", standing=standing)
        done = distribute(plain(certain, doubtful), on=ON)
        step = of_claim(done, "doubtful", StepKind.SET_ASIDE)
        assert (step.amount, step.rule, step.parts) == (50000, "distribution.set_aside", ())
        assert step.citation.endswith("; UB 13:7")
        assert (done.paid("doubtful"), done.paid("certain")) == (0, 50000)
        assert done.sale.meeting_needed
    assert not plain(certain).meeting_needed


def test_a_small_share_set_aside_does_not_give_way():
    doubtful = claim("doubtful", BANK, "90", standing=Standing.DISPUTED)
    done = distribute(plain(claim("certain", BANK, "9 000"), doubtful), on=ON)
    assert 0 < of_claim(done, "doubtful", StepKind.SET_ASIDE).amount < 1000


def test_a_small_lien_does_not_give_way():
    lien = claim("lien", ClaimKind.OTHER, "90", priority=Priority.PLEDGE)
    done = distribute(plain(claim("bank", BANK, "9 000"), lien), on=ON)
    assert paid(done) == {"lien": 9000, "bank": 91000}


def test_a_late_claim_is_paid_only_from_the_surplus():
    late = claim("late", ClaimKind.OTHER, "500", priority=Priority.MARITIME_LIEN, late=True)
    done = distribute(plain(late, claim("bank", BANK, "700")), on=ON)
    assert paid(done) == {"late": 30000, "bank": 70000}
    step = of_claim(done, "late")
    assert (step.rule, step.citation.endswith("; UB 13:6 4 st")) == ("distribution.late", True)
    assert distribute(plain(late, claim("bank", BANK, "1 000")), on=ON).paid("late") == 0


def test_what_is_over_goes_to_the_debtor():
    done = distribute(plain(claim("bank", BANK, "700")), on=ON)
    assert (moved(done)[0].rule, moved(done)[0].amount) == ("distribution.full", 70000)
    assert (moved(done)[1].payee, moved(done)[1].name) == (Payee.DEBTOR, "Gäldenären")
    assert done.sum_of(StepKind.SURPLUS) == 30000


def test_a_sale_nobody_claims_in_goes_to_the_debtor():
    assert distribute(plain(), on=ON).sum_of(StepKind.SURPLUS) == 100000


@pytest.mark.parametrize(
    ("price", "kind", "payee"),
    [
        ("700,01", StepKind.TO_STATE, Payee.STATE),
        ("724,99", StepKind.TO_STATE, Payee.STATE),
        ("725,00", StepKind.SURPLUS, Payee.DEBTOR),
    ],
)
def test_a_surplus_under_25_kronor_goes_to_the_state(price, kind, payee):
    done = distribute(plain(claim("bank", BANK, "700"), price=price), on=ON)
    assert (done.steps[-1].kind, done.steps[-1].payee) == (kind, payee)
    assert done.steps[-1].name == ("Gäldenären" if payee is Payee.DEBTOR else "")


@pytest.mark.parametrize(("price", "amount"), [("24,99", 0), ("25,00", 2500)])
def test_a_payment_under_25_kronor_goes_to_the_state(price, amount):
    done = distribute(plain(claim("bank", BANK, "700"), price=price), on=ON)
    assert done.paid("bank") == amount
    assert done.sum_of(StepKind.TO_STATE) == (0 if amount else 2499)
    if not amount:
        assert (moved(done)[0].payee, moved(done)[0].parts) == (Payee.STATE, ())
        assert moved(done)[0].citation.endswith("UB 13:20 a 2 st")


@pytest.mark.parametrize(
    ("amount", "more", "parts"),
    [
        (500, {}, [("interest", 500)]),
        (800, {}, [("interest", 600), ("cost", 200)]),
        (2000, {}, [("interest", 600), ("cost", 300), ("capital", 1100)]),
        (2000, {"capital_first": True}, [("capital", 2000)]),
        (5700, {"capital_first": True}, [("capital", 5000), ("interest", 600), ("cost", 100)]),
        (2000, {"public": True}, [("claim", 2000)]),
        (0, {}, []),
    ],
)
def test_interest_and_cost_before_capital_but_not_in_public_cases(amount, more, parts):
    one = claim("a", BANK, "50", "6", single_case_cost=300, **more)
    assert [(p.kind.value, p.amount) for p in order_within(one, amount, on=ON)] == parts


def test_two_claims_of_one_name_are_refused():
    with pytest.raises(NotAllowed, match="same reference, A"):
        plain(A, A)


@pytest.mark.parametrize("field", ["net_yield", "interest", "replacement"])
def test_a_sale_has_no_negative_amount(field):
    with pytest.raises(ValueError, match="no negative amount"):
        plain(**{field: -1})


def test_nor_a_negative_price_or_cost():
    with pytest.raises(ValueError, match="no negative amount"):
        Sale(reference="x", debtor="y", lots=(Lot("båt", -1),), claims=())
    with pytest.raises(ValueError, match="no negative amount"):
        plain(special_costs=(SpecialCost("transport", "båt", -1),))


def test_a_list_that_does_not_sum_to_the_pot_cannot_be_made():
    done = distribute(JET_SKI, on=ON)
    with pytest.raises(ValueError, match=r"of 6400000"):
        Distribution(done.sale, ON, done.steps[:-1])
    first, second, *rest = done.steps
    wrong = (replace(first, amount=-1), replace(second, amount=600001), *rest)
    with pytest.raises(ValueError, match=r"of 6400000"):
        Distribution(done.sale, ON, wrong)


def test_a_day_before_the_tables_is_refused():
    with pytest.raises(NotAllowed, match="no row"):
        distribute(JET_SKI, on=date(2001, 1, 1))


@given(sales())
def test_every_ore_goes_somewhere_and_nobody_gets_more_than_the_claim(sold):
    done = distribute(sold, on=ON)
    assert sum(step.amount for step in done.steps) == sold.pot
    for one in sold.claims:
        got = sum(step.amount for step in done.steps if step.claim == one.reference)
        assert 0 <= got <= one.total(ON)
    assert done == distribute(sold, on=ON)


@given(sales())
def test_the_parts_of_a_payment_sum_to_it(sold):
    for step in distribute(sold, on=ON).steps:
        if step.kind is StepKind.PAID:
            assert sum(part.amount for part in step.parts) == step.amount


@given(sales())
def test_the_debtor_gets_a_surplus_only_when_every_claim_is_covered(sold):
    done = distribute(sold, on=ON)
    if done.sum_of(StepKind.SURPLUS):
        for one in sold.claims:
            got = sum(step.amount for step in done.steps if step.claim == one.reference)
            assert got == one.total(ON)


@given(sales(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_matters_for_an_ore_at_most(sold, random):
    shuffled = list(sold.claims)
    random.shuffle(shuffled)
    whole = [replace(one, keep_small=True) for one in shuffled]
    before = distribute(
        replace(sold, claims=tuple(sorted(whole, key=lambda c: c.reference))), on=ON
    )
    after = distribute(replace(sold, claims=tuple(whole)), on=ON)
    for one in sold.claims:
        sums = [
            sum(step.amount for step in done.steps if step.claim == one.reference)
            for done in (before, after)
        ]
        assert abs(sums[0] - sums[1]) <= 1
