"""What is kept of a question: read as it was written, or refused to the last field."""

from __future__ import annotations

import pytest

from samverkan.registers import kept_files
from samverkan.registers.kept_files import AskedRow, KeptFile
from samverkan.sealed import voprf
from samverkan.sealed.pack_header import Header
from samverkan.wire.canonical import Malformed, decode, encode
from tests.registers.test_question_files import random

KEY = voprf.derive_key_pair(bytes(32), b"test")
HEADER = Header("KFM", "KBV", "2025-07-12", KEY.public, bytes(16), 18, 0)
ROWS = (AskedRow(1, "A", {"surname": "ek"}), AskedRow(3, "B", {"surname": "berg", "given": "ida"}))
INPUTS = [(1, "s4", b"one"), (3, "s4", b"two"), (3, "g4", b"three")]


def kept(inputs=INPUTS, rows=ROWS, scheme="ab" * 32) -> KeptFile:
    return kept_files.blind(inputs, HEADER, random=random, rows=rows, scheme=scheme)


def test_it_is_read_as_it_was_written():
    assert KeptFile.from_bytes(kept().to_bytes()) == kept()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"form": "samverkan/kept-question/v1"}, "Its form is"),
        ({"scheme": "AB" * 32}, "hexadecimal"),
        ({"scheme": "ab"}, "hexadecimal"),
        ({"scheme": ""}, "family without a scheme"),
        ({"rows": []}, "other rows"),
        ({"rows": [[1, "A", {}]]}, "other rows"),
        ({"rows": [[1, "A", {}], [2, "B", {}], [3, "C", {}]]}, "other rows"),
        ({"rows": [[3, "B", {}], [1, "A", {}]]}, "do not rise"),
        ({"rows": [[1, "A", {}], [1, "A", {}]]}, "do not rise"),
        ({"rows": [[0, "A", {}], [3, "B", {}]]}, "a name and its fields"),
        ({"rows": [[True, "A", {}], [3, "B", {}]]}, "a name and its fields"),
        ({"rows": [[1, "A"], [3, "B", {}]]}, "a name and its fields"),
        ({"rows": [[1, "A", {"surname": 7}], [3, "B", {}]]}, "a name and its fields"),
        ({"rows": [[1, "A", {"surname": ""}], [3, "B", {}]]}, "a name and its fields"),
        ({"rows": [[1, "A", []], [3, "B", {}]]}, "a name and its fields"),
        ({"asked": []}, "another number of elements"),
        ({"more": 1}, "not part of it"),
    ],
)
def test_what_breaks_its_form_is_refused(change, words):
    body = dict(decode(kept().to_bytes()))
    with pytest.raises(Malformed, match=words):
        KeptFile.from_bytes(encode({**body, **change}))


@pytest.mark.parametrize("line", [0, -1, True, "1"])
def test_a_line_is_a_whole_number_from_1(line):
    body = dict(decode(kept().to_bytes()))
    body["asked"][0][0] = line
    with pytest.raises(Malformed, match="not a line"):
        KeptFile.from_bytes(encode(body))


def test_a_row_has_sixteen_elements_at_most():
    inputs = [(1, f"f{n}", b"%d" % n) for n in range(17)]
    assert KeptFile.from_bytes(kept(inputs[:16], ROWS[:1]).to_bytes()).rows == ROWS[:1]
    with pytest.raises(Malformed, match="more than 16 elements"):
        KeptFile.from_bytes(kept(inputs, ROWS[:1]).to_bytes())


def test_numbers_keep_no_rows_and_no_scheme():
    inputs = [(1, "", b"one")]
    assert KeptFile.from_bytes(kept(inputs, (), "").to_bytes()).rows == ()
    with pytest.raises(Malformed, match="other rows"):
        KeptFile.from_bytes(kept(inputs, ROWS[:1], "").to_bytes())
    with pytest.raises(Malformed, match="family without a scheme"):
        KeptFile.from_bytes(kept([(1, "s4", b"one")], (), "").to_bytes())
    with pytest.raises(Malformed, match="scheme without families"):
        KeptFile.from_bytes(kept(inputs, ROWS[:1]).to_bytes())
