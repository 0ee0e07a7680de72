"""A question from blinding to the label, and the auditor's opening of it."""

from dataclasses import replace

import pytest

from samverkan.sealed import voprf
from samverkan.sealed.asking import Question, open_answer, open_logged
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.errors import Misuse, ProofInvalid
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.pack_header import Header
from samverkan.sealed.pack_writing import build
from samverkan.sealed.packs import Pack
from samverkan.sealed.sealing import seal
from samverkan.wire.keys import SigningKey
from tests.sealed.published import BAD_ENCODINGS, scalar, spread

KEY = epoch_key(spread("master"), asker="KBV", epoch="2025-07-12")
LISTED = exact_input(Kind.PERSONAL_NUMBER, "199001019802")
OTHER = exact_input(Kind.PERSONAL_NUMBER, "197503039815")


def test_the_listed_person_opens_the_desk_and_the_other_nothing():
    """Coast Guard asks Enforcement about two persons, one of whom is on the list."""
    header = Header("KFM", "KBV", "2025-07-12", KEY.public, bytes(16), 13, 8)
    (sealed,) = seal(KEY, [LISTED], threads=1)
    rows = [(sealed, b"KFM Stockholm")]
    pack = Pack.open(build(rows, header, random=spread("pack"), key=SigningKey(bytes(32))))
    questions = [Question.about(value, random=spread(value)) for value in (LISTED, OTHER)]
    answer = voprf.evaluate(KEY, [question.element for question in questions], r=scalar("r"))
    outputs = open_answer(questions, answer, public_key=pack.header.public_key)
    assert [pack.look_up(output) for output in outputs] == [(b"KFM Stockholm",), ()]


def test_questions_for_each_holder_are_those_for_one_and_share_nothing():
    values, random = [LISTED, OTHER], [spread("one") + spread("two"), spread("c") + spread("d")]
    asked = Question.for_each(values, random=random)
    assert asked == tuple(Question.about_many(values, random=own) for own in random)
    elements = [question.element for each in asked for question in each]
    assert len(set(elements)) == len(elements)


@pytest.mark.parametrize("length", [0, 64, 129])
def test_questions_for_each_holder_need_64_random_bytes_each(length):
    with pytest.raises(Misuse, match="64 random bytes for each holder"):
        Question.for_each([LISTED, OTHER], random=[bytes(range(128)), bytes(length)])


def test_two_holders_are_not_given_the_same_elements():
    with pytest.raises(Misuse, match="they could compare"):
        Question.for_each([LISTED, OTHER], random=[bytes(range(128))] * 2)


def test_an_answer_with_another_askers_key_opens_nothing():
    question = Question.about(LISTED, random=spread(1))
    other = epoch_key(spread("master"), asker="PM", epoch="2025-07-12")
    answer = voprf.evaluate(other, [question.element], r=scalar("r"))
    with pytest.raises(ProofInvalid):
        open_answer([question], answer, public_key=KEY.public)


def test_a_logged_element_opens_with_its_input_and_blind_only():
    question = Question.about(LISTED, random=spread(1))
    assert open_logged(question.element, value=LISTED, blind=question.blind)
    assert not open_logged(question.element, value=OTHER, blind=question.blind)
    assert not open_logged(question.element, value=LISTED, blind=scalar("another"))
    assert not open_logged(voprf.blind(OTHER, question.blind), value=LISTED, blind=question.blind)


@pytest.mark.parametrize("blind", [b"", bytes(32), b"\xff" * 32, bytes(33)], ids=bytes.hex)
def test_an_auditor_may_be_given_anything(blind):
    question = Question.about(LISTED, random=spread(1))
    assert not open_logged(question.element, value=LISTED, blind=blind)
    assert not open_logged(BAD_ENCODINGS[3], value=LISTED, blind=question.blind)
    assert not open_logged(b"", value=LISTED, blind=question.blind)


def test_a_question_shows_neither_person_nor_blind():
    question = Question.about(LISTED, random=spread(1))
    assert "199001019802" not in repr(question)
    assert repr(question.blind) not in repr(question)
    assert repr(replace(question, blind=scalar(2))) == repr(question)


def test_many_questions_are_each_one_of_its_own():
    random = spread(1) + spread(2)
    asked = Question.about_many([LISTED, OTHER], random=random)
    alone = (Question.about(LISTED, random=spread(1)), Question.about(OTHER, random=spread(2)))
    assert asked == alone


def test_a_question_needs_64_random_bytes():
    with pytest.raises(Misuse, match="needs 64 random bytes"):
        Question.about_many([LISTED, OTHER], random=bytes(64))
    with pytest.raises(Misuse, match="it must be 64"):
        Question.about(LISTED, random=bytes(32))
