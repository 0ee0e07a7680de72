from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.phone_decisions import (
    ALPHABET,
    SECTIONS,
    DecisionKind,
    Standing,
    may_confirm,
    must_be_complete,
    must_match,
    read_back_code,
    says,
    standing,
)
from samverkan.rules.refusal import NotAllowed

DIGEST = sha256(b"vattenskoter").hexdigest()
OTHER = sha256(b"day cruiser").hexdigest()
SAID = {
    "kind": DecisionKind.PROVISIONAL_CUSTODY,
    "told": "POL/eva.sten",
    "debtor": "Nadja Farledin",
    "items": ("jet ski",),
    "claim": "U-1-25",
}


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


def refused(rule, *arguments):
    with pytest.raises(NotAllowed) as refusal:
        rule(*arguments)
    return refusal.value.key


def test_the_code_heard_confirms_exactly_that_version():
    assert may_confirm(DIGEST, read_back_code(DIGEST)) is None
    assert refused(may_confirm, DIGEST, read_back_code(OTHER)) == "phone_decisions.other_code"
    assert refused(may_confirm, DIGEST, "") == "phone_decisions.other_code"


def test_the_decider_takes_only_its_own_hash_back():
    assert must_match(DIGEST, DIGEST) is None
    assert refused(must_match, DIGEST, OTHER) == "phone_decisions.other_content"
    assert refused(must_match, DIGEST, "") == "phone_decisions.other_content"


@pytest.mark.parametrize(
    ("confirmed", "corrected", "recalled", "stands"),
    [
        (False, False, False, Standing.UNCONFIRMED),
        (True, False, False, Standing.CONFIRMED),
        (False, True, False, Standing.CORRECTED),
        (True, True, False, Standing.CORRECTED),
        (False, False, True, Standing.RECALLED),
        (True, True, True, Standing.RECALLED),
    ],
)
def test_only_an_unconfirmed_version_is_confirmed(confirmed, corrected, recalled, stands):
    assert standing(confirmed=confirmed, corrected=corrected, recalled=recalled) is stands
    if stands is not Standing.UNCONFIRMED:
        key = refused(may_confirm, DIGEST, read_back_code(DIGEST), stands)
        assert key == "phone_decisions.not_open"


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
