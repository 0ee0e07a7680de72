"""Several aboard at once: each judged for itself, and the whole refused if it does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan.rules.batches import Load, must_fit, must_name_somebody, refusals
from samverkan.rules.lists import Usage
from samverkan.rules.questions import Subject, SubjectRole
from samverkan.rules.refusal import NotAllowed
from tests.rules.test_cooperation import KBV
from tests.rules.test_questions import ANNA, BO, CARD, DRIVER, ON, PASSENGER


def keys(*subjects: Subject, card=CARD) -> list[str]:
    found = refusals(card, subjects, asker=ANNA, decisions=(KBV,), on=ON)
    return [refusal.key if refusal else "" for refusal in found]


def test_each_is_judged_for_itself():
    silent = Subject(SubjectRole.CRAFT, " ")
    unknown = Subject(SubjectRole.DRIVER, "Kör.")
    found = keys(DRIVER, silent, unknown)
    assert found == ["", "questions.no_reason", "questions.unknown_identity"]


def test_outside_an_operation_nobody_is_asked_about():
    assert keys(DRIVER, DRIVER, card=None) == ["questions.routine"] * 2


def test_the_second_passenger_of_a_batch_is_a_second_passenger():
    assert keys(PASSENGER, PASSENGER) == ["", "questions.more_passengers"]
    assert keys(PASSENGER, replace(PASSENGER, second_person=BO)) == ["", ""]
    assert keys(replace(PASSENGER, earlier_passengers=1)) == ["questions.more_passengers"]


def test_a_batch_about_nobody_is_refused():
    must_name_somebody(1)
    with pytest.raises(NotAllowed, match="Tick at least one"):
        must_name_somebody(0)


@pytest.mark.parametrize(
    ("cases", "budget"),
    [
        (((40, Usage()),), ""),
        (((41, Usage()),), "case"),
        (((1, Usage(case=40)),), "case"),
        (((30, Usage()), (20, Usage())), ""),
        (((30, Usage()), (21, Usage())), "user"),
        (((10, Usage(user=41)),), "user"),
        (((1, Usage(authority=499)), (1, Usage(authority=499))), "authority"),
        (((1, Usage(burst=10)),), "burst"),
    ],
)
def test_what_a_holders_budget_has_no_room_for_is_refused_whole(cases, budget):
    loads = (Load("Polisen", ()), Load("Kronofogden", cases))
    if not budget:
        return must_fit(loads, ON)
    with pytest.raises(NotAllowed) as refused:
        must_fit(loads, ON)
    assert refused.value.parameters["why"].key == f"questions.budget_{budget}"
    assert "Kronofogden" in str(refused.value)
    return None


def test_a_refusal_within_a_refusal_speaks_its_language():
    with pytest.raises(NotAllowed) as refused:
        must_fit((Load("KFM", ((41, Usage()),)),), ON)
    assert "Ett ärende får högst 40 element per dygn" in refused.value.sentence("sv")
    assert "One case gets at most 40 elements a day" in refused.value.sentence("en")
