"""Entries in the log: a code and a commitment, and nothing about anyone."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.entries import EntryInvalid, LogEntry
from samverkan.wire.commitments import commit


@given(st.from_regex(r"[a-z]{1,20}\.[a-z]{1,20}(-[a-z]{1,20})?", fullmatch=True), st.binary())
def test_an_entry_comes_back_from_its_bytes(act, record):
    entry = LogEntry(act, commit(bytes(32), record))
    assert LogEntry.from_bytes(entry.to_bytes()) == entry


def test_the_bytes_are_these():
    entry = LogEntry("release.sent", sha256(b"").digest())
    assert entry.to_bytes() == b"\x01\x0crelease.sent" + sha256(b"").digest()


def test_an_entry_says_whether_it_is_of_a_record():
    salt, record = b"s" * 32, b'{"act":"release.sent"}'
    entry = LogEntry("release.sent", sha256(salt + record).digest())
    assert entry.commits_to(salt, record)
    assert not entry.commits_to(b"t" * 32, record)
    assert not entry.commits_to(salt, record + b" ")


@pytest.mark.parametrize("act", ["", ".a", "a.", "A", "å", "a b", "a\n", "a" * 65])
def test_what_is_no_act(act):
    with pytest.raises(EntryInvalid, match="not the code of an act"):
        LogEntry(act, bytes(32))


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        b"\x01",
        b"\x02\x01a" + bytes(32),
        b"\x01\x01\xff" + bytes(32),
        b"\x01\x00" + bytes(32),
        b"\x01\x01a" + bytes(31),
        b"\x01\x01a" + bytes(33),
    ],
)
def test_what_is_no_entry(entry):
    with pytest.raises(EntryInvalid):
        LogEntry.from_bytes(entry)
