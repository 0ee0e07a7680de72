"""The stand-alone proof of one entry."""

from base64 import b64encode

import pytest

from samverkan.trail import tiles
from samverkan.trail.cosignatures import Cosigner, attach
from samverkan.trail.entries import EntryInvalid, LogEntry
from samverkan.trail.merkle import (
    ProofInvalid,
    consistency_proof,
    leaf_hash,
    over,
    verify_consistency,
)
from samverkan.trail.notes import Signer
from samverkan.trail.proofs import Proof, make_proof, verify_proof, verify_record
from samverkan.wire.commitments import commit
from tests.trail import reference
from tests.trail.logs import SIGNER, checkpoint_of, entries, log_of

FILES = log_of(600, 1500)
NOTE = FILES["checkpoint"].decode()
ENTRIES = entries(1500)
KFM, SKV = (
    Cosigner("samverkan/kfm/witness", b"k" * 32),
    Cosigner("samverkan/skv/witness", b"s" * 32),
)


def proof_of(index, **named):
    return make_proof(FILES.__getitem__, note=NOTE, index=index, **named)


@pytest.mark.parametrize("index", [0, 1, 255, 256, 1023, 1024, 1499])
def test_a_proof_shows_its_entry_and_no_other(index):
    proof = proof_of(index)
    proven = verify_proof(proof, ENTRIES[index], vkey=SIGNER.vkey)
    assert (proven.index, proven.checkpoint) == (index, checkpoint_of(FILES))
    with pytest.raises(ProofInvalid, match=f"from entry {index} to the root"):
        verify_proof(proof, ENTRIES[index - 1], vkey=SIGNER.vkey)


def test_the_file_is_the_specifications():
    first, index, *path = proof_of(700).partition("\n\n")[0].split("\n")
    assert (first, index) == ("c2sp.org/tlog-proof@v1", "index 700")
    assert path == [b64encode(node).decode() for node in reference.path(700, ENTRIES)]
    assert proof_of(700).endswith(f"\n\n{NOTE}")


def test_a_log_of_one_entry_needs_no_path():
    files = log_of(1)
    proof = make_proof(files.__getitem__, note=files["checkpoint"].decode(), index=0)
    assert Proof.read(proof).path == ()
    assert verify_proof(proof, ENTRIES[0], vkey=SIGNER.vkey).index == 0


def test_extra_data_comes_along():
    proof = proof_of(3, extra=b"whatever")
    assert "\nextra d2hhdGV2ZXI=\nindex 3\n" in proof
    assert Proof.read(proof).extra == b"whatever"
    assert verify_proof(proof, ENTRIES[3], vkey=SIGNER.vkey).index == 3


def test_the_witnesses_asked_for_are_named():
    note = attach(NOTE, [KFM.cosign(checkpoint_of(FILES), timestamp=1)])
    proof = make_proof(FILES.__getitem__, note=note, index=5)
    proven = verify_proof(proof, ENTRIES[5], vkey=SIGNER.vkey, witnesses=(KFM.vkey, SKV.vkey))
    assert proven.witnesses == {KFM.name}


def test_a_false_witness_refuses_the_proof():
    other = checkpoint_of(log_of(600))
    proof = make_proof(
        FILES.__getitem__, note=attach(NOTE, [KFM.cosign(other, timestamp=1)]), index=5
    )
    with pytest.raises(ProofInvalid, match="not genuine"):
        verify_proof(proof, ENTRIES[5], vkey=SIGNER.vkey, witnesses=(KFM.vkey,))


def test_another_logs_key_refuses_the_proof():
    with pytest.raises(ProofInvalid, match="not signed by a key given"):
        verify_proof(proof_of(5), ENTRIES[5], vkey=Signer(SIGNER.name, b"x" * 32).vkey)


def test_no_proof_is_made_beyond_the_checkpoint_or_from_damage():
    with pytest.raises(ProofInvalid, match="no entry 1500"):
        proof_of(1500)
    damaged = {**FILES, "tile/0/001": FILES["tile/0/000"]}
    with pytest.raises(ProofInvalid, match="does not lead"):
        make_proof(damaged.__getitem__, note=NOTE, index=300)


@pytest.mark.parametrize(
    "change",
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("index 700\n", ""),
        ("index 700", "index 0700"),
        ("index 700", "index -1"),
        ("index 700", "extra !\nindex 700"),
        ("index 700", "index 700\nAAAA"),
        ("index 700", "index 701"),
        ("index 700", "index 7000"),
        ("\n\n", "\n"),
        ("\n\n", "\n\n\n"),
        ("1500", "1501"),
    ],
)
def test_a_changed_proof_is_refused(change):
    with pytest.raises(ProofInvalid):
        verify_proof(proof_of(700).replace(*change, 1), ENTRIES[700], vkey=SIGNER.vkey)


@pytest.mark.parametrize(
    "text", ["", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\nextra AA=="]
)
def test_the_beginning_of_a_proof_is_refused(text):
    with pytest.raises(ProofInvalid, match="not a proof of the kind"):
        Proof.read(text)


def test_a_record_is_shown_with_its_salt_and_entry():
    entry = LogEntry("release.sent", commit(b"s" * 32, b"{}"))
    assert verify_record(entry.to_bytes(), b"s" * 32, b"{}") == entry
    with pytest.raises(ProofInvalid, match="not of this record"):
        verify_record(entry.to_bytes(), b"t" * 32, b"{}")
    with pytest.raises(EntryInvalid):
        verify_record(b"", b"s" * 32, b"{}")


@pytest.mark.parametrize("old", [1, 255, 256, 65_280, 65_535, 65_536, 65_537, 65_999])
def test_consistency_proofs_from_tiles_are_those_of_the_whole_tree(old):
    proof = consistency_proof(tiles.over(LARGE.__getitem__, 66_000), old_size=old, size=66_000)
    assert proof == consistency_proof(over(LEAVES), old_size=old, size=66_000)
    verify_consistency(
        proof,
        old_size=old,
        old_root=over(LEAVES)(0, old),
        size=66_000,
        root=over(LEAVES)(0, 66_000),
    )


LEAVES = [leaf_hash(b"%d" % number) for number in range(66_000)]
LARGE = dict(tiles.new_tiles({}.__getitem__, 0, LEAVES))
