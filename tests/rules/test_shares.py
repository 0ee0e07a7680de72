from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.shares import Share, Stake, by_rank, without_small

stakes = st.lists(
    st.builds(
        Stake,
        st.tuples(st.integers(1, 3), st.integers(1, 2)),
        st.integers(0, 10**8),
        st.booleans(),
    ),
    max_size=8,
)
pots = st.integers(0, 3 * 10**8)
LEAST = 10000


def amounts(shares):
    return [share.amount for share in shares]


def test_ranks_are_paid_one_after_another():
    given_ = [Stake((2, 1), 700), Stake((1, 1), 500), Stake((1, 2), 100)]
    assert amounts(by_rank(400, given_)) == [0, 400, 0]
    assert amounts(by_rank(650, given_)) == [50, 500, 100]
    assert amounts(by_rank(2000, given_)) == [700, 500, 100]


def test_a_rank_shares_in_proportion_and_says_of_what():
    first, second = by_rank(100, [Stake((1,), 200), Stake((1,), 100)])
    assert first == Share(amount=67, stake=200, available=100, claimed=300)
    assert first.exact == Fraction(200, 3)
    assert (second.amount, second.full) == (33, False)


def test_a_full_share_is_exact():
    (share,) = by_rank(100, [Stake((1,), 60)])
    assert (share.full, share.exact, share.available) == (True, 60, 100)


def test_a_pot_that_just_covers_a_rank_pays_it_in_full():
    assert all(share.full for share in by_rank(300, [Stake((1,), 200), Stake((1,), 100)]))
    assert by_rank(300, [Stake((1,), 200), Stake((1,), 100)])[0].exact == 200


def test_a_small_share_goes_to_the_others():
    divided = without_small(58000, [Stake((1,), 96000, True), Stake((1,), 10000, True)], least=6000)
    assert amounts(divided.shares) == [58000, 0]
    assert divided.yielded == ((1, Share(5472, 10000, 58000, 106000)),)


def test_a_share_of_exactly_the_limit_is_paid():
    both = [Stake((1,), 30000, True), Stake((1,), 20000, True)]
    assert amounts(without_small(25000, both, least=10000).shares) == [15000, 10000]
    assert amounts(without_small(25000, both, least=10001).shares) == [25000, 0]


def test_what_the_others_cannot_use_comes_back():
    both = [Stake((1,), 30000, True), Stake((1,), 9000, True)]
    assert amounts(without_small(38000, both, least=10000).shares) == [30000, 8000]


def test_when_all_shares_are_small_they_stay():
    both = [Stake((1,), 9000, True), Stake((1,), 9000, True)]
    assert amounts(without_small(15000, both, least=10000).shares) == [7500, 7500]


def test_special_reasons_keep_a_small_share():
    both = [Stake((1,), 96000, True), Stake((1,), 10000, False)]
    divided = without_small(58000, both, least=6000)
    assert (amounts(divided.shares), divided.yielded) == ([52528, 5472], ())


def test_a_later_rank_that_gets_too_little_gives_it_back():
    three = [Stake((1,), 50000, True), Stake((1,), 6000, True), Stake((2,), 99000, True)]
    # The second yields its 6 000 to the third, which is small with it and yields in its turn.
    assert amounts(without_small(56000, three, least=10000).shares) == [50000, 6000, 0]


def test_small_shares_paid_in_full_give_way_to_a_later_rank_that_got_nothing():
    four = [Stake((1,), 50000), Stake((1,), 9000, True), Stake((1,), 9000, True)]
    later = Stake((2,), 99000, True)
    assert amounts(without_small(68000, [*four, later], least=10000).shares) == [50000, 0, 0, 18000]


def test_a_stake_does_not_yield_unless_it_says_so():
    assert amounts(without_small(100, [Stake((1,), 50), Stake((1,), 90)], least=99).shares) == [
        36,
        64,
    ]


def test_nothing_to_divide_and_nobody():
    assert without_small(0, [Stake((1,), 5, True)], least=LEAST).total == 0
    assert without_small(500, [], least=LEAST).shares == ()


@given(pots, stakes)
def test_nobody_gets_more_than_the_stake_and_nothing_is_left_while_one_is_unpaid(pot, given_):
    divided = without_small(pot, given_, least=LEAST)
    for share, stake in zip(divided.shares, given_, strict=True):
        assert 0 <= share.amount <= stake.amount
    assert divided.total == min(pot, sum(stake.amount for stake in given_))


@given(pots, stakes)
def test_a_later_rank_gets_only_what_the_earlier_leave(pot, given_):
    shares = by_rank(pot, given_)
    for share, stake in zip(shares, given_, strict=True):
        if share.amount:
            assert all(
                other.full
                for other, before in zip(shares, given_, strict=True)
                if before.rank < stake.rank
            )


@given(pots, stakes)
def test_each_share_is_within_an_ore_of_its_exact_amount(pot, given_):
    assert all(abs(share.amount - share.exact) < 1 for share in by_rank(pot, given_))


@given(pots, st.integers(1, 10**6), st.integers(1, 9), st.booleans())
def test_equal_stakes_get_the_same_but_for_an_ore(pot, amount, how_many, yields):
    got = amounts(without_small(pot, [Stake((1,), amount, yields)] * how_many, least=LEAST).shares)
    assert max(got) - min(got) <= 1


@given(pots, stakes)
def test_a_payment_under_the_limit_is_left_only_where_no_one_else_could_use_it(pot, given_):
    divided = without_small(pot, given_, least=LEAST)
    small = [
        s for s, g in zip(divided.shares, given_, strict=True) if g.yields and 0 < s.amount < LEAST
    ]
    others = [
        s for place, s in enumerate(divided.shares) if place not in {p for p, _ in divided.yielded}
    ]
    if small:
        assert all(share.full for share in others)


@given(pots, st.integers(0, 10**6), stakes)
def test_more_money_takes_at_most_an_ore_from_anyone_in_a_rank(pot, more, given_):
    before, after = by_rank(pot, given_), by_rank(pot + more, given_)
    assert all(b.amount - 1 <= a.amount for b, a in zip(before, after, strict=True))
