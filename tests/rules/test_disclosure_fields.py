"""The class of a field at its holder, what locks it, and on what a request is refused."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.rules import tables
from samverkan.rules.disclosure import ChosenField, FieldClass
from samverkan.rules.disclosure_fields import classify, locked, regime_at_receiver
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.disclosure_requests import (
    Request,
    RequestState,
    may_request,
    must_be_refused,
    must_name_grounds,
    must_wait,
    refusal_grounds,
)
from samverkan.rules.gradings import Regime
from samverkan.rules.refusal import NotAllowed

DAY = date(2025, 7, 28)
SECRECY = [case for row in tables.load("secrecy") for case in row["case"]]
REFUSALS = [(row["id"], case) for row in tables.load("refusals") for case in row["case"]]


@pytest.mark.parametrize("case", SECRECY)
def test_each_field_has_the_class_of_its_row(case):
    field = classify(case["field"], label="Fältet", holder=case["by"], protected=False)
    assert field == ChosenField("Fältet", FieldClass(case["class"]), tuple(case["secrecy"]))


@pytest.mark.parametrize("name", ["address", "position", "place", "photo", "phone"])
def test_of_a_protected_person_nothing_shows_where_they_are(name):
    field = classify(name, label="Adress", holder="KBV", protected=True)
    refusal = locked(field, handling="H0", came_with="")
    assert (refusal.key, refusal.section) == ("disclosure.protected", "OSL 21:3")


def test_a_protected_persons_name_can_be_given():
    field = classify("name", label="Namn", holder="KBV", protected=True)
    assert field.kind is FieldClass.SECRET
    assert locked(field, handling="H2", came_with="") is None


def test_what_came_under_a_code_is_passed_on_only_if_the_code_lets():
    field = classify("name", label="Namn", holder="KBV", protected=False)
    assert locked(field, handling="H0", came_with="KFM/x#1") is None
    assert locked(field, handling="H2", came_with="KFM/x#1").key == "gradings.not_passed_on"


def test_crime_is_brottsdatalagen_at_the_receiver_and_debt_is_not():
    assert regime_at_receiver(Purpose.PREVENT_CRIME) is Regime.BDL
    assert regime_at_receiver(Purpose.ENFORCE_DEBT) is Regime.GDPR


@pytest.mark.parametrize(("identity", "case"), REFUSALS)
def test_each_refusal_ground_is_there_for_its_authority_and_day(identity, case):
    ids = {row["id"] for row in refusal_grounds(case["by"], case["on"])}
    assert (identity in ids) is case["available"]


def test_a_refusal_names_at_least_one_ground_of_ones_own():
    must_name_grounds(["osl-34-1", "2016:774-2-need"], participant="KFM", on=DAY)
    for named in ([], ["osl-18-2"]):
        with pytest.raises(NotAllowed):
            must_name_grounds(named, participant="KFM", on=DAY)


def request(**more: object) -> Request:
    words = {
        "asker": "KBV",
        "holder": "KFM",
        "ground": "2025:170",
        "purpose": Purpose.PREVENT_CRIME,
        "what": "Tillgångar",
        "need": "Bedöma",
    }
    return Request(**{**words, **more})


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"what": " "}, "disclosure.nothing_asked"),
        ({"need": ""}, "disclosure.no_need"),
        ({"ground": ""}, "disclosure.no_ground"),
        ({"purpose": Purpose.ENFORCE_DEBT}, "disclosure.purpose"),
        ({"ground": "2016:774"}, "cooperation.no_decision"),
    ],
)
def test_a_request_has_words_and_a_ground_that_fits(wrong, key):
    may_request(request(), on=DAY)
    with pytest.raises(NotAllowed) as refused:
        may_request(request(**wrong), on=DAY)
    assert refused.value.key == key


def test_a_request_counts_as_asked_for():
    """Förordning 2001:590 7 §: Kronofogden answers Customs on request."""
    words = {"asker": "TULL", "ground": "2001:590-7", "purpose": Purpose.CASE_THERE}
    may_request(request(**words), on=DAY)


@pytest.mark.parametrize("state", RequestState)
def test_only_what_waits_is_answered_and_only_a_refusal_is_reviewed(state):
    for rule, right in ((must_wait, RequestState.WAITING), (must_be_refused, RequestState.REFUSED)):
        if state is right:
            rule(state)
        else:
            with pytest.raises(NotAllowed):
                rule(state)
