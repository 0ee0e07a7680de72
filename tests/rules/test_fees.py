from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.claims import ClaimKind, Priority
from samverkan.rules.fees import basic_fee, common_fees, sales_fee, special_fee
from samverkan.rules.money import parse_kronor
from samverkan.rules.proceeds import Lot, SpecialCost
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load, one
from tests.rules.season_sales import BANK, VICTIM, claim, sale

ON = date(2025, 8, 29)


def cases(row_id):
    (row,) = [row for row in load("fees") if row["id"] == row_id]
    return row["case"]


@pytest.mark.parametrize("case", [*cases("sales"), *cases("exemption")], ids=str)
def test_the_tables_own_cases_of_the_sales_fee(case):
    lot = Lot("båt", parse_kronor(case["price"]))
    fee = sales_fee(lot, map(ClaimKind, case["kinds"]), on=ON)
    assert fee.amount == parse_kronor(case["fee"])


@pytest.mark.parametrize("case", cases("sales-through-other"), ids=str)
def test_no_sales_fee_when_somebody_else_sold(case):
    lot = Lot("båt", parse_kronor(case["price"]), through_other=True)
    fee = sales_fee(lot, map(ClaimKind, case["kinds"]), on=ON)
    assert fee.amount == parse_kronor(case["fee"])
    assert fee.citation == "1992:1094 10 § 2; UF 9:3"


@pytest.mark.parametrize("case", [*cases("special"), *cases("never-special")], ids=str)
def test_what_a_special_fee_is_taken_for(case):
    cost = SpecialCost(case["kind"], "åtgärden", 344000)
    if case["charged"]:
        fee = special_fee(cost, on=ON)
        assert (fee.amount, fee.citation) == (344000, "1992:1094 13 §")
    else:
        with pytest.raises(NotAllowed, match="No special fee may be taken for åtgärden"):
            special_fee(cost, on=ON)


@pytest.mark.parametrize("kind", one("fees", "never-special", ON)["never"])
def test_14_section_things_are_never_charged(kind):
    with pytest.raises(NotAllowed) as refusal:
        special_fee(SpecialCost(kind, "den", 1), on=ON)
    assert refusal.value.section == "1992:1094 14 §"


def test_a_cost_of_no_known_kind_is_refused_by_naming_those_known():
    with pytest.raises(NotAllowed, match=r"lunch.*transport, storage, expert"):
        special_fee(SpecialCost("lunch", "mat", 1), on=ON)


@pytest.mark.parametrize("case", cases("basic"), ids=str)
def test_the_basic_fee(case):
    assert basic_fee(ClaimKind(case["kind"]), on=ON) == case["kronor"] * 100


def test_a_victim_pays_no_basic_fee_but_the_states_recourse_does():
    assert basic_fee(ClaimKind.VICTIM_DAMAGES, on=ON) == 0
    assert basic_fee(ClaimKind.STATE_REGRESS, on=ON) == 60000


def test_a_sale_with_no_applicant_at_all_is_not_exempt():
    assert sales_fee(Lot("båt", 10000), [], on=ON).amount == 400


def test_a_fee_that_is_not_whole_ore_is_rounded_down():
    assert sales_fee(Lot("båt", 10024), [BANK], on=ON).amount == 400
    assert sales_fee(Lot("båt", 10025), [BANK], on=ON).amount == 401


@given(st.integers(0, 10**12))
def test_the_fee_is_at_most_four_per_cent_and_within_an_ore_of_it(price):
    amount = sales_fee(Lot("båt", price), [BANK], on=ON).amount
    assert 100 * amount <= 4 * price < 100 * (amount + 1)


def test_a_lien_creditor_is_no_applicant():
    lien = claim("lien", ClaimKind.OTHER, "1 000", priority=Priority.MARITIME_LIEN)
    sold = sale("x", [("båt", "10 000")], "1 000", claim("victim", VICTIM, "5 000"), lien)
    assert [fee.rule for fee in common_fees(sold, on=ON)] == [
        "fees.sales_only_victims",
        "fees.special",
    ]


def test_the_fee_is_taken_of_each_price():
    sold = sale("x", [("ur", "0,24"), ("båt", "0,26")], "0", claim("bank", BANK, "5 000"))
    assert [fee.amount for fee in common_fees(sold, on=ON)] == [0, 1, 0]
