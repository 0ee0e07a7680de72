"""A proof carries its entry along, and the record until it is erased."""

import pytest

from samverkan.trail.evidence import Evidence, evidence_of
from samverkan.trail.merkle import ProofInvalid
from samverkan.trail.proofs import Proof
from samverkan.wire.canonical import encode
from samverkan.wire.commitments import commit

SALT, RECORD = bytes(range(32)), b'{"act":"release.sent"}'
WHOLE = Evidence("release.sent", commit(SALT, RECORD), SALT, RECORD)
ERASED = Evidence("release.sent", commit(SALT, RECORD), None, None)
GOOD = {"act": "release.sent", "commitment": "", "record": None, "salt": None}


def carried(extra: bytes) -> str:
    return str(Proof(3, (), "note\n", extra))


@pytest.mark.parametrize("evidence", [WHOLE, ERASED])
def test_what_is_carried_is_read_back(evidence):
    assert evidence_of(carried(evidence.to_extra())) == evidence


def test_an_erased_record_leaves_the_same_entry():
    assert ERASED.entry == WHOLE.entry


@pytest.mark.parametrize(
    "extra",
    [
        b"",
        b"no json",
        encode([]),
        encode({"act": "release.sent"}),
        encode(GOOD),
        encode({**GOOD, "commitment": "not base64!"}),
        Evidence("", commit(SALT, RECORD), None, None).to_extra(),
        Evidence("release.sent", commit(SALT, RECORD), SALT, None).to_extra(),
        Evidence("release.sent", commit(SALT, RECORD), None, RECORD).to_extra(),
        Evidence("release.sent", commit(SALT, RECORD), SALT[:5], RECORD).to_extra(),
    ],
)
def test_anything_else_is_refused_in_a_sentence(extra):
    with pytest.raises(ProofInvalid) as refused:
        evidence_of(carried(extra))
    assert str(refused.value).endswith(".")
