"""One spelling for names that are written in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.sealed.likeness import fields
from samverkan.sealed.likeness.normal import NORMAL
from samverkan.sealed.likeness.spelling import blank, fold, sound, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åkesson", "Aakesson"),
        ("Öberg", "Oeberg"),
        ("Öberg", "Ø berg".replace(" ", "")),
        ("Åström", "Astrom"),
        ("Filip", "Philip"),
        ("Fredrick", "Fredrik"),
        ("Wiktor", "Viktor"),
        ("Nilsson", "Nilson"),
        ("André", "Andre"),
        ("von Essen", "Essen"),
        ("al-Khalil", "Khalil"),
        ("O'Neill", "ONeill"),
        ("Müller", "Mueller"),
        ("Петров", "Petrov"),
        ("Γεωργίου", "Georgioy"),
    ],
)
def test_two_ways_to_write_a_surname_are_one(one, other):
    assert fields.surname(one) == fields.surname(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "Muhamad"),
        ("Hussein", "Hossain"),
        ("Yusuf", "Youssef"),
        ("Tchaikovski", "Tjajkovskij"),
        ("Alexander", "Aleksandr"),
        ("Yevgeny", "Evgenij"),
        ("Dzhokhar", "Djokar"),
        ("Christina", "Kristina"),
    ],
)
def test_two_romanisations_sound_alike(one, other):
    assert sound(fold(words(one)[0])) == sound(fold(words(other)[0]))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anders", "Andreas"), ("Berg", "Borg"), ("Lindqvist", "Lindgren"), ("Ek", "Eklund")],
)
def test_two_names_stay_two(one, other):
    assert fields.surname(one) != fields.surname(other)


def test_a_company_is_its_words_without_its_form():
    written = ["Skärgårds Varv AB", "AB Skärgårds Varv", "Skargards Varv Aktiebolag (publ)"]
    assert len({fields.company(name) for name in written}) == 1
    assert fields.company("S.A. Varvet S.R.L.") == "varvet"
    assert fields.company("AB") == "ab"


@pytest.mark.parametrize("text", ["", " ", "-", "N/A", "okänd", "NULL", "???", "Unknown"])
def test_what_says_nothing_is_missing(text):
    assert blank(text)
    assert {normal(text) for normal in NORMAL.values()} == {""}


@given(st.sampled_from(sorted(NORMAL)), st.text(max_size=30))
def test_a_normal_form_stays_as_it_is(field, text):
    once = NORMAL[field](text)
    assert NORMAL[field](once) == once
