"""Twins and sister companies are not taken for one where there are such; else nothing is lost."""

from dataclasses import replace

import numpy as np

from samverkan.sealed.likeness import (
    Columns,
    Company,
    Hit,
    Scheme,
    judge,
    keys_of,
    label_of,
    train,
)
from samverkan.sealed.likeness.choosing import LEAK_OF_ALL
from samverkan.sealed.likeness.evidence import Kin
from tests.sealed.likeness.people import columns, people

PEOPLE = people(1_200)
OTHERS = people(120, seed=8)
TWINS = [replace(one, given=two.given) for one, two in zip(PEOPLE, OTHERS, strict=False)]


def trained(persons) -> Scheme:
    return train(columns(persons), random=np.random.default_rng(3))


def judged(asked, row, scheme):
    hits = [
        Hit(key.family, label_of(row, scheme, 1))
        for key in keys_of(asked, scheme)
        if key in keys_of(row, scheme)
    ]
    found = judge(asked, hits, scheme, listed=0.1)
    return found[0].probability if found else 0.0


def test_a_register_with_twins_says_so_and_one_without_does_not():
    plain, twinned = trained(PEOPLE), trained(PEOPLE + TWINS)
    each = 2 * len(TWINS) / twinned.rows
    assert 0.7 * each < twinned.weights.kin.twins * twinned.rows < 1.3 * each
    assert plain.weights.kin.twins * plain.rows < 0.005


def test_rows_listed_twice_with_slips_are_no_twins():
    slips = [replace(one, given=one.given[:-1] + "x") for one in PEOPLE[:40]]
    scheme = trained(PEOPLE + slips + PEOPLE[40:160])
    assert scheme.weights.kin.twins * scheme.rows < 0.25 * 2 * len(slips) / scheme.rows


def test_a_twin_is_doubted_where_there_are_twins():
    scheme = trained(PEOPLE + TWINS)
    without = replace(scheme, weights=replace(scheme.weights, kin=Kin()))
    listed = PEOPLE[500]
    twin = replace(listed, given=OTHERS[7].given)
    assert judged(twin, listed, scheme) < 0.9 * judged(twin, listed, without)
    assert judged(listed, listed, scheme) > 0.99


def test_a_sister_company_is_doubted():
    rng = np.random.default_rng(5)
    words = [a + b for a in ("berg", "lind", "sand", "holm") for b in ("vik", "dal", "fors", "ek")]
    trades = ("bygg", "transport", "marin", "data", "invest", "skog")

    def one(first, trade, place):
        return Company.of(
            company=f"{first} {trade} AB", street=f"{words[place % 16]}gatan", house=str(place)
        )

    drawn = [
        (f"{words[rng.integers(16)]}{words[rng.integers(16)]}", int(rng.integers(6)), n)
        for n in range(1, 900)
    ]
    firms = [one(first, trades[trade], place) for first, trade, place in drawn]
    sisters = [one(first, trades[trade - 1], place) for first, trade, place in drawn[:200]]
    scheme = train(Columns.of("company", firms + sisters, b"x"), random=rng)
    assert 0.1 < scheme.weights.kin.family * scheme.rows < 0.6
    asked = one(drawn[500][0], trades[drawn[500][1] - 1], drawn[500][2])
    without = replace(scheme, weights=replace(scheme.weights, kin=Kin()))
    assert judged(asked, firms[500], scheme) < 0.9 * judged(asked, firms[500], without)
    assert judged(firms[500], firms[500], scheme) > 0.9


def test_a_scheme_opens_no_more_strangers_than_the_limit():
    for scheme in (trained(PEOPLE), trained(PEOPLE + TWINS)):
        assert 0 < sum(scheme.leaks) <= LEAK_OF_ALL == 1.0


FAMILIES = [
    replace(one, given=PEOPLE[n - 1].given, birth=PEOPLE[n - 1].birth)
    for n, one in enumerate(PEOPLE[:400])
]


def test_families_of_one_home_are_counted():
    scheme = trained(PEOPLE + FAMILIES)
    each = 2 * len(FAMILIES) / scheme.rows
    assert 0.7 * each < scheme.weights.kin.family * scheme.rows < 1.5 * each


def test_a_twin_whose_names_changed_places_is_doubted():
    listed = PEOPLE[500]
    twin = replace(listed, given=listed.surname, surname=OTHERS[7].given)
    assert judged(twin, listed, trained(PEOPLE + TWINS)) < 0.25
