"""A check at sea: its grounds by authority and day, its powers, its end and its clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from samverkan.rules import tables
from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.control_grounds import Power, grounds_named, grounds_of, must_have_powers
from samverkan.rules.gradings import Regime
from samverkan.rules.inspections import (
    Ending,
    Mode,
    Opening,
    Outcome,
    basis_of,
    keep_until,
    may_approve,
    may_correct,
    may_end,
    may_open,
    regime_of,
)
from samverkan.rules.long_control import may_decide_long, may_report_long, report_due
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed

DAY = date(2025, 7, 12)
NOW = datetime(2025, 7, 12, 12, 5, tzinfo=UTC)
CREW = Actor(ActorKind.PERSON, "KBV", "siv", frozenset({Permission.CHECK}))
CHIEF = Actor(ActorKind.PERSON, "KBV", "vera", frozenset({Permission.APPROVE_CHECK}))
CASES = [
    pytest.param(row["id"], case, id=f"{row['id']} {case['by']} {case['on']}")
    for row in tables.load("control_grounds")
    for case in row["case"]
]


@pytest.mark.parametrize(("identity", "case"), CASES)
def test_each_row_has_the_effect_of_its_case(identity, case):
    found = {ground.id: ground for ground in grounds_of(case["by"], case["on"])}
    assert (identity in found) is case["available"]
    if case["available"]:
        assert (Power.BOARD in found[identity].powers) is case["boards"]


def test_a_centre_has_its_hosts_grounds():
    assert grounds_of("RUC-STHLM", DAY) == grounds_of("POL", DAY)


def test_a_ground_says_in_words_what_it_lets():
    (ground,) = grounds_named(["kbl-6-1"], DAY)
    assert ground.text("sv").startswith("Preja")
    assert ground.text("en").startswith("Hail")


def test_nobody_may_hold_a_craft_by_a_stop_for_the_drivers_licence():
    grounds = grounds_named(["2021:626-21", "1976:1090-2"], DAY)
    must_have_powers([Power.STOP, Power.BREATH_TEST], grounds)
    with pytest.raises(NotAllowed) as refused:
        must_have_powers([Power.HOLD], grounds)
    assert refused.value.key == "inspections.no_holding"
    assert refused.value.section == "lag 2021:626 21 §, lag 1976:1090 2 §"


def test_without_the_permission_no_check_is_opened():
    opening = Opening(Mode.ROUTINE, ("kbl-6-1",), (), NOW)
    may_open(opening, by=CREW, decisions=(), on=DAY, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        may_open(opening, by=CHIEF, decisions=(), on=DAY, now=NOW)
    assert refused.value.key == "people.no_permission"


@pytest.mark.parametrize(
    ("mode", "outcome", "has_craft", "drivers", "key"),
    [
        (Mode.ROUTINE, Outcome.NOTHING_FOUND, False, 0, None),
        (Mode.ROUTINE, Outcome.REMINDED, False, 1, "inspections.no_craft"),
        (Mode.OPERATION, Outcome.NOTHING_FOUND, True, 0, "inspections.no_driver"),
        (Mode.OPERATION, Outcome.NOTHING_FOUND, True, 1, None),
        (Mode.ROUTINE, None, True, 1, "inspections.no_outcome"),
    ],
)
def test_what_an_ended_check_must_hold(mode, outcome, has_craft, drivers, key):
    ending = Ending(mode, NOW, NOW, outcome, has_craft, drivers, already_ended=False)
    if key is None:
        may_end(ending)
    else:
        with pytest.raises(NotAllowed) as refused:
            may_end(ending)
        assert refused.value.key == key


def test_a_control_ends_once():
    ending = Ending(Mode.ROUTINE, NOW, NOW, Outcome.NOTHING_FOUND, True, 1, already_ended=True)
    with pytest.raises(NotAllowed, match="already ended"):
        may_end(ending)


def test_a_correction_says_why():
    may_correct(reason="fel plats")
    with pytest.raises(NotAllowed):
        may_correct(reason=" ")


def test_only_a_superior_who_did_not_open_it_approves():
    may_approve(ended=True, opened_by="KBV/siv", by=CHIEF)
    for by, ended, opened_by in (
        (CREW, True, "KBV/x"),
        (CHIEF, False, "KBV/x"),
        (CHIEF, True, "KBV/vera"),
    ):
        with pytest.raises(NotAllowed):
            may_approve(ended=ended, opened_by=opened_by, by=by)


def test_the_clock_runs_only_where_one_may_hold():
    assert report_due(grounds_named(["kbl-6-1"], DAY), NOW) == NOW + timedelta(hours=6)
    assert report_due(grounds_named(["2021:626-21"], DAY), NOW) is None


def test_a_long_control_is_reported_once_with_a_reason_and_decided_once():
    may_report_long(due=NOW, ended=False, reported=False, reason="dimma")
    for wrong in (
        {"due": None},
        {"ended": True},
        {"reported": True},
        {"reason": ""},
    ):
        words = {"due": NOW, "ended": False, "reported": False, "reason": "dimma", **wrong}
        with pytest.raises(NotAllowed):
            may_report_long(**words)
    may_decide_long(reported_by="KBV/siv", decided=False, by=CHIEF)
    for by, reported_by, decided in (
        (CREW, "KBV/x", False),
        (CHIEF, "KBV/siv", True),
        (CHIEF, "KBV/vera", False),
    ):
        with pytest.raises(NotAllowed):
            may_decide_long(reported_by=reported_by, decided=decided, by=by)


@pytest.mark.parametrize(
    ("mode", "participant", "regime", "basis"),
    [
        (Mode.ROUTINE, "KBV", Regime.GDPR, "lag 2019:429"),
        (Mode.OPERATION, "KBV", Regime.BDL, "lag 2018:1695 2:1"),
        (Mode.ROUTINE, "POL", Regime.BDL, "lag 2018:1693"),
    ],
)
def test_each_check_has_one_regime_and_its_act(mode, participant, regime, basis):
    assert regime_of(mode, participant) is regime
    assert basis_of(regime, participant) == basis


def test_data_are_kept_a_year():
    assert keep_until(NOW) == date(2026, 7, 12)
