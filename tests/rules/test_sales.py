from dataclasses import replace
from datetime import date

import pytest

from samverkan.rules.claims import Standing
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.sales import Lien, Method, PlannedSale, Suit, may_accept, may_pay_out, may_sell

SALE_ON = date(2025, 8, 20)
WATCH = PlannedSale(method=Method.AUCTION, sale_on=SALE_ON, announced_on=date(2025, 8, 13))
BOAT = replace(WATCH, vessel=True, lien=Lien.UNCERTAIN, announced_on=date(2025, 8, 6))


def refused(planned, **change):
    with pytest.raises(NotAllowed) as refusal:
        may_sell(replace(planned, **change))
    return refusal.value.key, refusal.value.section


def allowed(planned, **change):
    assert may_sell(replace(planned, **change)) is None


def test_a_watch_is_announced_a_week_before():
    allowed(WATCH)
    assert refused(WATCH, announced_on=date(2025, 8, 14)) == ("sales.notice_too_short", "UF 9:9")
    assert refused(WATCH, announced_on=None) == ("sales.not_announced", "UB 9:2; UF 9:9")


def test_the_refusal_names_the_last_day():
    with pytest.raises(NotAllowed, match="the last day was 2025-08-06"):
        may_sell(replace(BOAT, announced_on=date(2025, 8, 7)))


@pytest.mark.parametrize("lien", [Lien.UNCERTAIN, Lien.CLAIMANT_KNOWN])
def test_a_boat_is_announced_two_weeks_before_unless_there_is_obviously_no_lien(lien):
    allowed(BOAT, lien=lien)
    late = {"lien": lien, "announced_on": date(2025, 8, 7)}
    assert refused(BOAT, **late) == ("sales.notice_too_short", "UF 9:9 3 st")
    allowed(BOAT, lien=Lien.OBVIOUSLY_NONE, announced_on=date(2025, 8, 13))


def test_an_uncertain_lien_is_about_vessels_only():
    allowed(WATCH, lien=Lien.UNCERTAIN)
    allowed(WATCH, lien=Lien.UNCERTAIN, method=Method.PRIVATE_TREATY)


def test_a_boat_with_a_hidden_lien_is_not_sold_by_private_treaty():
    private = replace(BOAT, method=Method.PRIVATE_TREATY, announced_on=None)
    assert refused(private) == ("sales.hidden_lien", "UB 9:8 3 st")
    allowed(private, lien=Lien.CLAIMANT_KNOWN)
    allowed(private, lien=Lien.OBVIOUSLY_NONE)


@pytest.mark.parametrize(
    ("suit", "key"),
    [(Suit.PENDING, "sales.suit_pending"), (Suit.TIME_RUNS, "sales.suit_time_runs")],
)
def test_the_brothers_suit_makes_the_sale_wait(suit, key):
    assert refused(BOAT, suit=suit) == (key, "UB 8:5")
    for ground in ("third_party_consents", "suit_immaterial", "perishable"):
        allowed(BOAT, suit=suit, **{ground: True})


def test_valuable_movables_wait_for_a_final_title():
    early = {"title_final": False, "valuable": True}
    assert refused(WATCH, **early) == ("sales.title_not_final", "UB 8:4")
    allowed(WATCH, **early, debtor_consents=True)
    allowed(WATCH, **early, perishable=True)
    allowed(WATCH, title_final=False)
    allowed(WATCH, valuable=True)


def test_a_contested_title_makes_any_thing_wait():
    assert refused(WATCH, contested_title=True) == ("sales.title_not_final", "UB 8:4")
    allowed(WATCH, contested_title=True, debtor_consents=True)
    allowed(WATCH, contested_title=True, perishable=True)


def test_a_thing_with_a_replacement_sum_needs_a_lowest_price():
    assert refused(WATCH, replacement=True) == ("sales.no_lowest_price", "UF 9:6")
    allowed(WATCH, replacement=True, lowest_price=0)
    allowed(WATCH, replacement=True, lowest_price=5000000)


def test_a_thing_on_instalments_is_sold_if_the_seller_is_covered():
    assert refused(WATCH, credit_covered=False) == ("sales.credit_not_covered", "UB 9:10")
    allowed(WATCH, credit_covered=True)


def accept(bid, *, lowest=None, higher=False, agree=False):
    may_accept(bid, replace(WATCH, lowest_price=lowest), higher_probable=higher, all_agree=agree)


def test_a_bid_is_refused_if_a_considerably_higher_price_is_probable():
    accept(100)
    accept(100, higher=True, agree=True)
    with pytest.raises(NotAllowed, match=r"considerably higher") as refusal:
        accept(100, higher=True)
    assert refusal.value.section == "UB 9:4"


def test_the_lowest_price_binds_even_if_all_agree():
    accept(5000000, lowest=5000000)
    with pytest.raises(NotAllowed, match="below the lowest price") as refusal:
        accept(4999999, lowest=5000000, agree=True)
    assert refusal.value.section == "UF 9:6"


PAYMENT = {
    "standing": Standing.SETTLED,
    "title_final": True,
    "distribution_final": True,
    "security": False,
    "prepared_by": "KFM/anna.ek",
    "approved_by": "KFM/bo.al",
}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title_final": False, "security": True},
        {"distribution_final": False, "security": True},
    ],
)
def test_two_persons_pay_out(change):
    assert may_pay_out(**PAYMENT | change) is None


@pytest.mark.parametrize(
    ("change", "key", "section"),
    [
        ({"approved_by": "KFM/anna.ek"}, "people.two_persons", ""),
        ({"standing": Standing.DISPUTED}, "sales.set_aside", "UB 13:7"),
        ({"standing": Standing.CONDITIONAL, "security": True}, "sales.set_aside", "UB 13:7"),
        ({"title_final": False}, "sales.needs_security", "UB 13:14"),
        ({"distribution_final": False}, "sales.needs_security", "UB 13:14"),
    ],
)
def test_what_is_not_paid_out(change, key, section):
    with pytest.raises(NotAllowed) as refusal:
        may_pay_out(**PAYMENT | change)
    assert (refusal.value.key, refusal.value.section) == (key, section)
