"""Names of records and the chain of their versions."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.wire.canonical import Malformed, digest
from samverkan.wire.identifiers import RecordId, Version, checked_digest

ID = "6f1c9f0e-2d55-4c0f-9b0f-3f2b6f0a1c11"
ONE, TWO = digest(b"one"), digest(b"two")


@given(st.sampled_from(["KFM", "RUC-STHLM", "SAPO"]), st.uuids())
def test_a_name_is_read_as_it_was_written(participant, uuid):
    record = RecordId(participant, uuid)
    assert RecordId.parse(str(record)) == record


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KFM",
        ID,
        f"kfm/{ID}",
        f"/{ID}",
        f"KFM-/{ID}",
        f"KFM/{ID}/1",
        f"KFM/{ID.upper()}",
        f"KFM/{{{ID}}}",
        f"KFM/{ID.replace('-', '')}",
        f"KFM/{ID}\n",
        f"KÖM/{ID}",
        "KFM/6f1c",
    ],
)
def test_other_texts_are_not_names(text):
    with pytest.raises(Malformed):
        RecordId.parse(text)


def test_a_first_version_stands_alone_and_the_next_names_it():
    record = RecordId("KFM", UUID(ID))
    assert Version(record, 1, ONE, None).before is None
    assert Version(record, 2, TWO, ONE).before == ONE


@pytest.mark.parametrize(
    ("number", "own", "before", "says"),
    [
        (0, ONE, None, "count from 1"),
        (-1, ONE, TWO, "count from 1"),
        (1, ONE, TWO, "has none before it"),
        (2, ONE, None, "names the one before"),
        (1, "abc", None, "SHA-256"),
        (2, ONE, ONE.upper(), "SHA-256"),
    ],
)
def test_a_broken_chain_is_refused(number, own, before, says):
    with pytest.raises(Malformed, match=says):
        Version(RecordId("KFM", UUID(ID)), number, own, before)


def test_a_digest_is_64_lower_hex():
    assert checked_digest(ONE) == ONE
    with pytest.raises(Malformed):
        checked_digest(ONE + "\n")
