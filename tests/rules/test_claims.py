from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.claims import Accrual, Claim, ClaimKind, Priority, subrogated
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load

ON = date(2025, 8, 29)
RUNNING = Accrual(Fraction(10), date(2025, 1, 1))


def judgment(**more):
    return Claim(
        **{
            "reference": "B 1-25",
            "creditor": "Målsägande",
            "kind": ClaimKind.VICTIM_DAMAGES,
            "public": False,
            "capital": 21000000,
            **more,
        }
    )


def split(claim, paid, paid_on=date(2025, 3, 1)):
    return subrogated(claim, state="Brottsoffermyndigheten", paid=paid, paid_on=paid_on, on=ON)


@pytest.mark.parametrize(
    ("on", "interest"),
    [
        (date(2024, 12, 1), 0),
        (date(2025, 1, 1), 0),
        (date(2025, 1, 2), 274),  # 10 000 kr, 10 %, 1 of 365 days: 273.97 öre
        (date(2026, 1, 1), 100000),
    ],
)
def test_interest_runs_on_actual_days_of_365(on, interest):
    assert judgment(capital=1000000, accrual=RUNNING).interest_on(on) == interest


def test_the_total_is_capital_interest_and_the_cost_of_this_case():
    claim = judgment(interest=500, accrual=RUNNING, single_case_cost=60000)
    running = claim.interest_on(ON) - 500
    assert running == round(Fraction(21000000 * 10 * 240, 36500))
    assert claim.total(ON) == 21000000 + 500 + running + 60000


@pytest.mark.parametrize("field", ["capital", "interest", "single_case_cost"])
def test_a_claim_has_no_negative_amount(field):
    with pytest.raises(ValueError, match="B 1-25"):
        judgment(**{field: -1})


def test_the_seasons_judgment_is_split_in_two():
    victim, state = split(judgment(interest=3450000), 6000000)
    assert (victim.capital, victim.interest, victim.kind) == (
        15000000,
        3450000,
        ClaimKind.VICTIM_DAMAGES,
    )
    assert (state.capital, state.interest, state.kind) == (6000000, 0, ClaimKind.STATE_REGRESS)
    assert (state.creditor, state.reference) == ("Brottsoffermyndigheten", "B 1-25/28")


def test_the_states_interest_begins_when_it_paid():
    victim, state = split(judgment(accrual=RUNNING), 6000000)
    assert state.interest == round(Fraction(6000000 * 10 * 181, 36500))
    assert victim.interest + state.interest == judgment(accrual=RUNNING).interest_on(ON)


def test_a_payment_before_interest_ran_gives_the_state_interest_from_when_it_ran():
    _, state = split(judgment(accrual=RUNNING), 6000000, paid_on=date(2024, 6, 1))
    assert state.interest == round(Fraction(6000000 * 10 * 240, 36500))


def test_the_state_takes_over_neither_cost_nor_address():
    victim, state = split(judgment(single_case_cost=100, address="Storgatan 1", protected=True), 1)
    assert (state.single_case_cost, state.address, state.protected) == (0, "", False)
    assert (victim.single_case_cost, victim.address, victim.protected) == (100, "Storgatan 1", True)


@given(
    capital=st.integers(1, 10**10),
    interest=st.integers(0, 10**9),
    rate=st.fractions(0, 30, max_denominator=100),
    paid=st.integers(1, 10**10),
    paid_on=st.dates(date(2024, 1, 1), date(2026, 1, 1)),
)
def test_the_two_parts_sum_to_the_judgment(capital, interest, rate, paid, paid_on):
    whole = judgment(capital=capital, interest=interest, accrual=Accrual(rate, date(2025, 1, 1)))
    victim, state = split(whole, min(paid, capital), paid_on)
    assert victim.total(ON) + state.total(ON) == whole.total(ON)
    assert victim.interest >= interest
    assert min(victim.capital, state.interest) >= 0


@pytest.mark.parametrize("paid", [0, -1, 21000001])
def test_the_state_takes_over_no_more_than_the_judgment_gives(paid):
    with pytest.raises(NotAllowed, match="at most what the judgment gives") as refusal:
        split(judgment(), paid)
    assert refusal.value.section == "brottsskadelag 28 §"


def test_the_state_may_have_paid_all_of_it():
    victim, state = split(judgment(), 21000000)
    assert (victim.total(ON), state.total(ON)) == (0, 21000000)


def test_a_victims_address_is_not_in_the_debtors_papers():
    claim = judgment(address="Storgatan 1")
    assert claim.address_shown(to_debtor=True) == ""
    assert claim.address_shown(to_debtor=False) == "Storgatan 1"


def test_a_protected_address_is_shown_to_nobody_and_a_banks_to_everybody():
    bank = judgment(kind=ClaimKind.BANK, address="Storgatan 1")
    assert bank.address_shown(to_debtor=True) == "Storgatan 1"
    hidden = judgment(kind=ClaimKind.BANK, address="Storgatan 1", protected=True)
    assert hidden.address_shown(to_debtor=False) == ""


def test_every_priority_has_a_row_and_every_row_a_priority():
    assert [row["id"] for row in load("priority")] == [str(priority) for priority in Priority]


@pytest.mark.parametrize("row", load("priority"), ids=lambda row: row["id"])
def test_the_order_of_priorities(row):
    rank = Priority(row["id"]).rank(ON)
    for case in row["case"]:
        match case:
            case {"before": other}:
                assert rank < Priority(other).rank(ON)
            case {"after": other}:
                assert rank > Priority(other).rank(ON)
            case _:
                pytest.fail(f"a case that says nothing: {case}")
    assert Priority(row["id"]).citation(ON) == row["citation"]


def test_a_date_before_the_table_is_refused():
    with pytest.raises(NotAllowed, match="no row business-mortgage in force on 2008-12-31"):
        Priority.BUSINESS_MORTGAGE.rank(date(2008, 12, 31))
