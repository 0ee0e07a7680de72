"""The 412 checks: volumes, who was asked, when and where."""

import json
from collections import Counter, defaultdict
from datetime import time
from itertools import pairwise

import pytest

from samverkan.demo.story.batches import operation_days
from samverkan.demo.story.check import BOAT_POWER, JET_SKI_POWER, AboardRole, Mode
from samverkan.demo.story.checks import asked, checks, operation_checks, single
from samverkan.demo.story.craft import CraftKind
from samverkan.demo.story.crews import Crews
from samverkan.demo.story.expected import volumes
from samverkan.demo.story.hits import HitOutcome, hits
from samverkan.demo.story.people import Role, holders, member
from samverkan.demo.story.persons import named
from samverkan.demo.story.season import season
from samverkan.demo.story.steering import operation
from samverkan.demo.story.steps import StepAct
from samverkan.rules.craft_numbers import parse_hull


def test_the_volumes_of_the_season():
    modes = Counter(check.mode for check in checks())
    assert len(checks()) == volumes()["checks"]
    assert modes == {
        Mode.ROUTINE: volumes()["routine"],
        Mode.OPERATION: volumes()["in_operation"],
    }
    assert {check.at.date() for check in operation_checks()} == set(operation_days())
    assert len(operation_days()) == volumes()["days"]
    assert len(asked()) == len(set(asked())) == volumes()["persons_asked"]


def test_checks_are_numbered_in_order_of_time():
    assert [check.number for check in checks()] == list(range(1, 413))
    assert all(before.at <= after.at for before, after in pairwise(checks()))


def test_ten_are_played_singly():
    keys = [check.key for check in checks() if check.key]
    assert len(keys) == len(set(keys)) == 10
    assert single("sjomarke").mode is Mode.ROUTINE


def test_a_routine_check_asks_nobody_and_every_silence_has_a_reason():
    for check in checks():
        assert bool(check.questions) != bool(check.no_question), check.number
        assert check.questions == () or check.mode is Mode.OPERATION
        assert not check.ask_craft or check.mode is Mode.OPERATION


def test_every_question_has_a_reason_that_concerns_the_person():
    assert all(question.reason for check in checks() for question in check.questions)


def test_a_passenger_is_asked_about_only_with_a_written_reason():
    passengers = [
        question
        for check in checks()
        for question in check.questions
        if question.role is AboardRole.PASSENGER
    ]
    assert [question.person for question in passengers] == [named()["tim"]]
    assert all(question.passenger_reason for question in passengers)


def test_at_most_two_persons_in_a_check_and_for_an_officer_in_a_day():
    by_officer = Counter(
        (check.at.date(), check.officer) for check in checks() for _ in check.questions
    )
    assert max(len(check.questions) for check in checks()) == 2
    assert max(by_officer.values()) == 2


def test_minors_only_with_the_duty_officers_approval():
    minors = [
        question
        for check in checks()
        for question in check.questions
        if question.person.age(check.at.date()) < 18
    ]
    assert {question.person.age(operation_days()[0]) for question in minors} == {16, 17}
    assert all(Role.VAKTHAVANDE in member(question.approved_by).roles for question in minors)
    others = [q for check in checks() for q in check.questions if q not in minors]
    assert not any(question.approved_by for question in others)


def test_officers_are_of_the_coast_guards_patrols():
    for officer in {check.officer for check in checks()}:
        assert member(officer).participant == "KBV"
        assert Role.PATRULL in member(officer).roles


def test_checks_of_the_operation_stand_in_its_dates_and_hours():
    for check in operation_checks():
        assert operation().starts <= check.at.date() <= operation().ends
        assert time(6) <= check.at.time() < check.ended_at.time() <= time(21)
        assert check.ended_at <= check.synced_at


def test_a_jet_ski_is_stopped_by_its_own_law():
    for check in checks():
        jet_ski = check.craft.kind is CraftKind.JET_SKI
        assert check.power == (JET_SKI_POWER if jet_ski else BOAT_POWER)


def test_hull_numbers_are_of_the_form_and_of_no_maker():
    hulls = [check.craft.hull for check in checks() if check.craft.hull]
    assert len(hulls) == 410  # one had none, and of one the end was ground off
    for hull in hulls:
        assert parse_hull(hull).written() == hull
        assert hull.startswith("SE-ZZ")


def test_the_offline_check_reached_the_shore_after_it_ended():
    check = single("fenderstrom")
    assert check.synced_at > check.ended_at


def test_the_namesakes_number_was_read_back():
    (question,) = single("ankarlund").questions
    assert question.person == named()["jonas-debtor"]
    assert single("ankarlund").aboard[0].person == named()["jonas-checked"]


def test_every_position_is_on_water(shared_data):
    path = shared_data / "coast/archipelago-land-fine.geojson"
    rings = land_near(json.loads(path.read_text("utf-8")), 17.9, 58.7, 19.4, 59.6)
    ashore = [
        (check.number, check.place)
        for check in checks()
        if any(inside(check.longitude, check.latitude, ring) for ring in rings)
    ]
    assert len(rings) > 1000
    assert ashore == []


def test_the_same_water_is_not_land(shared_data):
    path = shared_data / "coast/archipelago-land-fine.geojson"
    rings = land_near(json.loads(path.read_text("utf-8")), 18.0, 59.2, 18.2, 59.4)
    assert any(inside(18.0686, 59.3293, ring) for ring in rings)


def test_no_place_is_checked_so_often_that_it_looks_made_up():
    places = defaultdict(int)
    for check in checks():
        places[check.place] += 1
    assert len(places) >= 20
    assert max(places.values()) < 40


def land_near(geojson, west, south, east, north):
    """Give the outer rings whose box touches the box."""
    found = []
    for feature in geojson["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        for polygon in parts if geometry["type"] == "MultiPolygon" else [parts]:
            east_most = max(point[0] for point in polygon[0])
            west_most = min(point[0] for point in polygon[0])
            north_most = max(point[1] for point in polygon[0])
            south_most = min(point[1] for point in polygon[0])
            if west_most < east and east_most > west and south_most < north and north_most > south:
                found.append(((west_most, south_most, east_most, north_most), polygon[0]))
    return found


def inside(longitude, latitude, boxed):
    (west, south, east, north), ring = boxed
    if not (west <= longitude <= east and south <= latitude <= north):
        return False
    within = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        crosses = (y1 > latitude) != (y2 > latitude)
        if crosses and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            within = not within
    return within


def test_nobody_is_given_more_than_a_days_budget():
    crews = Crews(())
    day = operation_days()[0]
    given = Counter(crews.next(day, 2) for _ in holders("KBV", Role.PATRULL))
    assert set(given.values()) == {1}
    with pytest.raises(ValueError, match="nobody may ask about 1 more"):
        crews.next(day, 1)


def test_who_had_paid_was_met_before_the_list_was_put_right():
    (withdrawn,) = [step for step in season() if step.act is StepAct.ENTRY_WITHDRAWN]
    met = {check.number: check.at for check in checks()}
    paid = [met[hit.check] for hit in hits() if hit.outcome is HitOutcome.ALREADY_PAID]
    assert len(paid) == 2
    assert max(paid) < withdrawn.at
