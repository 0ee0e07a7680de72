"""Decided cooperation: whom the act binds, and that each authority's own decision is needed."""

from dataclasses import replace
from datetime import date

import pytest

from samverkan.rules.authorities import authority_of, must_be_bound, must_be_listed
from samverkan.rules.cooperation import (
    CooperationDecision,
    check_decision,
    covers,
    in_force,
    must_take_part,
)
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.tables import load

MIDSUMMER = date(2025, 6, 20)
KBV = CooperationDecision(
    participant="KBV",
    cooperation="RUC-STHLM/1",
    subject="Two networks that hold proceeds in craft and valuables",
    goal="Take back proceeds of crime",
    serious="Gross fraud against the elderly for tens of millions",
    organised="Two networks with leaders, front men and a common purse",
    starts=date(2025, 6, 1),
    ends=date(2025, 8, 31),
    decided_by="sten.kapten",
)
KFM = replace(KBV, participant="KFM", decided_by="agneta.utombords")


def key(rule, *arguments, **named):
    refused = reason(rule, *arguments, **named)
    return refused.key if refused else None


CASES = [(row, case) for row in load("authorities") for case in row["case"]]


@pytest.mark.parametrize(("row", "case"), CASES, ids=[f"{r['id']}-{c['on']}" for r, c in CASES])
def test_each_authority_is_bound_as_its_case_says(row, case):
    arm = case.get("arm", row.get("arm", ""))
    refused = key(must_be_bound, row["id"], on=case["on"], arm=arm)
    assert (refused is None) is case["bound"]


def test_twenty_four_are_bound_and_the_prosecutors_only_receive():
    duties = [row["duty"] for row in load("authorities")]
    assert (duties.count("bound"), duties.count("receive-only")) == (24, 1)
    assert key(must_be_bound, "AKL", on=MIDSUMMER) == "cooperation.receive_only"
    assert key(must_be_listed, "AKL", on=MIDSUMMER) is None


def test_the_economic_crime_authority_is_bound_by_its_police_arm_only():
    assert key(must_be_bound, "EBM", on=MIDSUMMER) == "cooperation.police_arm"
    assert key(must_be_bound, "EBM", on=MIDSUMMER, arm="police") is None


@pytest.mark.parametrize("who", ["LANTMATERIET", "NATURVARDSVERKET", "SIS"])
def test_a_network_authority_that_is_not_named_needs_another_ground(who):
    assert key(must_be_listed, who, on=MIDSUMMER) == "cooperation.not_listed"


def test_a_centre_is_its_host():
    assert authority_of("NUC") == authority_of("RUC-STHLM") == "POL"
    assert authority_of("KBV") == "KBV"
    assert key(must_be_bound, "NUC", on=MIDSUMMER) is None


def test_a_decision_with_everything_stands():
    assert check_decision(KBV) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"participant": "SIS"}, "cooperation.not_listed"),
        ({"participant": "UTB", "starts": date(2024, 5, 31)}, "cooperation.not_listed"),
        ({"subject": " "}, "cooperation.not_delimited"),
        ({"goal": ""}, "cooperation.not_delimited"),
        ({"serious": ""}, "cooperation.not_serious"),
        ({"organised": " "}, "cooperation.not_organised"),
        ({"ends": date(2025, 6, 1)}, "cooperation.ends_first"),
        ({"decided_by": ""}, "cooperation.nobody_decided"),
    ],
)
def test_a_decision_without_a_part_is_refused_for_that_part(change, expected):
    assert key(check_decision, replace(KBV, **change)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 5, 31), False),
        (date(2025, 6, 1), True),
        (date(2025, 8, 31), True),
        (date(2025, 9, 1), False),
    ],
)
def test_a_decision_is_in_force_on_its_first_and_last_day(on, expected):
    assert in_force(KBV, on) is expected


def test_both_parties_decisions_are_needed():
    def between(*decisions, on=MIDSUMMER):
        return reason(covers, decisions, sender="KBV", receiver="KFM", on=on)

    assert between(KBV, KFM) is None
    assert covers((KFM, KBV), sender="KBV", receiver="KFM", on=MIDSUMMER) == ("RUC-STHLM/1",)
    assert between(KBV).parameters["who"] == "KFM"
    assert between(KFM).parameters["who"] == "KBV"
    assert between(KBV, KFM, on=date(2025, 9, 1)).key == "cooperation.no_decision"
    assert between(KBV, replace(KFM, cooperation="NUC/7")).key == "cooperation.different"


def test_a_councils_minute_is_no_decision_of_an_authority():
    minute = replace(KBV, participant="RUC-STHLM")
    refused = reason(covers, (minute, KFM), sender="KBV", receiver="KFM", on=MIDSUMMER)
    assert refused.key == "cooperation.no_decision"
    assert "council minute" in refused.sentence("en")


def test_taking_part_in_another_cooperation_is_not_enough():
    known = (replace(KBV, cooperation="NUC/7"), KFM)
    with pytest.raises(NotAllowed):
        must_take_part(known, cooperation="RUC-STHLM/1", participant="KBV", on=MIDSUMMER)
    must_take_part(known, cooperation="NUC/7", participant="KBV", on=MIDSUMMER)
