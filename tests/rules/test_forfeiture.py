from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.forfeiture import compensate
from tests.rules.season_sales import BANK, TAX, VICTIM, claim

ON = date(2025, 11, 3)


def test_the_state_pays_at_most_what_it_received():
    done = compensate(5000000, [claim("v", VICTIM, "76 400")], on=ON)
    assert ([paid.amount for paid in done.compensations], done.kept) == ([5000000], 0)
    assert done.compensations[0].citation == "BrB 36:21-22"


def test_a_victim_counts_with_interest():
    done = compensate(9100000, [claim("v", VICTIM, "76 400", "600")], on=ON)
    assert (done.compensations[0].amount, done.kept) == (7700000, 1400000)


def test_attached_creditors_who_are_no_victims_get_nothing():
    done = compensate(9100000, [claim("b", BANK, "100"), claim("t", TAX, "100")], on=ON)
    assert (done.compensations, done.kept) == ((), 9100000)


def test_two_victims_share_in_proportion():
    done = compensate(
        300, [claim("a", VICTIM, "4"), claim("x", BANK, "9"), claim("b", VICTIM, "2")], on=ON
    )
    assert [(paid.claim, paid.amount) for paid in done.compensations] == [("a", 200), ("b", 100)]


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), max_size=5))
def test_what_is_paid_and_kept_is_all_of_it(received, capitals):
    claims = [claim(str(place), VICTIM, str(kr)) for place, kr in enumerate(capitals)]
    done = compensate(received, claims, on=ON)
    assert done.kept >= 0
    assert done.kept == max(received - sum(capitals) * 100, 0)
