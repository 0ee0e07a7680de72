from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.phone_decisions import (
    ALPHABET,
    SECTIONS,
    DecisionKind,
    Standing,
    Version,
    may_confirm,
    must_be_complete,
    read_back_code,
    says,
)
from samverkan.rules.refusal import NotAllowed

DIGEST = sha256(b"vattenskoter").hexdigest()
OTHER = sha256(b"day cruiser").hexdigest()
OFFICER = Actor(ActorKind.PERSON, "POL", "eva.sten")
OPEN = Version(digest=DIGEST, decider="KFM/olle.berg", told="POL/eva.sten")
SAID = {
    "kind": DecisionKind.PROVISIONAL_CUSTODY,
    "told": "POL/eva.sten",
    "debtor": "Nadja Farledin",
    "items": ("jet ski",),
    "claim": "U-1-25",
}


def refused(version=OPEN, *, digest=DIGEST, code=None, by=OFFICER):
    with pytest.raises(NotAllowed) as refusal:
        may_confirm(version, digest=digest, code=code or read_back_code(digest), by=by)
    return refusal.value.key


@pytest.mark.parametrize(
    ("digest", "code"),
    [("0" * 64, "000-000"), ("f" * 64, "ZZZ-ZZZ"), ("08421085" + "0" * 56, "111-111")],
)
def test_the_code_is_the_first_thirty_bits(digest, code):
    assert read_back_code(digest) == code


def test_the_code_reads_from_the_left():
    assert read_back_code("f8" + "0" * 62) == "Z00-000"
    assert read_back_code("0000007c" + "0" * 56) == "000-00Z"
    assert read_back_code("00000003" + "f" * 56) == "000-000"


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_two_groups_of_letters_nobody_confuses(data):
    code = read_back_code(data.hex())
    assert len(code) == 7
    assert code[3] == "-"
    assert set(code.replace("-", "")) <= set(ALPHABET)
    assert not set(code) & set("ILOU")
    assert says(code, data.hex())


@pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 65, "F" * 64, "g" * 64])
def test_what_is_no_digest(digest):
    with pytest.raises(ValueError, match="64 lower-case"):
        read_back_code(digest)


def test_a_code_as_it_was_scribbled_down():
    digest = "0" + "0842108" + "0" * 56  # 001-111 in Crockford's alphabet
    code = read_back_code(digest)
    for heard in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code} "):
        assert says(heard, digest)
    assert says(code.replace("0", "o").replace("1", "l"), digest)
    assert says(code.replace("1", "I"), digest)
    assert not says(code[:-1], digest)
    assert not says(code + "0", digest)
    assert not says("", digest)


def test_the_officer_told_confirms_exactly_that_hash():
    assert may_confirm(OPEN, digest=DIGEST, code=read_back_code(DIGEST), by=OFFICER) is None


def test_another_officer_another_authority_or_the_instance_cannot():
    assert refused(by=replace(OFFICER, name="bo.ek")) == "phone_decisions.not_told"
    assert refused(by=replace(OFFICER, participant="KBV")) == "phone_decisions.not_told"
    instance = replace(OPEN, told="POL")
    assert refused(instance, by=Actor.instance("POL")) == "phone_decisions.not_told"


def test_the_decider_cannot_confirm_what_the_other_side_heard():
    assert refused(replace(OPEN, decider=OFFICER.reference)) == "phone_decisions.own_decision"


def test_another_content_or_code_is_refused():
    assert refused(digest=OTHER, code=read_back_code(DIGEST)) == "phone_decisions.other_content"
    assert refused(digest=OTHER) == "phone_decisions.other_content"
    assert refused(code=read_back_code(OTHER)) == "phone_decisions.other_content"


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({}, Standing.UNCONFIRMED),
        ({"confirmed": True}, Standing.CONFIRMED),
        ({"corrected": True}, Standing.CORRECTED),
        ({"confirmed": True, "corrected": True}, Standing.CORRECTED),
        ({"recalled": True}, Standing.RECALLED),
        ({"recalled": True, "corrected": True, "confirmed": True}, Standing.RECALLED),
    ],
)
def test_only_an_unconfirmed_version_is_confirmed(change, standing):
    version = replace(OPEN, **change)
    assert version.standing is standing
    if standing is not Standing.UNCONFIRMED:
        assert refused(version) == "phone_decisions.not_open"


def test_a_whole_decision():
    assert must_be_complete(**SAID) is None


@pytest.mark.parametrize(
    ("what", "empty"),
    [("told", " "), ("debtor", ""), ("items", ()), ("items", (" ",)), ("claim", "")],
)
def test_a_decision_that_leaves_something_out(what, empty):
    with pytest.raises(NotAllowed, match=f"lacks {what}") as refusal:
        must_be_complete(**{**SAID, what: empty})
    assert refusal.value.section == "UB 6:12, 6:12 a"


def test_a_decision_to_take_nothing_names_nothing():
    assert must_be_complete(**{**SAID, "kind": DecisionKind.NOTHING, "items": ()}) is None


def test_each_kind_has_its_section():
    assert set(SECTIONS) == set(DecisionKind)
