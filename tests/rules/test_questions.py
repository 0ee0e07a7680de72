"""Whom an officer may ask about, and what a holder may list and evaluates."""

from dataclasses import replace
from datetime import date

import pytest

from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.lists import (
    OVER_BUDGET,
    Envelope,
    ListEntry,
    Usage,
    hit_text,
    may_evaluate,
    may_list,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.personal_numbers import parse
from samverkan.rules.questions import (
    PurposeCard,
    Subject,
    SubjectRole,
    least_age,
    may_ask,
    may_wait,
)
from samverkan.rules.refusal import reason, sentences
from samverkan.rules.tables import load
from tests.rules.test_cooperation import KBV, KFM
from tests.rules.test_identifiers import with_check_digit

ON = date(2025, 6, 28)
ANNA = Actor(ActorKind.PERSON, "KBV", "anna.lind", frozenset({Permission.ASK}))
BO = Actor(ActorKind.PERSON, "KBV", "bo.berg", frozenset({Permission.ASK}))
CHIEF = Actor(
    ActorKind.PERSON, "KBV", "eva.ek", frozenset({Permission.ASK, Permission.APPROVE_MINOR})
)
CARD = PurposeCard(
    "card-1",
    "Skärgård 2025",
    "RUC-STHLM/1",
    Purpose.PREVENT_CRIME,
    date(2025, 6, 1),
    date(2025, 8, 31),
)


def born(day):
    return parse(with_check_digit(f"{day:%Y%m%d}980"), on=ON)


ADULT = born(date(1990, 3, 4))
DRIVER = Subject(SubjectRole.DRIVER, "Drives a craft named in the operation", ADULT)
PASSENGER = replace(DRIVER, role=SubjectRole.PASSENGER, passenger_reason="Carries two watches")


def key(subject, *, card=CARD, asker=ANNA, decisions=(KBV,), on=ON):
    refused = reason(may_ask, card, subject, asker=asker, decisions=decisions, on=on)
    return refused.key if refused else None


@pytest.mark.parametrize("role", [SubjectRole.DRIVER, SubjectRole.OWNER])
def test_driver_and_owner_may_be_asked_about_in_the_operation(role):
    assert key(replace(DRIVER, role=role)) is None


def test_a_routine_check_asks_nobody():
    assert key(DRIVER, card=None) == "questions.routine"


def test_a_card_is_used_on_its_days_only():
    assert key(DRIVER, on=date(2025, 5, 31)) == "questions.card_not_current"
    assert key(DRIVER, on=date(2025, 9, 1)) == "questions.card_not_current"


def test_the_askers_own_decision_must_be_in_force():
    assert key(DRIVER, decisions=(KFM,)) == "cooperation.no_decision"
    ended = replace(KBV, ends=date(2025, 6, 27))
    assert key(DRIVER, decisions=(ended,)) == "cooperation.no_decision"


def test_only_who_may_ask_asks_and_says_why():
    assert key(DRIVER, asker=replace(ANNA, permissions=frozenset())) == "people.no_permission"
    assert key(replace(DRIVER, reason=" ")) == "questions.no_reason"


def test_a_craft_has_no_age_but_needs_a_reason():
    craft = Subject(SubjectRole.CRAFT, "Its hull number is on the operation's list")
    assert key(craft) is None
    assert key(replace(craft, reason="")) == "questions.no_reason"


def test_nobody_asks_about_an_unknown_identity():
    unknown = replace(DRIVER, number=None)
    assert key(unknown) == "questions.unknown_identity"
    assert key(replace(unknown, birth_date=date(1990, 3, 4))) is None
    assert key(replace(DRIVER, number=parse("991234567890", on=ON))) == "questions.unknown_identity"


# --- age: the date in a number may lie a day from the day of birth


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2010, 6, 29), "questions.child"),
        (date(2010, 6, 28), "questions.child"),  # turns 15 today, or tomorrow
        (date(2010, 6, 27), "questions.minor"),
        (date(2007, 6, 28), "questions.minor"),  # turns 18 today, or tomorrow
        (date(2007, 6, 27), None),
    ],
)
def test_on_the_boundary_the_person_is_treated_as_younger(day, expected):
    assert key(replace(DRIVER, number=born(day))) == expected


def test_a_stated_birth_date_is_exact():
    stated = replace(DRIVER, number=None, birth_date=date(2007, 6, 28))
    assert key(stated) is None


def test_without_a_full_birth_date_the_youngest_age_counts():
    number = parse(with_check_digit("20070060980"), on=ON)
    assert key(replace(DRIVER, number=number)) == "questions.minor"


def test_a_leap_days_child_fills_years_on_the_first_of_march():
    assert least_age(date(2008, 2, 29), date(2025, 2, 28)) == 16
    assert least_age(date(2008, 2, 29), date(2025, 3, 1)) == 17


MINOR = replace(DRIVER, number=born(date(2009, 1, 1)))


def test_a_supervisor_approves_a_question_about_a_minor():
    assert key(replace(MINOR, supervisor=CHIEF)) is None
    assert key(replace(MINOR, supervisor=BO)) == "people.no_permission"
    assert key(replace(MINOR, supervisor=CHIEF), asker=CHIEF) == "people.two_persons"


def test_no_supervisor_opens_a_question_about_a_child():
    child = replace(MINOR, number=born(date(2012, 1, 1)), supervisor=CHIEF)
    assert key(child) == "questions.child"


# --- passengers


def test_a_passenger_needs_a_written_reason():
    assert key(PASSENGER) is None
    assert key(replace(PASSENGER, passenger_reason="")) == "questions.passenger"


def test_beyond_one_passenger_a_second_person_agrees():
    second = replace(PASSENGER, earlier_passengers=1)
    assert key(second) == "questions.more_passengers"
    assert key(replace(second, second_person=BO)) is None
    assert key(replace(second, second_person=ANNA)) == "people.two_persons"
    nobody = replace(BO, permissions=frozenset())
    assert key(replace(second, second_person=nobody)) == "people.no_permission"


# --- lists

ENTRY = ListEntry(
    authority="KFM",
    list_id="KFM-operation",
    ground="2025:170",
    need="A patrol must know whom to call",
    harm_test="No harm: the label says a desk only",
    ends=date(2025, 8, 31),
    listed_by="karin.restlangd",
)
CASES = [(row, case) for row in load("lists") for case in row["case"]]


def list_key(entry, *, on=ON):
    refused = reason(may_list, entry, on=on)
    return refused.key if refused else None


@pytest.mark.parametrize(
    ("row", "case"), CASES, ids=[f"{row['id']}-{case['ground']}" for row, case in CASES]
)
def test_each_list_takes_the_grounds_its_case_says(row, case):
    entry = replace(ENTRY, authority=row["authority"], list_id=row["id"], ground=case["ground"])
    assert list_key(entry, on=case["on"]) == case.get("refused")
    assert case.get("allowed", False) is ("refused" not in case)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"authority": "KBV"}, "questions.no_list"),
        ({"list_id": "POL-wanted"}, "questions.no_list"),
        ({"authority": "SAPO"}, "questions.never_lists"),
        ({"authority": "AKL"}, "questions.never_lists"),
        ({"ground": "osl-34-1-pending"}, "questions.wrong_ground"),
        ({"need": ""}, "questions.no_need"),
        ({"harm_test": " "}, "questions.no_harm_test"),
        ({"ends": ON}, "questions.no_end"),
        ({"listed_by": ""}, "questions.nobody_listed"),
    ],
)
def test_an_entry_is_refused_for_what_it_lacks(change, expected):
    assert list_key(replace(ENTRY, **change)) == expected


def test_both_of_kronofogdens_lists_say_the_same():
    assert hit_text("KFM-pending", "sv", on=ON) == hit_text("KFM-operation", "sv", on=ON)
    assert hit_text("KFM-pending", "en", on=ON).startswith("Contact")


# --- evaluation at the holder

ENVELOPE = Envelope("KFM", "KBV", CARD, 3, "2025:170", frozenset({"KBV"}))
UNUSED = Usage()
BUDGETS = {row["id"]: row for row in load("budgets")}
BUDGET_CASES = [(name, case) for name, row in BUDGETS.items() for case in row["case"]]


def evaluated(envelope=ENVELOPE, used=UNUSED, *, decisions=(KBV, KFM), on=ON):
    return reason(may_evaluate, envelope, used=used, decisions=decisions, on=on)


def test_a_holder_evaluates_a_question_of_the_operation():
    assert evaluated() is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"card": None}, "questions.routine"),
        ({"card": replace(CARD, ends=date(2025, 6, 27))}, "questions.card_not_current"),
        ({"askers": frozenset({"TULL"})}, "questions.not_named"),
        ({"card": replace(CARD, purpose=Purpose.ENFORCE_DEBT)}, "disclosure.purpose"),
        ({"ground": "osl-10-15a"}, "disclosure.not_in_force"),
        ({"ground": "osl-34-1-pending"}, None),
        ({"card": replace(CARD, cooperation="NUC/7")}, "cooperation.no_decision"),
        ({"elements": 0}, "questions.no_elements"),
    ],
)
def test_the_holder_checks_for_itself(change, expected):
    refused = evaluated(replace(ENVELOPE, **change))
    assert (refused.key if refused else None) == expected


@pytest.mark.parametrize("missing", ["KBV", "KFM"])
def test_both_decisions_must_be_in_force_at_the_holder(missing):
    known = tuple(decision for decision in (KBV, KFM) if decision.participant != missing)
    assert evaluated(decisions=known).parameters["who"] == missing


@pytest.mark.parametrize(("name", "case"), BUDGET_CASES)
def test_each_budget_ends_where_its_case_says(name, case):
    used = replace(UNUSED, **{name: case["used"]})
    refused = evaluated(replace(ENVELOPE, elements=case["elements"]), used)
    assert (refused.key if refused else None) == (None if case["allowed"] else OVER_BUDGET[name])


def test_an_element_that_comes_again_costs_nothing():
    full = Usage(2000, 500, 50, 40, 9)
    again = replace(ENVELOPE, elements=25, asked_before=25)
    assert evaluated(again, full) is None
    one_new = evaluated(replace(again, asked_before=24), full)
    assert (one_new.key, one_new.parameters["asked"]) == ("questions.budget_node", 1)


WAITS = {"check_ended": False, "pack_in_force": True, "still_said": True}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"check_ended": True}, "questions.wait_check_ended"),
        ({"pack_in_force": False}, "questions.wait_pack_gone"),
        ({"still_said": False}, "questions.wait_corrected"),
        ({"card": None}, "questions.wait_operation_ended"),
        ({"on": date(2025, 9, 1)}, "questions.wait_operation_ended"),
        ({"asker": "TULL"}, "questions.wait_no_decision"),
    ],
)
def test_a_question_waits_only_while_check_operation_and_pack_last(change, expected):
    card, words = CARD, {**WAITS, "asker": "KBV", "decisions": (KBV, KFM), "on": ON, **change}
    refused = reason(may_wait, words.pop("card", card), **words)
    assert (refused.key if refused else None) == expected


def test_every_budget_is_counted_and_has_its_sentence():
    assert set(OVER_BUDGET) == set(BUDGETS)
    assert set(OVER_BUDGET.values()) <= set(sentences())
