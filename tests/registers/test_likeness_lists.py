"""A list's likeness under seal: keys within the limit, and a scheme that names nobody."""

from __future__ import annotations

import re

import pytest

from samverkan.registers.likeness_lists import (
    LABEL,
    LEAST,
    keys,
    scheme_of,
    sealed_likeness,
    subject,
)
from samverkan.sealed.errors import Misuse
from samverkan.sealed.likeness.families import MOST_KEYS

LISTED = tuple(
    (
        "craft",
        {"hull": f"SEZZN{39004 + 811 * n}H323", "engine": f"ZZM{300922 + n}", "make": "Spant"},
    )
    for n in range(LEAST)
)
NADJA = ("person", {"given": "Nadja", "surname": "Farledin", "birth": "1988-06-14"})
PERSONS = (
    NADJA,
    *(
        (
            "person",
            {"given": f"Bo{chr(97 + n)}", "surname": f"Ek{chr(97 + n)}", "birth": f"19{60 + n}"},
        )
        for n in range(LEAST - 1)
    ),
)
RANDOM = bytes(range(32))
SECRET = bytes(range(32, 64))


def test_each_subject_has_at_most_sixteen_rows_and_one_number():
    sealed = sealed_likeness(LISTED + PERSONS, random=RANDOM, secret=SECRET)
    assert set(sealed.schemes) == {"craft", "person"}
    numbers = {label[:4] for _, label in sealed.rows}
    assert len(numbers) == 2 * LEAST
    for number in numbers:
        labels = [label for _, label in sealed.rows if label[:4] == number]
        assert 1 <= len(labels) <= MOST_KEYS
        assert {len(label) for label in labels} == {LABEL}


def test_a_scheme_gives_the_length_rounded_up_and_no_value():
    sealed = sealed_likeness(LISTED + PERSONS, random=RANDOM, secret=SECRET)
    for kind, text in sealed.schemes.items():
        assert scheme_of(sealed.schemes, kind).rows == 64
        words = " ".join(re.findall(r'"([^"]*)"', text)).lower()
        for word in ("nadja", "farledin", "1988", "zzm", "spant"):
            assert word not in words


def test_a_scheme_does_not_tell_which_names_are_common_on_a_list():
    family = [("person", {**PERSONS[0][1], "birth": f"19{year}-06-14"}) for year in range(60, 80)]
    scheme = scheme_of(sealed_likeness(family, random=RANDOM, secret=SECRET).schemes, "person")
    assert scheme.weights.frequencies == {}


def test_the_numbers_of_rows_are_drawn_anew():
    one = sealed_likeness(PERSONS, random=RANDOM, secret=SECRET)
    two = sealed_likeness(PERSONS, random=RANDOM[::-1], secret=SECRET)
    assert one.rows[0][1][:4] != two.rows[0][1][:4]


def test_a_number_tells_neither_where_a_row_stood_nor_who_stands_beside_it():
    twice = (*PERSONS, NADJA)
    drawn = [
        {label[:4] for _, label in sealed_likeness(rows, random=RANDOM, secret=SECRET).rows}
        for rows in (twice, twice[::-1])
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == len(twice)


def test_row_numbers_need_secret_bytes_enough():
    with pytest.raises(Misuse, match="32 or more"):
        sealed_likeness(PERSONS, random=RANDOM[:31], secret=SECRET)


def test_an_asker_makes_the_keys_that_the_holder_sealed():
    sealed = sealed_likeness(PERSONS, random=RANDOM, secret=SECRET)
    scheme = scheme_of(sealed.schemes, "person")
    asked = keys(subject(*NADJA), scheme)
    number = sealed.rows[0][1][:4]
    own = [value for value, label in sealed.rows if label[:4] == number]
    assert [key.value for key in asked] == own


def test_a_scheme_that_cannot_be_read_is_none():
    assert scheme_of({}, "person") is None
    assert scheme_of({"person": "{}"}, "person") is None
    text = sealed_likeness(PERSONS, random=RANDOM, secret=SECRET).schemes["person"]
    assert scheme_of({"craft": text}, "craft") is None


def test_a_list_too_short_to_learn_from_has_no_likeness():
    sealed = sealed_likeness(PERSONS[1:] + LISTED, random=RANDOM, secret=SECRET)
    assert set(sealed.schemes) == {"craft"}


def test_the_same_list_keeps_its_scheme():
    one = sealed_likeness(PERSONS, random=RANDOM, secret=SECRET)
    two = sealed_likeness(PERSONS, random=RANDOM[::-1], secret=SECRET)
    assert one.schemes == two.schemes


def test_without_the_holders_secret_nobody_makes_the_scheme_of_a_list_he_guessed():
    one = sealed_likeness(PERSONS, random=RANDOM, secret=SECRET)
    two = sealed_likeness(PERSONS, random=RANDOM, secret=RANDOM)
    assert one.schemes != two.schemes
