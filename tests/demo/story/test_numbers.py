"""Fictional personal numbers and the persons who have them."""

import csv
from datetime import date

import pytest

from samverkan.demo.story.numbers import is_fictional, personal_number
from samverkan.demo.story.persons import SHARES, named, strangers
from samverkan.rules import personal_numbers


def test_the_official_test_number_comes_out():
    assert personal_number(date(1890, 1, 1), 980) == "189001019802"


@pytest.mark.parametrize("serial", [979, 1000, 1])
def test_a_serial_that_may_belong_to_somebody_is_refused(serial):
    with pytest.raises(ValueError, match="use 980-999"):
        personal_number(date(2000, 1, 1), serial)


@pytest.mark.parametrize(
    "number",
    [
        "200001019803",
        "200002309801",
        "20000101980",
        "2000010198\u06602",
        "200001010006",
        "201509160006",
    ],
)
def test_what_is_no_fictional_number(number):
    assert not is_fictional(number)


def everybody():
    return [*named().values(), *(person for part in SHARES for person in strangers(part))]


def test_everybody_is_fictional_and_nobody_shares_a_number():
    numbers = [person.number for person in everybody()]
    assert all(is_fictional(number) for number in numbers)
    assert len(set(numbers)) == len(numbers) > 20_000
    assert {part: len(strangers(part)) for part in SHARES} == SHARES


def test_the_rules_read_the_numbers_as_they_stand():
    for person in named().values():
        read = personal_numbers.parse(person.number, on=date(2025, 7, 12))
        assert (read.normal, read.date_in_number) == (person.number, person.born)


def test_every_stranger_is_an_adult_and_the_minors_are_fifteen_to_seventeen():
    on = date(2025, 6, 1)
    assert min(person.age(on) for part in SHARES for person in strangers(part)) >= 18
    assert [named()[key].age(on) for key in ("saga-minor", "nils-minor")] == [17, 16]


def test_the_namesakes_share_name_and_day_but_not_number():
    debtor, checked = named()["jonas-debtor"], named()["jonas-checked"]
    assert debtor.name == checked.name
    assert debtor.number != checked.number


def test_published_test_numbers_of_the_authority_have_the_same_form(shared_data):
    with (shared_data / "names/scb/clean_male.csv").open(encoding="utf-8", newline="") as file:
        men = {row["name"] for row in csv.DictReader(file)}
    odd = [person for person in strangers("asked") if int(person.number[10]) % 2]
    assert len({person.name.split()[0] for person in odd} - men) == 0
