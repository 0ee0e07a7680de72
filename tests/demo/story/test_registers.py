"""The registers hold exactly the hits of the season."""

import csv
from collections import Counter
from datetime import date

from samverkan.demo.story.checks import asked, checks, operation_checks
from samverkan.demo.story.craft import Craft
from samverkan.demo.story.expected import volumes
from samverkan.demo.story.hits import HitOutcome, hits
from samverkan.demo.story.numbers import is_fictional
from samverkan.demo.story.persons import Person, named
from samverkan.demo.story.registers import (
    CRAFT_COLUMNS,
    PERSON_COLUMNS,
    holder_lists,
    persons_on,
    rows,
    write_registers,
)
from samverkan.rules.lists import ListEntry, may_list


def test_the_hits_are_those_of_the_season():
    assert Counter(hit.holder for hit in hits()) == volumes()["hits"]
    assert sum(isinstance(hit.about, Craft) for hit in hits()) == volumes()["craft_hits"]


def test_looking_up_everybody_asked_finds_the_planned_hits_and_no_others():
    numbers = {person.number for person in asked()}
    hulls = {check.craft.hull for check in operation_checks() if check.ask_craft}
    engines = {check.craft.engine for check in operation_checks() if check.ask_craft}
    found = Counter()
    for each in holder_lists():
        for row in rows(each):
            if each.of_craft:
                assert (row[0] in hulls) == (row[1] in engines)
            found[each.holder] += row[0] in (hulls if each.of_craft else numbers)
    assert +found == volumes()["hits"]


def test_nobody_of_a_routine_check_stands_on_a_list():
    listed = {person for each in holder_lists() if not each.of_craft for person in persons_on(each)}
    met = {about.person for check in checks() for about in check.aboard if not check.questions}
    assert met & listed == set()


def test_the_one_whom_only_police_met_is_listed_and_was_not_asked_about():
    pending = next(each for each in holder_lists() if each.key == "KFM-pending")
    assert named()["nadja"] in persons_on(pending)
    assert named()["nadja"] not in asked()
    assert named()["jonas-checked"] not in persons_on(pending)


def test_no_person_stands_on_two_lists():
    times = Counter(p for each in holder_lists() if not each.of_craft for p in persons_on(each))
    assert set(times.values()) == {1}


def test_each_holder_lists_between_two_and_twenty_thousand_persons():
    sizes = Counter()
    for each in holder_lists():
        if not each.of_craft:
            sizes[each.holder] += len(persons_on(each))
    assert set(sizes) == {"AF", "FK", "KFM", "KRIM", "MIV", "POL", "SKV", "TULL"}
    assert all(2000 <= size <= 20_000 for size in sizes.values())


def test_every_list_may_be_listed_on_its_ground():
    for each in holder_lists():
        _, _, list_id, ground, need, harm_test, ends_on, _ = ("", "", *rows(each)[0][-6:])
        entry = ListEntry(
            each.holder, list_id, ground, need, harm_test, date.fromisoformat(ends_on), "KFM/x.y"
        )
        may_list(entry, on=date(2025, 6, 13))


def test_most_of_kronofogdens_hits_end_without_attachment():
    ended = Counter(hit.outcome for hit in hits() if hit.holder == "KFM")
    assert ended[HitOutcome.ATTACHED] == 5
    assert ended[HitOutcome.CORRECTED] == 1
    assert ended.total() == 31


def test_no_minor_is_hit():
    for hit in hits():
        if isinstance(hit.about, Person):
            assert hit.about.age(date(2025, 6, 1)) >= 18


def test_the_files_hold_the_rows_in_order_of_number(tmp_path):
    paths = {path.name: path for path in write_registers(tmp_path)}
    assert len(paths) == 11
    with paths["POL-wanted.csv"].open(encoding="utf-8", newline="") as file:
        header, *body = csv.reader(file)
    assert tuple(header) == PERSON_COLUMNS
    assert [row[0] for row in body] == sorted(row[0] for row in body)
    assert all(is_fictional(row[0]) and row[1] for row in body)
    with paths["POL-stolen.csv"].open(encoding="utf-8", newline="") as file:
        header, *body = csv.reader(file)
    assert tuple(header) == CRAFT_COLUMNS
    assert len(body) == 402


def test_two_writings_are_alike_to_the_byte(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    for one, other in zip(write_registers(first), write_registers(second), strict=True):
        assert one.read_bytes() == other.read_bytes()
