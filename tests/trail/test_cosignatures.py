"""Cosignatures: a witness's statement about a checkpoint, with its time."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.cosignatures import Cosigner, attach, verify
from samverkan.trail.notes import Note, NoteInvalid, Signature, Signer

SIGNER = Signer("samverkan/kbv/journal", b"\5" * 32)
KFM, SKV = (Cosigner(f"samverkan/{code}/witness", code.encode() * 8) for code in ("kfm_", "skv_"))
CHECKPOINT = Checkpoint(SIGNER.name, 17, bytes(range(32)))
NOTE = CHECKPOINT.sign(SIGNER)
TIME = 1_752_314_700


def test_the_signed_message_is_the_specifications():
    value = KFM.cosign(CHECKPOINT, timestamp=TIME).value
    message = f"cosignature/v1\ntime {TIME}\n{CHECKPOINT.text}".encode()
    assert int.from_bytes(value[:8]) == TIME
    Ed25519PublicKey.from_public_bytes(KFM.key.public).verify(value[8:], message)


def test_witnesses_sign_after_the_log_and_each_is_told_with_its_time():
    note = attach(
        NOTE,
        [KFM.cosign(CHECKPOINT, timestamp=TIME), SKV.cosign(CHECKPOINT, timestamp=TIME + 5)],
    )
    assert note.startswith(NOTE)
    assert Checkpoint.open(note, SIGNER.vkey) == CHECKPOINT
    assert verify(note, [KFM.vkey, SKV.vkey]) == {KFM.name: TIME, SKV.name: TIME + 5}
    assert verify(note, [SKV.vkey]) == {SKV.name: TIME + 5}
    assert verify(NOTE, [KFM.vkey]) == {}


def test_a_witness_counts_once_however_often_it_signs():
    twice = [KFM.cosign(CHECKPOINT, timestamp=TIME + more) for more in (0, 1)]
    assert len(verify(attach(NOTE, twice), [KFM.vkey])) == 1


def test_the_name_of_a_witness_and_its_plain_key_do_not_mix():
    plain = Signer(KFM.name, KFM.seed)
    assert plain.key.id != KFM.key.id
    note = attach(NOTE, [plain.sign(CHECKPOINT.text)])
    assert verify(note, [KFM.vkey]) == {}
    with pytest.raises(NoteInvalid, match="not a cosignature"):
        verify(note, [plain.vkey])
    with pytest.raises(NoteInvalid, match="not a cosignature"):
        verify(attach(NOTE, [Signature(plain.name, plain.key.id, bytes(72))]), [plain.vkey])


def test_a_cosignature_of_another_checkpoint_is_refused():
    other = Checkpoint(SIGNER.name, 18, bytes(32))
    note = attach(NOTE, [KFM.cosign(other, timestamp=TIME)])
    with pytest.raises(NoteInvalid, match="by samverkan/kfm_/witness is not genuine"):
        verify(note, [KFM.vkey])


def test_the_time_cannot_be_changed():
    right = KFM.cosign(CHECKPOINT, timestamp=TIME)
    moved = Signature(right.name, right.key_id, (TIME + 1).to_bytes(8) + right.value[8:])
    with pytest.raises(NoteInvalid, match="not genuine"):
        verify(attach(NOTE, [moved]), [KFM.vkey])


@pytest.mark.parametrize("value", [b"x", bytes(71), bytes(73), b"\xff" * 72])
def test_other_bytes_are_no_cosignature(value):
    note = attach(NOTE, [Signature(KFM.name, KFM.key.id, value)])
    with pytest.raises(NoteInvalid, match="not a cosignature"):
        verify(note, [KFM.vkey])


def test_only_checkpoints_are_cosigned():
    text = "Hej.\n"
    with pytest.raises(NoteInvalid, match="three lines"):
        verify(str(Note(text, (SIGNER.sign(text),))), [KFM.vkey])


@pytest.mark.parametrize("timestamp", [-1, 2**63])
def test_a_time_outside_posix_time_is_not_signed(timestamp):
    with pytest.raises(ValueError, match="not a POSIX time"):
        KFM.cosign(CHECKPOINT, timestamp=timestamp)


def test_the_seed_is_not_shown():
    assert "seed" not in repr(KFM)
