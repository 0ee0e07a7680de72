"""A list's likeness under seal: keys within the limit, and a scheme that names nobody."""

from __future__ import annotations

import re

from samverkan.registers.likeness_lists import LABEL, keys, scheme_of, sealed_likeness, subject
from samverkan.sealed.likeness.families import MOST_KEYS

LISTED = tuple(
    (
        "craft",
        {"hull": f"SEZZN{39004 + 811 * n}H323", "engine": f"ZZM{300922 + n}", "make": "Spant"},
    )
    for n in range(5)
)
PERSONS = (("person", {"given": "Nadja", "surname": "Farledin", "birth": "1988-06-14"}),)
RANDOM = bytes(range(32))


def test_each_subject_has_at_most_sixteen_rows_and_one_number():
    sealed = sealed_likeness(LISTED + PERSONS, random=RANDOM)
    assert set(sealed.schemes) == {"craft", "person"}
    numbers = {label[:4] for _, label in sealed.rows}
    assert len(numbers) == 6
    for number in numbers:
        labels = [label for _, label in sealed.rows if label[:4] == number]
        assert 1 <= len(labels) <= MOST_KEYS
        assert {len(label) for label in labels} == {LABEL}


def test_a_scheme_gives_the_length_rounded_up_and_no_value():
    sealed = sealed_likeness(LISTED + PERSONS, random=RANDOM)
    for kind, text in sealed.schemes.items():
        assert scheme_of(sealed.schemes, kind).rows == 64
        words = " ".join(re.findall(r'"([^"]*)"', text)).lower()
        for word in ("nadja", "farledin", "1988", "zzm", "spant"):
            assert word not in words


def test_a_scheme_does_not_tell_which_names_are_common_on_a_list():
    family = [("person", {**PERSONS[0][1], "birth": f"19{year}-06-14"}) for year in range(60, 80)]
    scheme = scheme_of(sealed_likeness(family, random=RANDOM).schemes, "person")
    assert scheme.weights.frequencies == {}


def test_the_numbers_of_rows_are_drawn_anew():
    one = sealed_likeness(PERSONS, random=RANDOM)
    two = sealed_likeness(PERSONS, random=RANDOM[::-1])
    assert one.rows[0][1][:4] != two.rows[0][1][:4]


def test_an_asker_makes_the_keys_that_the_holder_sealed():
    sealed = sealed_likeness(PERSONS, random=RANDOM)
    scheme = scheme_of(sealed.schemes, "person")
    asked = keys(subject(*PERSONS[0]), scheme)
    assert [key.value for key in asked] == [value for value, _ in sealed.rows]


def test_a_scheme_that_cannot_be_read_is_none():
    assert scheme_of({}, "person") is None
    assert scheme_of({"person": "{}"}, "person") is None
    text = sealed_likeness(PERSONS, random=RANDOM).schemes["person"]
    assert scheme_of({"craft": text}, "craft") is None
