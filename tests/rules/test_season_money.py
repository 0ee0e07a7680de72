"""The season's figures, recomputed from prices, costs and claims alone."""

import pytest

from samverkan.rules.claims import ClaimKind
from samverkan.rules.distribution import distribute
from samverkan.rules.distribution_list import StepKind
from samverkan.rules.forfeiture import compensate
from samverkan.rules.money import parse_kronor
from tests.rules.season_sales import (
    ATTACHED,
    BOJSTEN,
    BOJSTEN_RECEIVED,
    FARLEDIN,
    FENDERSTROM,
    KOBBKLINT,
    ON,
    PRICKGREN,
    SKVALPHOLM,
    SOLD,
    VICTIM,
)

PAID = {
    "1": {
        "victim": "92 158,85",
        "regress": "29 970,36",
        "tax": "22 727,52",
        "bank": "12 143,27",
    },
    "2": {"victim 1": "81 781,32", "victim 2": "50 918,68"},
    "3": {"salvor": "18 500", "victim": "87 178,41", "tax": "71 534,70", "bank": "18 786,89"},
    "4": {"victim": "84 568,86", "benefit": "26 221,56", "fine": "5 209,58"},
    "6": {"victim": "35 000,00", "tax": "10 500,00"},
}
SALES_FEE = {"1": "6 780", "2": "0", "3": "8 760", "4": "5 120", "6": "2 080"}


@pytest.mark.parametrize("sale", SOLD, ids=lambda sale: sale.reference)
def test_every_creditor_gets_the_seasons_amount(sale):
    done = distribute(sale, on=ON)
    assert {ref: done.paid(ref) for ref in PAID[sale.reference]} == {
        ref: parse_kronor(amount) for ref, amount in PAID[sale.reference].items()
    }


@pytest.mark.parametrize("sale", SOLD, ids=lambda sale: sale.reference)
def test_sales_fee_of_each_case(sale):
    fees = [step for step in distribute(sale, on=ON).steps if step.rule.startswith("fees.sales")]
    assert sum(step.amount for step in fees) == parse_kronor(SALES_FEE[sale.reference])


@pytest.mark.parametrize(
    ("sale", "left"),
    [
        (SKVALPHOLM, "157 000"),
        (FARLEDIN, "132 700"),
        (FENDERSTROM, "196 000"),
        (PRICKGREN, "116 000"),
        (KOBBKLINT, "49 500"),
    ],
    ids=lambda value: getattr(value, "reference", value),
)
def test_what_the_costs_leave(sale, left):
    done = distribute(sale, on=ON)
    assert sale.pot - done.sum_of(StepKind.COST) == parse_kronor(left)


def test_attached_value_is_996_000_with_the_corrected_and_the_empty_case_at_nothing():
    assert sum(ATTACHED.values()) == parse_kronor("996 000")


def test_the_namesake_and_the_family_have_nothing_to_distribute():
    assert ATTACHED["7"] == ATTACHED["8"] == 0
    assert not {"7", "8"} & {sale.reference for sale in SOLD}


def test_forfeited_watches_pay_the_victim_from_the_state_and_the_bank_nothing():
    forfeited = compensate(BOJSTEN_RECEIVED, BOJSTEN, on=ON)
    assert [(paid.creditor, paid.amount) for paid in forfeited.compensations] == [
        ("Borgenär victim", parse_kronor("76 400"))
    ]
    assert forfeited.kept == parse_kronor("14 600")


def test_the_seasons_totals():
    done = [distribute(sale, on=ON) for sale in SOLD]
    lien = done[2].paid("salvor")
    assert sum(sale.pot for sale in SOLD) == parse_kronor("705 500,00")
    assert sum(one.sum_of(StepKind.COST) for one in done) == parse_kronor("54 300,00")
    assert lien == parse_kronor("18 500,00")
    assert sum(one.sum_of(StepKind.REPLACEMENT) for one in done) == parse_kronor("4 000,00")
    assert sum(one.sum_of(StepKind.PAID) for one in done) - lien == parse_kronor("628 700,00")


def paid_to(kind, done):
    return sum(done.paid(claim.reference) for claim in done.sale.claims if claim.kind is kind)


def test_508_006_12_reached_victims():
    by_attachment = sum(paid_to(VICTIM, distribute(sale, on=ON)) for sale in SOLD)
    by_the_state = sum(
        paid.amount for paid in compensate(BOJSTEN_RECEIVED, BOJSTEN, on=ON).compensations
    )
    assert by_attachment == parse_kronor("431 606,12")
    assert round(by_attachment / parse_kronor("628 700") * 100, 1) == 68.7
    assert by_attachment + by_the_state == parse_kronor("508 006,12")


def test_what_the_state_gets_by_recourse_is_not_counted_as_victims():
    done = distribute(SKVALPHOLM, on=ON)
    assert paid_to(ClaimKind.STATE_REGRESS, done) == parse_kronor("29 970,36")
    assert paid_to(VICTIM, done) == parse_kronor("92 158,85")


def test_interest_before_capital_for_the_victim():
    step = next(step for step in distribute(SKVALPHOLM, on=ON).steps if step.claim == "victim")
    assert [(part.kind.value, part.amount) for part in step.parts] == [
        ("interest", parse_kronor("34 500")),
        ("capital", parse_kronor("57 658,85")),
    ]
