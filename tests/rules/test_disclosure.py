"""The ladder of grounds, rung by rung as its table's cases say, and what a disclosure must hold."""

from dataclasses import replace
from datetime import date

import pytest

from samverkan.rules.disclosure import (
    ChosenField,
    Disclosure,
    FieldClass,
    Outcome,
    crosses_regime,
    may_disclose,
    may_refuse,
    may_review,
)
from samverkan.rules.disclosure_ladder import (
    MISSING_FACT,
    Fact,
    Purpose,
    Situation,
    ground,
    ladder,
    must_apply,
)
from samverkan.rules.gradings import Regime
from samverkan.rules.refusal import reason, sentence
from samverkan.rules.tables import load
from tests.rules.test_cooperation import KBV, KFM

ON = date(2025, 6, 28)
CASES = [(row, case) for row in load("disclosure") for case in row["case"]]


@pytest.mark.parametrize(
    ("row", "case"), CASES, ids=[f"{row['id']}-{case['from']}-{case['to']}" for row, case in CASES]
)
def test_each_rung_applies_as_its_case_says(row, case):
    facts = frozenset(Fact(fact) for fact in case.get("facts", ()))
    purpose = Purpose(case["purpose"])
    situation = Situation(case["from"], case["to"], purpose, case["on"], facts)
    refused = reason(must_apply, row, situation)
    assert (refused.key if refused else None) == case.get("refused")
    assert case.get("applies", False) is (refused is None)


def test_every_rung_has_a_case_that_applies_and_stands_in_order():
    rows = load("disclosure")
    assert [row["rung"] for row in rows] == sorted(row["rung"] for row in rows)
    assert {row["rung"] for row in rows} == set(range(12))
    assert all(any(case.get("applies") for case in row["case"]) for row in rows)


def test_every_missing_fact_and_purpose_has_its_words():
    assert set(MISSING_FACT) == set(Fact)
    assert all(sentence(key, "en", who="EBM") for key in MISSING_FACT.values())
    listed = {purpose for row in load("disclosure") for purpose in row["purposes"]}
    assert listed - set(Purpose) == {"any"}


def test_the_ladder_from_the_coast_guard_to_kronofogden_in_summer_2025():
    rungs = ladder("KBV", "KFM", Purpose.ENFORCE_DEBT, ON)
    assert [rung.id for rung in rungs if rung.applies] == ["2016:774", "osl-10-27", "refuse"]
    by_id = {rung.id: rung for rung in rungs}
    assert by_id["2025:170"].refusal.key == "disclosure.one_way"
    assert by_id["osl-10-15a"].refusal.key == "disclosure.not_in_force"
    assert by_id["2016:774"].number == 1
    assert by_id["2016:774"].text("en") != by_id["2016:774"].text("sv")


def test_the_ladder_the_other_way_is_wider():
    facts = frozenset({Fact.PENDING_CASE})
    rungs = ladder("KFM", "KBV", Purpose.PREVENT_CRIME, ON, facts=facts)
    applying = [rung.id for rung in rungs if rung.applies]
    assert applying[:3] == ["osl-34-1-pending", "2016:774", "2025:170"]


def test_a_centre_sends_and_receives_as_its_host():
    applying = {r.id for r in ladder("KFM", "RUC-STHLM", Purpose.PREVENT_CRIME, ON) if r.applies}
    assert "2025:170" in applying


NAME = ChosenField("name", FieldClass.SECRET, ("35:1",))
CALL = Disclosure(
    sender="KBV",
    receiver="KFM",
    ground="2016:774",
    purpose=Purpose.ENFORCE_DEBT,
    fields=(NAME, ChosenField("craft", FieldClass.SECRET, ("18:2",))),
    regime=Regime.BDL,
    need="To attach the craft at the quay",
    speaks_against="The person may be without connection to the network",
    weighing="The craft leaves within the hour; the fields are few",
    outcome=Outcome.DISCLOSE,
    decided_by="anna.lind",
    decisions=(KBV, KFM),
)


def refused(disclosure, *, on=ON):
    return reason(may_disclose, disclosure, on=on)


def key(disclosure, *, on=ON):
    refusal = refused(disclosure, on=on)
    return refusal.key if refusal else None


def test_the_call_after_a_hit_may_be_made():
    assert refused(CALL) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ground": ""}, "disclosure.no_ground"),
        ({"ground": "refuse"}, "disclosure.no_ground"),
        ({"ground": "1999:1"}, "disclosure.no_ground"),
        ({"ground": "2025:170"}, "disclosure.one_way"),
        ({"ground": "osl-10-15a"}, "disclosure.not_in_force"),
        ({"sender": "AKL"}, "cooperation.receive_only"),
        ({"sender": "SIS"}, "cooperation.not_listed"),
        ({"decisions": (KBV,)}, "cooperation.no_decision"),
        ({"decisions": (KFM,)}, "cooperation.no_decision"),
        ({"fields": ()}, "disclosure.no_fields"),
        ({"fields": (ChosenField("address", FieldClass.PROTECTED),)}, "disclosure.protected"),
        ({"need": " "}, "disclosure.no_need"),
        ({"speaks_against": ""}, "disclosure.nothing_against"),
        ({"weighing": ""}, "disclosure.no_weighing"),
        ({"outcome": None}, "disclosure.no_weighing"),
        ({"outcome": Outcome.WITHHOLD}, "disclosure.withheld"),
        ({"decided_by": ""}, "disclosure.nobody_decided"),
    ],
)
def test_a_disclosure_is_refused_for_what_it_lacks(change, expected):
    assert key(replace(CALL, **change)) == expected


def test_the_missing_weighing_names_its_section():
    assert refused(replace(CALL, weighing="")).section == "lag 2016:774 2 §"


def test_after_the_cooperation_has_ended_nothing_is_disclosed_under_it():
    assert key(CALL, on=date(2025, 9, 1)) == "cooperation.no_decision"


FROM_KFM = replace(CALL, sender="KFM", receiver="KBV", purpose=Purpose.PREVENT_CRIME)


def test_2025_170_runs_towards_crime_fighters_from_its_first_day():
    answer = replace(FROM_KFM, ground="2025:170", regime=Regime.GDPR, decisions=())
    assert key(answer) is None
    assert key(answer, on=date(2025, 4, 1)) is None
    assert key(answer, on=date(2025, 3, 31)) == "disclosure.not_in_force"


def test_only_the_obligation_in_a_pending_case_is_public():
    debt = ChosenField("obligation", FieldClass.PUBLIC)
    assets = ChosenField("assets", FieldClass.SECRET, ("34:1",))
    public = Disclosure(
        "KFM",
        "KBV",
        "osl-34-1-pending",
        Purpose.PREVENT_CRIME,
        (debt,),
        Regime.GDPR,
        decided_by="torkel.nattljus",
        facts=frozenset({Fact.PENDING_CASE}),
    )
    assert key(public) is None
    assert refused(replace(public, fields=(debt, assets))).parameters == {"field": "assets"}
    assert key(replace(public, facts=frozenset())) == "disclosure.fact_pending_case"


def test_10_15_a_breaks_neither_chapter_18_nor_its_exceptions_nor_serves_debts():
    general = replace(
        FROM_KFM, ground="osl-10-15a", regime=Regime.GDPR, decisions=(), fields=(NAME,)
    )
    december = date(2025, 12, 1)
    assert key(general, on=december) is None
    for section in ("18:1", "26:3", "41:1"):
        hidden = ChosenField("report", FieldClass.SECRET, (section,))
        assert key(replace(general, fields=(hidden,)), on=december) == "disclosure.not_broken"
    debts = replace(general, purpose=Purpose.ENFORCE_DEBT)
    assert key(debts, on=december) == "disclosure.purpose"


def test_crime_data_for_another_purpose_are_weighed_once_more_unless_there_is_a_duty():
    assert not crosses_regime(CALL)
    by_clause = replace(CALL, ground="osl-10-27", decisions=())
    assert crosses_regime(by_clause)
    assert key(by_clause) == "disclosure.no_proportionality"
    assert key(replace(by_clause, proportionality="One name, one craft, one evening")) is None
    assert not crosses_regime(replace(by_clause, purpose=Purpose.INVESTIGATE_CRIME))
    assert not crosses_regime(replace(by_clause, regime=Regime.GDPR))


def test_police_tell_of_property_they_found_and_the_coast_guard_cannot_by_that_rule():
    told = Disclosure(
        "POL",
        "KFM",
        "uf-6-25",
        Purpose.ENFORCE_DEBT,
        (NAME,),
        Regime.BDL,
        need="A jet ski presumed hers",
        speaks_against="Nothing",
        decided_by="nils.polis",
        facts=frozenset({Fact.PROPERTY_FOUND}),
    )
    assert key(told) is None
    assert key(replace(told, sender="KBV")) == "disclosure.not_sender"


def test_a_ground_in_force_is_found_by_its_name():
    assert ground("osl-10-27", ON)["rung"] == 5


@pytest.mark.parametrize(
    ("reasons", "decided_by", "expected"),
    [
        ("Assets are secret (34:1)", "inga.sekretessdal", None),
        (" ", "inga.sekretessdal", "disclosure.no_reasons"),
        ("Assets are secret (34:1)", "", "disclosure.nobody_refused"),
    ],
)
def test_a_refusal_is_a_decision_with_reasons(reasons, decided_by, expected):
    refusal = reason(may_refuse, reasons, decided_by=decided_by)
    assert (refusal.key if refusal else None) == expected


def test_a_second_opinion_is_another_persons():
    assert reason(may_review, refused_by="inga", reviewer="sixten") is None
    assert reason(may_review, refused_by="inga", reviewer="inga").key == "people.two_persons"
