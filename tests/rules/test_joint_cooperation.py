"""Operations, directions and the terms of joint documents, refusal by refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.directions import (
    Draft,
    must_be_chair,
    must_be_current,
    must_be_open,
)
from samverkan.rules.directions import may_propose as may_propose_direction
from samverkan.rules.joint_documents import terms
from samverkan.rules.operations import (
    Plan,
    Standing,
    check_participation,
    may_agree,
    may_answer,
    may_close,
    may_decline,
    may_propose,
    may_withdraw,
    must_be_council,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import reason
from samverkan.rules.tables import load

NOW = datetime(2025, 5, 6, 8, tzinfo=UTC)
ALL = Actor(ActorKind.PERSON, "RUC-STHLM", "frida", frozenset(Permission))
NONE = Actor(ActorKind.PERSON, "RUC-STHLM", "frida")
PLAN = Plan(
    name="Sommar",
    direction="NUC/1",
    phenomenon="F-2",
    networks=("Kobbnätet", "Slörlinan"),
    subject="Bruk av farkoster",
    goal="Återta vinster",
    serious="Grov brottslighet",
    organised="Två grupper",
    methods=("Kontroll",),
    days=(date(2025, 7, 12),),
    participants=("KBV", "KFM"),
    starts=date(2025, 6, 13),
    ends=date(2025, 8, 31),
)
DRAFT = Draft(
    title="Inriktning",
    text="Minska vinsterna.",
    picture="NUC/1",
    members=("KBV",),
    closing_at=NOW + timedelta(days=9),
    starts=date(2025, 6, 1),
    ends=date(2025, 12, 31),
)
DECISION = CooperationDecision(
    participant="KBV",
    cooperation="RUC-STHLM/1",
    subject="Bruk av farkoster",
    goal="Återta vinster",
    serious="Grov",
    organised="Två grupper",
    starts=date(2025, 6, 13),
    ends=date(2025, 8, 31),
    decided_by="Henning",
)
RUNNING = Standing(agreed=True, closed=False)


def key(rule, *arguments, **named):
    refused = reason(rule, *arguments, **named)
    return refused.key if refused else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, None),
        ({"days": ()}, None),
        ({"direction": " "}, "operations.no_direction"),
        ({"subject": ""}, "cooperation.not_delimited"),
        ({"networks": ()}, "cooperation.not_delimited"),
        ({"serious": ""}, "cooperation.not_serious"),
        ({"organised": ""}, "cooperation.not_organised"),
        ({"starts": date(2025, 8, 31)}, "cooperation.ends_first"),
        ({"days": (date(2025, 6, 12),)}, "operations.day_outside"),
        ({"participants": ("KBV",)}, "operations.too_few"),
    ],
)
def test_a_plan_is_delimited(words, expected):
    plan = replace(PLAN, **words)
    assert key(may_propose, plan, by=ALL, remits=["regional-council"]) == expected


def test_a_plan_is_a_councils_and_put_forward_by_who_may():
    assert key(may_propose, PLAN, by=ALL, remits=["police"]) == "operations.no_council"
    assert key(may_propose, PLAN, by=NONE, remits=["council-chair"]) == "people.no_permission"
    assert key(must_be_council, ["council-chair"]) is None


def test_a_council_agrees_once():
    assert key(may_agree, Standing(agreed=False, closed=False), by=ALL) is None
    assert key(may_agree, RUNNING, by=ALL) == "operations.agreed"
    assert key(may_agree, RUNNING, by=NONE) == "people.no_permission"


@pytest.mark.parametrize(
    ("standing", "words", "expected"),
    [
        (RUNNING, "Slut.", None),
        (RUNNING, " ", "operations.no_words"),
        (Standing(agreed=False, closed=False), "Slut.", "operations.not_running"),
        (Standing(agreed=True, closed=True), "Slut.", "operations.not_running"),
    ],
)
def test_what_runs_is_closed_with_words(standing, words, expected):
    assert key(may_close, standing, by=ALL, words=words) == expected


@pytest.mark.parametrize(
    ("standing", "us", "expected"),
    [
        (RUNNING, "KBV", None),
        (RUNNING, "TULL", "operations.not_asked"),
        (Standing(agreed=False, closed=False), "KBV", "operations.not_running"),
        (Standing(agreed=True, closed=True), "KBV", "operations.not_running"),
        (Standing(agreed=True, closed=False, answered=True), "KBV", "operations.answered"),
    ],
)
def test_who_is_asked_answers_once(standing, us, expected):
    assert key(may_answer, standing, participants=["KBV", "KFM"], us=us, by=ALL) == expected


@pytest.mark.parametrize(
    ("decision", "need", "fields", "expected"),
    [
        (DECISION, "Behov", "namn", None),
        (DECISION, "", "namn", "operations.no_need"),
        (DECISION, "Behov", " ", "operations.no_need"),
        (replace(DECISION, starts=date(2025, 6, 12)), "Behov", "namn", "operations.outside"),
        (replace(DECISION, ends=date(2025, 9, 1)), "Behov", "namn", "operations.outside"),
        (replace(DECISION, serious=""), "Behov", "namn", "cooperation.not_serious"),
    ],
)
def test_a_decision_says_its_need_and_stays_within_the_operation(decision, need, fields, expected):
    found = key(
        check_participation,
        decision,
        need=need,
        fields=fields,
        starts=PLAN.starts,
        ends=PLAN.ends,
    )
    assert found == expected


def test_to_decline_or_withdraw_takes_reasons():
    assert key(may_decline, "Fartyg saknas.") is None
    assert key(may_decline, " ") == "operations.no_reasons"
    assert key(may_withdraw, withdrawn=False, reasons="Skäl", by=ALL) is None
    assert key(may_withdraw, withdrawn=False, reasons="", by=ALL) == "operations.no_reasons"
    assert key(may_withdraw, withdrawn=True, reasons="Skäl", by=ALL) == "operations.withdrawn"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, None),
        ({"title": ""}, "directions.no_text"),
        ({"text": " "}, "directions.no_text"),
        ({"picture": ""}, "directions.no_picture"),
        ({"members": ()}, "directions.no_members"),
        ({"closing_at": NOW}, "directions.closes_at_once"),
        ({"ends": date(2025, 6, 1)}, "cooperation.ends_first"),
    ],
)
def test_a_proposal_cites_a_picture_and_closes_ahead(words, expected):
    found = key(
        may_propose_direction,
        replace(DRAFT, **words),
        by=ALL,
        remits=["council-chair"],
        adopted=False,
        now=NOW,
    )
    assert found == expected


def test_a_proposal_comes_from_the_chairs_centre_and_ends_when_adopted():
    words = {"by": ALL, "adopted": False, "now": NOW}
    assert key(may_propose_direction, DRAFT, remits=["regional-council"], **words) == (
        "directions.no_council"
    )
    adopted = {**words, "adopted": True, "remits": ["council-chair"]}
    assert key(may_propose_direction, DRAFT, **adopted) == "directions.adopted"
    assert key(must_be_chair, ["council-chair"]) is None
    assert key(must_be_open, adopted=True) == "directions.adopted"
    assert key(must_be_open, adopted=False) is None


def test_a_position_is_on_the_current_version():
    assert key(must_be_current, "a", current="b") == "directions.old_version"
    assert key(must_be_current, "a", current="a") is None


CASES = [(row, case) for row in load("joint_documents") for case in row["case"]]


@pytest.mark.parametrize(("row", "case"), CASES, ids=[row["id"] for row, _ in CASES])
def test_a_document_travels_on_the_terms_of_its_kind(row, case):
    found = terms(row["id"], recipient="KBV", on=case["on"], ends=case["ends"])
    assert found.expires_on == case["kept_until"]
    expected = (row["citation"], row["handling"], "KBV")
    assert (found.ground, found.handling, found.recipient) == expected
    assert found.purpose
