"""Checkpoints: three lines, signed by the log they name."""

import pytest

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.notes import Note, NoteInvalid, Signer

SIGNER = Signer("samverkan/kbv/journal", b"\5" * 32)
CHECKPOINT = Checkpoint(SIGNER.name, 20852163, bytes(range(32)))

# The body of the example in the C2SP tlog-checkpoint specification (CC BY 4.0).
BODY = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_specifications_body_reads_and_writes_the_same():
    checkpoint = Checkpoint.read(BODY)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.root.hex().startswith("0ac5186a91863e8e1d90c808")
    assert checkpoint.text == BODY


def test_what_a_log_signs_its_key_opens():
    note = CHECKPOINT.sign(SIGNER)
    assert note.startswith(CHECKPOINT.text + "\n— samverkan/kbv/journal ")
    assert Checkpoint.open(note, SIGNER.vkey) == CHECKPOINT


def test_an_empty_log_has_a_checkpoint_too():
    empty = Checkpoint(SIGNER.name, 0, bytes(32))
    assert Checkpoint.open(empty.sign(SIGNER), SIGNER.vkey) == empty


def test_another_key_of_the_same_name_does_not_open_it():
    with pytest.raises(NoteInvalid, match="not signed"):
        Checkpoint.open(CHECKPOINT.sign(SIGNER), Signer(SIGNER.name, b"\6" * 32).vkey)


def test_a_log_signs_only_for_itself():
    other = Checkpoint("samverkan/kfm/journal", 1, bytes(32))
    with pytest.raises(NoteInvalid, match="cannot sign for the log samverkan/kfm/journal"):
        other.sign(SIGNER)
    note = str(Note(other.text, (SIGNER.sign(other.text),)))
    with pytest.raises(NoteInvalid, match="is of samverkan/kfm/journal, not of"):
        Checkpoint.open(note, SIGNER.vkey)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        BODY[:-1],
        BODY + "extension\n",
        BODY.replace("example.com/behind-the-sofa", ""),
        BODY.replace("20852163", "020852163"),
        BODY.replace("20852163", "-1"),
        BODY.replace("20852163", "²"),
        BODY.replace("20852163", "9" * 19),
        BODY.replace("2I=", "2J="),
        BODY.replace("CsUY", ""),
    ],
)
def test_what_is_no_checkpoint(text):
    with pytest.raises(NoteInvalid):
        Checkpoint.read(text)


def test_a_signed_text_that_is_no_checkpoint_is_refused():
    text = "Hej.\n"
    with pytest.raises(NoteInvalid, match="three lines"):
        Checkpoint.open(str(Note(text, (SIGNER.sign(text),))), SIGNER.vkey)
