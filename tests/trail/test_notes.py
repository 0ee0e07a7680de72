"""Signed notes: the specification's example, several signers, and every way to be refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.notes import (
    COSIGNATURE,
    ED25519,
    Key,
    Note,
    NoteInvalid,
    Signature,
    Signer,
    from_base64,
    to_base64,
    verify,
)

# The example of the C2SP signed-note specification (CC BY 4.0).
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ON"
    "ncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
ONE, TWO = Signer("one.example", b"\1" * 32), Signer("två.example", b"\2" * 32)
TEXT = "Ett.\n\nTvå.\n"


def noted(text, *signers):
    return Note(text, tuple(signer.sign(text) for signer in signers))


def test_the_specifications_note_is_genuine():
    note = Note.read(NOTE)
    assert verify(note, [Key.read(VKEY)]) == ("example.com/foo",)
    assert str(note) == NOTE


def test_the_seed_gives_the_rfcs_public_key():
    # RFC 8032, section 7.1, test 1
    seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert Signer("x", bytes.fromhex(seed)).key == Key("x", ED25519, bytes.fromhex(public))


def test_the_seed_is_not_shown():
    assert "seed" not in repr(ONE)


def test_several_sign_and_each_is_checked_by_its_own_key():
    note = Note.read(str(noted(TEXT, ONE, TWO)))
    assert note.text == TEXT
    assert verify(note, [ONE.key]) == (ONE.name,)
    assert verify(note, [TWO.key, ONE.key]) == (TWO.name, ONE.name)


def test_lines_by_unknown_keys_are_passed_over():
    note = noted(TEXT, ONE, TWO)
    stranger = Signer(ONE.name, b"\3" * 32)
    assert stranger.key.id != ONE.key.id
    assert verify(Note(TEXT, (stranger.sign(TEXT), *note.signatures)), [ONE.key]) == (ONE.name,)


def test_a_note_that_none_of_the_keys_signed_is_refused():
    with pytest.raises(NoteInvalid, match="not signed by a key given"):
        verify(noted(TEXT, ONE), [TWO.key])


def test_one_false_line_by_a_known_key_refuses_the_whole_note():
    right, other = noted(TEXT, ONE), noted("Annat.\n", TWO)
    note = Note(TEXT, right.signatures + other.signatures)
    with pytest.raises(NoteInvalid, match=r"by två\.example is not genuine"):
        verify(note, [ONE.key, TWO.key])


def test_a_cosigners_key_signs_no_note():
    key = Key.of_seed("one.example", ONE.seed, kind=COSIGNATURE)
    with pytest.raises(NoteInvalid, match="not one for signing notes"):
        verify(noted(TEXT, ONE), [key])


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs", "Cc"])))
def test_any_text_comes_back_as_it_was(text):
    note = noted(f"{text}\n", ONE)
    assert Note.read(str(note)) == note
    assert verify(note, [ONE.key]) == (ONE.name,)


LINE = str(ONE.sign(TEXT))


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("", "no signature lines"),
        (TEXT, "not a signature line"),
        (f"{TEXT}{LINE}", "not a signature line"),
        (f"{TEXT}\n{LINE}"[:-1], "no signature lines"),
        (f"{TEXT}\n", "no signature lines"),
        (f"{TEXT}\n{LINE}{LINE[2:]}", "not a signature line"),
        (f"{TEXT}\n{LINE.replace('—', '-')}", "not base64"),
        (f"{TEXT}\n— one.example\n", "not a signature line"),
        (f"{TEXT}\n— one.example AAAAAA==\n", "not a signature line"),
        (f"{TEXT}\n—  AAAAAAAA\n", "not a signature line"),
        (f"{TEXT}\n— one+two AAAAAAAA\n", "not a signature line"),
        (f"{TEXT}\n— one AAAA AAAA\n", "not base64"),
        (f"{TEXT}\n— one ååå=\n", "not base64"),
        (f"{TEXT}\n— one AAAAAAB=\n", "not base64 in its one form"),
        (f"a\tb\n\n{LINE}", "control character"),
        (f"a\rb\n\n{LINE}", "control character"),
        (f"\ud800\n\n{LINE}", "control character"),
        (f"{TEXT}\n{LINE * 101}", "more than 100"),
    ],
)
def test_what_is_no_signed_note(note, why):
    with pytest.raises(NoteInvalid, match=re.escape(why)):
        Note.read(note)


def test_a_hundred_signatures_are_read():
    assert len(Note.read(f"{TEXT}\n{LINE * 100}").signatures) == 100


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903a+",
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("530d903a", "530D903A"),
        VKEY.replace("foo", "fo o"),
        VKEY.replace("foo", ""),
        VKEY.replace("example.com/foo", ""),
        VKEY + "=",
        VKEY[:-4],
        "x+00000000+" + to_base64(b"\x02" + bytes(32)),
    ],
)
def test_what_is_no_verifier_key(vkey):
    with pytest.raises(NoteInvalid):
        Key.read(vkey)


@pytest.mark.parametrize("kind", [ED25519, COSIGNATURE])
def test_a_key_comes_back_from_its_text(kind):
    key = Key.of_seed("kbv.example/journal", b"\7" * 32, kind=kind)
    assert Key.read(key.vkey) == key


def test_a_signature_line_comes_back_from_its_text():
    signature = Signature("one", b"abcd", b"e")
    assert Signature.read(str(signature)[:-1]) == signature


@given(st.binary())
def test_base64_has_one_form(data):
    assert from_base64(to_base64(data)) == data
