"""Questions by file: several batches have a proof each, and hostile files are refused in words."""

from __future__ import annotations

from hashlib import sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.registers import kept_files, question_reading
from samverkan.registers import question_files as files
from samverkan.registers.kept_files import KeptFile
from samverkan.registers.question_files import AnswerFile, QuestionFile
from samverkan.sealed import voprf
from samverkan.sealed.errors import Misuse, ProofInvalid
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.pack_header import Header
from samverkan.wire.canonical import Malformed, decode, encode

KEY = voprf.derive_key_pair(bytes(32), b"test")
HEADER = Header("KFM", "KBV", "2025-07-12", KEY.public, bytes(16), 12, 8)
VALUES = [exact_input(Kind.PERSONAL_NUMBER, f"199001{day:02}9802") for day in range(1, 6)]
INPUTS = [(line, "", value) for line, value in enumerate(VALUES, start=1)]


def random(size: int) -> bytes:
    blocks = (sha512(number.to_bytes(4)).digest() for number in range(size // 64 + 1))
    return b"".join(blocks)[:size]


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(files, "MOST_IN_A_BATCH", 2)


def test_each_batch_has_a_proof_and_all_outputs_come_in_order(small_batches):
    kept = kept_files.blind(INPUTS, HEADER, random=random)
    answered = files.answer(kept.question, KEY, random=random)
    assert [len(batch.elements) for batch in answered.batches] == [2, 2, 1]
    assert kept_files.outputs(kept, answered) == [voprf.prf(KEY.secret, value) for value in VALUES]
    one, two, last = answered.batches
    swapped = (two, one, last)
    with pytest.raises(ProofInvalid):
        kept_files.outputs(kept, AnswerFile(answered.question, swapped))


def test_files_are_read_as_they_were_written():
    kept = kept_files.blind(INPUTS, HEADER, random=random)
    answered = files.answer(kept.question, KEY, random=random)
    assert KeptFile.from_bytes(kept.to_bytes()) == kept
    assert QuestionFile.from_bytes(kept.question.to_bytes()) == kept.question
    assert AnswerFile.from_bytes(answered.to_bytes()) == answered


def test_another_key_does_not_answer():
    kept = kept_files.blind(INPUTS, HEADER, random=random)
    with pytest.raises(Misuse, match="not the pack's"):
        files.answer(kept.question, voprf.derive_key_pair(bytes(32), b"other"), random=random)


def test_an_answer_to_another_question_opens_nothing():
    kept = kept_files.blind(INPUTS, HEADER, random=random)
    answered = files.answer(kept.question, KEY, random=random)
    with pytest.raises(Malformed, match="another question"):
        kept_files.outputs(kept, AnswerFile("0" * 64, answered.batches))


READERS = (QuestionFile.from_bytes, AnswerFile.from_bytes, KeptFile.from_bytes)


@pytest.mark.parametrize("read", READERS)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(read, data):
    with pytest.raises(Malformed):
        read(data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"form": "samverkan/question/v2"}, "Its form is"),
        ({"elements": []}, "1 to 1,000,000"),
        ({"elements": ["zz" * 32]}, "hexadecimal"),
        ({"elements": ["00" * 31]}, "hexadecimal"),
        ({"elements": "00" * 32}, "must be a list"),
        ({"public_key": "00"}, "hexadecimal"),
        ({"holder": 7}, "must be text"),
        ({"asker": "K" * 70_000}, "1 to 255 bytes"),
        ({"epoch": ""}, "1 to 255 bytes"),
        ({"holder": "K\nFM"}, "1 to 255 bytes"),
        ({"more": 1}, "not part of it"),
    ],
)
def test_a_question_that_breaks_its_form_is_refused(change, words):
    body = dict(decode(kept_files.blind(INPUTS, HEADER, random=random).question.to_bytes()))
    with pytest.raises(Malformed, match=words):
        QuestionFile.from_bytes(encode({**body, **change}))


@pytest.mark.parametrize("read", READERS[:2])
def test_what_would_fill_the_memory_is_refused_before_it_is_read(read, monkeypatch):
    """Two bytes of JSON become a hundred in memory; so they are counted as they lie."""
    monkeypatch.setattr(question_reading, "decode", lambda *_, **__: pytest.fail("it was read"))
    for data in (b"[" + b"1," * 1_200_000 + b"1]", b" " * (question_reading.LARGEST + 1)):
        with pytest.raises(Malformed, match="larger than one of"):
            read(data)


def test_the_largest_question_and_answer_have_room():
    kept = kept_files.blind(INPUTS, HEADER, random=random)
    answered = files.answer(kept.question, KEY, random=random)
    element = len(f'"{bytes(32).hex()}",')
    proofs = -(-question_reading.MOST // voprf.MOST_IN_A_BATCH) * len(answered.to_bytes())
    most, largest = question_reading.MOST, question_reading.LARGEST
    assert len(kept.question.to_bytes()) + element * most <= largest
    assert proofs + element * most <= largest
