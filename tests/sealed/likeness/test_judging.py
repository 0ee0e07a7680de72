"""Judging hits: the right row first, calibrated by the scheme, with reasons that are true."""

from dataclasses import replace

import numpy as np
import pytest

from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness import Hit, Scheme, judge, keys_of, label_of, sentence, train
from samverkan.sealed.likeness.comparison import COMPONENTS
from samverkan.sealed.likeness.reasons import Reason
from samverkan.sealed.likeness.wording import _words
from tests.sealed.likeness.people import columns, people

PEOPLE = people(1_500)
SCHEME = Scheme.from_json(train(columns(PEOPLE), random=np.random.default_rng(3)).to_json())
PACK: dict = {}
for number, person in enumerate(PEOPLE):
    for key in keys_of(person, SCHEME):
        PACK.setdefault(key, []).append(label_of(person, SCHEME, number))


def asked(person):
    hits = [
        Hit(key.family, label) for key in keys_of(person, SCHEME) for label in PACK.get(key, ())
    ]
    return judge(person, hits, SCHEME)


def test_the_person_herself_comes_first_and_all_fields_agree():
    for row in (3, 70, 901):
        best = asked(PEOPLE[row])[0]
        assert (best.row, best.probability > 0.99) == (row, True)
        assert {reason.level for reason in best.reasons} == {"same"}


def test_a_misspelt_person_is_found_and_it_is_said_what_differs():
    person = replace(PEOPLE[12], given="q" + PEOPLE[12].given[2:])
    best = asked(person)[0]
    assert best.row == 12
    said = sentence(best.reasons, "en")
    assert "surname" in said
    assert said.endswith("the first name does not") or "first name" in said


def test_swapped_names_are_seen():
    person = replace(PEOPLE[40], given=PEOPLE[40].surname, surname=PEOPLE[40].given)
    best = asked(person)[0]
    assert best.row == 40
    assert best.reasons[0] == Reason("names", "swapped")


def test_a_stranger_is_not_a_probable_candidate():
    strangers = people(200, seed=99)
    probable = [one for person in strangers for one in asked(person) if one.probability > 0.9]
    assert len(probable) <= 2


def test_more_agreement_is_never_less_probable():
    person = PEOPLE[77]
    worse = replace(person, birth=person.birth[:6] + ("11" if person.birth[6:] != "11" else "12"))
    rows = {one.row: one.probability for one in asked(worse)}
    assert rows.get(77, 0.0) <= asked(person)[0].probability


def test_the_sentence_of_the_task():
    reasons = (Reason("given", "differs"), Reason("surname", "first4"), Reason("birth", "same"))
    assert sentence(reasons, "en") == (
        "the first four letters of the surname and birth date agree; the first name does not"
    )
    assert sentence(reasons, "sv") == (
        "efternamnets fyra första bokstäver och födelsedatum stämmer; förnamnet stämmer inte"
    )
    assert sentence((), "sv") == "ingenting kan jämföras"
    assert sentence((Reason("surname", "first4"),), "en").endswith("agree")
    assert sentence((Reason("surname", "same"),), "en") == "surname agrees"


def test_every_level_of_every_field_has_its_words():
    for components in COMPONENTS.values():
        for one in components:
            for level in set(one.levels) - {"missing", "only_year_differs"}:
                assert set(_words()[one.name][level]) >= {"sv", "en"}


def test_labels_that_contradict_each_other_are_refused():
    person = PEOPLE[5]
    key = keys_of(person, SCHEME)[0]
    label = label_of(person, SCHEME, 5)
    other = label[:-1] + bytes([label[-1] ^ 1])
    with pytest.raises(TheirFault):
        judge(person, [Hit(key.family, label), Hit(key.family, other)], SCHEME)
    with pytest.raises(TheirFault):
        judge(person, [Hit(key.family, label[:-1])], SCHEME)
    with pytest.raises(TheirFault):
        judge(person, [Hit("zz", label)], SCHEME)


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.replace("samverkan/likeness/v1", "samverkan/likeness/v9"),
        lambda said: said.replace('"families"', '"famili"'),
        lambda said: said.replace('"kind": "person"', '"kind": "planet"'),
        lambda said: said[:200],
        lambda said: said[:0] + "[]",
    ],
)
def test_a_scheme_that_breaks_its_form_is_refused(change):
    with pytest.raises(TheirFault):
        Scheme.from_json(change(SCHEME.to_json()))
