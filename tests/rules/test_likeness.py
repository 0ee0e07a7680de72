"""Questions by likeness: never about an unknown identity, and never a hit without a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.likeness import (
    Said,
    is_reviewed,
    may_ask_by_likeness,
    may_list_likeness,
    may_review,
    policy,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.questions import Subject, SubjectRole
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.tables import load
from tests.rules.test_cooperation import KBV, KFM
from tests.rules.test_questions import CARD, ON

SIV = Actor(ActorKind.PERSON, "KBV", "siv", frozenset({Permission.ASK}))
VERA = replace(SIV, name="vera", permissions=frozenset({Permission.ASK, Permission.APPROVE_MINOR}))
DRIVER = Subject(SubjectRole.DRIVER, "Nämns i insatsen.", birth_date=date(1988, 6, 14))
CRAFT = Subject(SubjectRole.CRAFT, "Nämns i insatsen.")
STATED = Said(frozenset({"given", "surname", "birth"}), "Finskt pass.")
LEGIBLE = Said(frozenset({"hull", "make"}), "Slutet är bortslipat.")


def key_of(refusal: NotAllowed | None) -> str | None:
    return refusal.key if refusal else None


def asked(subject: Subject, said: Said, **change: object) -> str | None:
    words = {"card": CARD, "asker": SIV, "decisions": (KBV, KFM), "on": ON, **change}
    return key_of(reason(may_ask_by_likeness, words.pop("card"), subject, said, **words))


def test_name_birth_date_and_a_document_or_a_legible_part_are_enough():
    assert asked(DRIVER, STATED) is None
    assert asked(CRAFT, LEGIBLE) is None


@pytest.mark.parametrize(
    ("subject", "said", "expected"),
    [
        (replace(DRIVER, birth_date=None), STATED, "questions.unknown_identity"),
        (DRIVER, replace(STATED, fields=frozenset({"given", "birth"})), "likeness.not_stated"),
        (DRIVER, replace(STATED, fields=frozenset({"given", "surname"})), "likeness.not_stated"),
        (DRIVER, replace(STATED, established=" "), "likeness.not_established"),
        (DRIVER, replace(STATED, number_known=True), "likeness.number_known"),
        (replace(DRIVER, reason=""), STATED, "questions.no_reason"),
        (replace(DRIVER, birth_date=date(2014, 1, 1)), STATED, "questions.child"),
        (
            replace(DRIVER, birth_date=date(2009, 1, 1), supervisor=VERA),
            STATED,
            "likeness.minor",
        ),
        (
            replace(DRIVER, role=SubjectRole.PASSENGER, passenger_reason="Bär två klockor."),
            STATED,
            "likeness.passenger",
        ),
        (CRAFT, replace(LEGIBLE, fields=frozenset({"hull"})), "likeness.craft_too_little"),
        (CRAFT, replace(LEGIBLE, fields=frozenset({"make", "craft"})), "likeness.craft_too_little"),
        (CRAFT, replace(LEGIBLE, established=""), "likeness.what_is_seen"),
    ],
)
def test_what_is_refused(subject, said, expected):
    assert asked(subject, said) == expected


def test_a_routine_check_and_one_without_decisions_ask_nobody():
    assert asked(DRIVER, STATED, card=None) == "questions.routine"
    assert asked(CRAFT, LEGIBLE, decisions=()) == "cooperation.no_decision"
    assert asked(CRAFT, LEGIBLE, asker=replace(SIV, permissions=frozenset())) is not None


CASES = [(row, case) for row in load("likeness") for case in row["case"]]


@pytest.mark.parametrize(("row", "case"), CASES)
def test_the_policy_says_what_is_reviewed(row, case):
    on = row["valid_from"]
    purpose = Purpose(row["purpose"])
    assert is_reviewed(case["probability"], row["id"], purpose, on) is case["reviewed"]


def test_a_purpose_without_a_line_is_refused():
    assert key_of(reason(policy, "person", Purpose.ENFORCE_DEBT, ON)) == "likeness.no_policy"
    assert key_of(reason(policy, "company", Purpose.PREVENT_CRIME, ON)) == "likeness.no_policy"


@pytest.mark.parametrize(
    ("by", "change", "expected"),
    [
        (SIV, {}, None),
        (VERA, {}, None),
        (replace(SIV, name="alva"), {}, "likeness.not_yours"),
        (SIV, {"decided": True}, "likeness.decided"),
        (SIV, {"words": " "}, "likeness.no_words"),
    ],
)
def test_who_reviews_and_how(by, change, expected):
    words = {"officer": SIV.reference, "decided": False, "words": "Samma.", "by": by, **change}
    assert key_of(reason(may_review, **words)) == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("person", {"given", "surname", "birth"}, None),
        ("person", {"given", "surname"}, "likeness.list_person"),
        ("craft", {"hull", "make"}, None),
        ("craft", {"hull", "engine"}, None),
        ("craft", {"hull"}, "likeness.list_craft"),
        ("craft", {"make", "craft"}, "likeness.list_craft"),
    ],
)
def test_an_entry_needs_enough_to_be_found_by(kind, fields, expected):
    assert key_of(reason(may_list_likeness, kind, frozenset(fields))) == expected
