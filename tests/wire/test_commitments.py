"""Commitments bind to a record and need its salt."""

from hashlib import sha256

import pytest

from samverkan.wire.commitments import commit


def test_it_is_the_hash_of_salt_and_record():
    salt = b"s" * 32
    assert commit(salt, b"record") == sha256(salt + b"record").digest()
    assert commit(salt, b"record") != commit(b"t" * 32, b"record")


def test_a_short_salt_is_refused():
    # A salt of another length would let bytes move between salt and record.
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        commit(b"s" * 31, b"record")
