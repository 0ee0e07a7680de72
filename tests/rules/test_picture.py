"""The picture holds no persons: numbers and known names are refused, versions are compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.gradings import Assertion, Grading, Handling, Information, Source
from samverkan.rules.permissions import Permission
from samverkan.rules.personal_data import names_in
from samverkan.rules.picture import (
    AboutKind,
    Change,
    ChangeKind,
    Confidence,
    Paragraph,
    changes,
    check_paragraph,
    may_adopt,
    may_continue,
    may_release,
    may_write,
    must_be_centre,
    no_personal_data,
)
from samverkan.rules.refusal import reason

F2 = Paragraph(
    key="F-2",
    kind=AboutKind.PHENOMENON,
    title="Farkoster som värdebärare",
    text="Två nätverk håller vinster i farkoster.",
    grading=Grading(Source.B, Information.THREE),
    assertion=Assertion.ASSESSMENT,
    handling=Handling.H2,
    confidence=Confidence.MEDIUM,
    gap="Hur ägandet kan visas.",
    dissent="",
)
SAGA = Actor(ActorKind.PERSON, "NUC", "saga", frozenset(Permission))
NOBODY = Actor(ActorKind.PERSON, "NUC", "nils")


def key(rule, *arguments, **named):
    refused = reason(rule, *arguments, **named)
    return refused.key if refused else None


def known(name: str) -> bool:
    return name in {"Rasmus Skvalpholm", "Anna Lind Ek"}


@pytest.mark.parametrize(
    "text",
    [
        "000101-9801",
        "Mannen (20000101-9801) äger båten.",
        "200001019801",
        "000101+9801",
        "000161-9809",  # a samordningsnummer
        "000060-9801",  # one whose birth date is not known
        "000101-T980",
        "000101 9801",
        "se 0001019801.",
    ],
)
def test_what_looks_like_a_personal_number_is_refused(text):
    assert key(no_personal_data, ["ren", text], is_person=known) == "picture.personal_number"


@pytest.mark.parametrize(
    "text",
    [
        "996 000 kr utmättes 2025-07-12 klockan 14.05",
        "Bolaget 202100-5646 och 556677-1234",
        "F-2, version 3, rad 12",
        "",
    ],
)
def test_sums_days_and_organisations_are_no_persons(text):
    assert key(no_personal_data, [text], is_person=known) is None


@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 31), st.integers(9800, 9999))
def test_no_written_form_of_a_number_slips_through(year, month, day, last):
    for number in (
        f"{year:02}{month:02}{day:02}-{last}",
        f"20{year:02}{month:02}{day:02}{last}",
        f"x{year:02}{month:02}{day + 60:02}-{last}y",
    ):
        assert key(no_personal_data, [number], is_person=known) == "picture.personal_number"


@pytest.mark.parametrize(
    "text",
    [
        "Enligt Rasmus Skvalpholm ligger båten där.",
        "Nätverket leds av Rasmus Skvalpholm.",
        "Rasmus Skvalpholms båt",
        "(Anna Lind Ek)",
        "Igår såg Herr Anna Lind Ek Kobbnätet",
    ],
)
def test_a_name_known_here_is_refused(text):
    assert key(no_personal_data, [text], is_person=known) == "picture.name"


def test_a_sentence_ends_a_name():
    assert list(names_in("Vi såg Rasmus. Skvalpholm ligger i skärgården.")) == []
    assert key(no_personal_data, ["Rasmus. Skvalpholm"], is_person=known) is None


@pytest.mark.parametrize(
    ("words", "others", "expected"),
    [
        ({}, ["F-1"], None),
        ({"key": " "}, [], "picture.no_text"),
        ({"title": ""}, [], "picture.no_text"),
        ({"text": ""}, [], "picture.no_text"),
        ({}, ["F-2"], "picture.key_taken"),
    ],
)
def test_a_paragraph_has_words_and_a_key_of_its_own(words, others, expected):
    assert key(check_paragraph, replace(F2, **words), others=others) == expected


def test_what_is_adopted_does_not_change():
    assert key(may_write, adopted=False, by=SAGA) is None
    assert key(may_write, adopted=True, by=SAGA) == "picture.adopted"
    assert key(may_write, adopted=False, by=NOBODY) == "people.no_permission"
    assert key(may_adopt, adopted=False, paragraphs=1, by=SAGA) is None
    assert key(may_adopt, adopted=False, paragraphs=0, by=SAGA) == "picture.empty"
    assert key(may_adopt, adopted=True, paragraphs=1, by=SAGA) == "picture.adopted"


def test_a_draft_stays_and_a_version_leaves_once():
    assert key(may_release, adopted=True, released=False, by=SAGA) is None
    assert key(may_release, adopted=False, released=False, by=SAGA) == "picture.draft"
    assert key(may_release, adopted=True, released=True, by=SAGA) == "picture.released"
    assert key(may_release, adopted=True, released=False, by=NOBODY) == "people.no_permission"
    assert key(may_continue, released=True, by=SAGA) is None
    assert key(may_continue, released=False, by=SAGA) == "picture.not_released"


def test_only_a_centre_writes():
    assert key(must_be_centre, ["intelligence-centre"]) is None
    assert key(must_be_centre, ["police"]) == "picture.no_centre"


def test_versions_are_compared_by_key():
    f1, f3 = replace(F2, key="F-1"), replace(F2, key="F-3", title="Gästhamnar")
    doubted = replace(F2, confidence=Confidence.LOW, dissent="En källa räcker inte.")
    assert changes([f1, F2], [f1, doubted, f3]) == (
        Change("F-2", F2.title, ChangeKind.CHANGED, ("confidence", "dissent")),
        Change("F-3", "Gästhamnar", ChangeKind.ADDED),
    )
    assert changes([f1, F2], [f1]) == (Change("F-2", F2.title, ChangeKind.REMOVED),)
