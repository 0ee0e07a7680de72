"""RFC 9497: published answers, and what each side does when the other cheats."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed import dleq, sodium, suite, voprf
from samverkan.sealed.errors import BadElement, Misuse, ProofInvalid
from samverkan.sealed.suite import Mode
from tests.sealed.published import ANSWERS, BAD_ENCODINGS, cases, scalar, spread

SHARED = Path(__file__).parents[3] / "shared/data/vectors/rfc9497_oprf/allVectors.json"

KEY = voprf.derive_key_pair(spread("seed")[:32], b"test")
VALUES = (b"one", b"two", b"three")
BLINDS = tuple(scalar(value) for value in VALUES)
BLINDED = tuple(map(voprf.blind, VALUES, BLINDS))
ANSWER = voprf.evaluate(KEY, BLINDED, r=scalar("r"))


@pytest.mark.parametrize("row", ANSWERS["expand"])
def test_published_expansions(row):
    dst = b"QUUX-V01-CS02-with-expander-SHA512-256"
    message = bytes.fromhex(row["message"])
    assert suite.expand_message_xmd(message, dst, row["length"]).hex() == row["uniform"]


def test_expansion_has_its_limits():
    assert len(suite.expand_message_xmd(b"", b"x" * 255, 255 * 64)) == 255 * 64
    for dst, length in ((b"x" * 256, 64), (b"x", 255 * 64 + 1)):
        with pytest.raises(OverflowError):
            suite.expand_message_xmd(b"", dst, length)


@pytest.mark.parametrize("mode", Mode)
def test_published_keys(mode):
    row = ANSWERS[mode.name.lower()]
    key = voprf.derive_key_pair(bytes.fromhex(row["seed"]), bytes.fromhex(row["info"]), mode)
    assert key.secret.hex() == row["secret"]
    assert key.public.hex() == row.get("public", key.public.hex())


@pytest.mark.parametrize("mode", Mode)
def test_published_blinds_and_outputs(mode):
    secret = bytes.fromhex(ANSWERS[mode.name.lower()]["secret"])
    for case in cases(mode.name.lower()):
        blinded = [voprf.blind(*pair, mode) for pair in zip(case.inputs, case.blinds, strict=True)]
        assert blinded == case.blinded
        evaluated = voprf.evaluate_bare(secret, blinded)
        assert list(evaluated) == case.evaluated
        assert list(map(voprf.finalize, case.inputs, case.blinds, evaluated)) == case.outputs
        assert [voprf.prf(secret, value, mode) for value in case.inputs] == case.outputs


def test_published_proofs_byte_for_byte():
    secret, public = (bytes.fromhex(ANSWERS["voprf"][name]) for name in ("secret", "public"))
    for case in cases("voprf"):
        answer = voprf.evaluate(voprf.KeyPair(secret, public), case.blinded, r=case.r)
        assert (list(answer.elements), answer.proof) == (case.evaluated, case.proof)
        outputs = voprf.verify_and_finalize(case.inputs, case.blinds, case.blinded, answer, public)
        assert list(outputs) == case.outputs


def test_the_transcribed_answers_are_the_published_ones():
    if not SHARED.exists():
        pytest.skip("../shared/data is absent: the transcription is not compared")
    suites = [
        row for row in json.loads(SHARED.read_text()) if row["identifier"] == "ristretto255-SHA512"
    ]
    for row in suites[:2]:
        name = Mode(row["mode"]).name.lower()
        assert row["skSm"] == ANSWERS[name]["secret"]
        published = [
            (
                case["BlindedElement"],
                case["EvaluationElement"],
                case["Output"],
                case.get("Proof", {}),
            )
            for case in row["vectors"]
        ]
        ours = [
            (
                ",".join(case["blinded"]),
                ",".join(case["evaluated"]),
                ",".join(case["outputs"]),
                {name: case[name] for name in ("proof", "r") if name in case},
            )
            for case in ANSWERS[name]["case"]
        ]
        assert published == ours


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.binary(min_size=64, max_size=64),
    st.binary(min_size=64, max_size=64),
)
def test_unblinding_undoes_blinding(value, blind, key):
    secret, chosen = (sodium.scalar_reduce(b"\1" + random[1:]) for random in (key, blind))
    (evaluated,) = voprf.evaluate_bare(secret, [voprf.blind(value, chosen)])
    assert voprf.finalize(value, chosen, evaluated) == voprf.prf(secret, value)


def test_a_batch_gives_what_the_holder_seals():
    outputs = voprf.verify_and_finalize(VALUES, BLINDS, BLINDED, ANSWER, KEY.public)
    assert outputs == tuple(voprf.prf(KEY.secret, value) for value in VALUES)


def test_two_blinds_of_one_input_have_nothing_in_common():
    assert voprf.blind(b"one", scalar(1)) != voprf.blind(b"one", scalar(2))


OTHER = voprf.derive_key_pair(spread("other")[:32], b"test")


@pytest.mark.parametrize(
    "answer",
    [
        voprf.evaluate(OTHER, BLINDED, r=scalar("r")),
        replace(ANSWER, elements=voprf.evaluate_bare(OTHER.secret, BLINDED)),
        replace(ANSWER, elements=ANSWER.elements[::-1]),
        replace(ANSWER, elements=ANSWER.elements[:2]),
        replace(ANSWER, elements=(*ANSWER.elements, ANSWER.elements[0])),
        replace(ANSWER, elements=(*ANSWER.elements[:2], BAD_ENCODINGS[6])),
        replace(ANSWER, elements=(*ANSWER.elements[:2], sodium.IDENTITY)),
        replace(ANSWER, elements=(*ANSWER.elements[:2], b"short")),
        replace(ANSWER, proof=ANSWER.proof[:-1]),
        replace(ANSWER, proof=bytes(64)),
        replace(ANSWER, proof=b"\xff" * 64),
        replace(ANSWER, proof=ANSWER.proof[:32] + bytes(32)),
        replace(
            ANSWER,
            proof=ANSWER.proof[:32]
            + (int.from_bytes(ANSWER.proof[32:], "little") + sodium.ORDER).to_bytes(32, "little"),
        ),
    ],
    ids=[
        "another key",
        "another key, old proof",
        "swapped",
        "one too few",
        "one too many",
        "bad encoding",
        "identity",
        "short element",
        "short proof",
        "zero proof",
        "proof out of range",
        "zero response",
        "response not reduced",
    ],
)
def test_a_dishonest_answer_opens_nothing(answer):
    with pytest.raises(ProofInvalid):
        voprf.verify_and_finalize(VALUES, BLINDS, BLINDED, answer, KEY.public)


@given(st.integers(0, 511))
def test_every_bit_of_the_proof_counts(bit):
    mutated = (int.from_bytes(ANSWER.proof, "big") ^ (1 << bit)).to_bytes(64, "big")
    with pytest.raises(ProofInvalid):
        dleq.check(KEY.public, BLINDED, ANSWER.elements, mutated, secret=b"secret")


def test_a_proof_holds_for_its_key_and_question_only():
    with pytest.raises(ProofInvalid, match="published key"):
        dleq.check(OTHER.public, BLINDED, ANSWER.elements, ANSWER.proof, secret=b"secret")
    with pytest.raises(ProofInvalid):
        dleq.check(KEY.public, BLINDED[::-1], ANSWER.elements, ANSWER.proof, secret=b"secret")
    with pytest.raises(ProofInvalid, match="valid numbers"):
        dleq.check(BAD_ENCODINGS[0], BLINDED, ANSWER.elements, ANSWER.proof, secret=b"secret")


@pytest.mark.parametrize("bad", [*BAD_ENCODINGS, sodium.IDENTITY, b""], ids=bytes.hex)
def test_the_holder_evaluates_no_bad_element(bad):
    with pytest.raises(BadElement):
        voprf.evaluate(KEY, [BLINDED[0], bad], r=scalar("r"))


def test_wrong_calls_are_ours_and_say_so():
    with pytest.raises(Misuse, match="1 to 65535 elements, not 0"):
        voprf.evaluate(KEY, [], r=scalar("r"))
    with pytest.raises(Misuse, match="not 65536"):
        voprf.evaluate(KEY, BLINDED[:1] * 65_536, r=scalar("r"))
    with pytest.raises(Misuse, match="A scalar"):
        voprf.evaluate(KEY, BLINDED, r=bytes(32))
    with pytest.raises(Misuse, match="A scalar"):
        voprf.blind(b"", sodium.ORDER.to_bytes(32, "little"))
    with pytest.raises(Misuse, match="equally many"):
        voprf.verify_and_finalize(VALUES, BLINDS[:2], BLINDED, ANSWER, KEY.public)
    with pytest.raises(Misuse, match="seed is 31 bytes"):
        voprf.derive_key_pair(bytes(31), b"")


def test_deriving_a_key_passes_over_zero(monkeypatch):
    """RFC 9497 3.2.1: the counter goes up until the scalar is not zero."""
    expected = voprf.hash_to_scalar(
        bytes(32) + bytes(2) + b"\2", Mode.VOPRF, label=b"DeriveKeyPair"
    )

    def mostly_zero(value, mode, *, label):
        return suite.hash_to_scalar(value, mode, label=label) if value[-1] == 2 else bytes(32)

    monkeypatch.setattr(voprf, "hash_to_scalar", mostly_zero)
    assert voprf.derive_key_pair(bytes(32), b"").secret == expected


def test_the_secret_is_not_shown():
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)


def test_scalars_of_random_bytes_are_never_zero():
    random = spread("one") + spread("two")
    assert voprf.scalars_from(random) == (
        sodium.scalar_from(random[:64]),
        sodium.scalar_from(random[64:]),
    )
    with pytest.raises(Misuse, match="zero"):
        voprf.scalars_from(b"\1" * 64 + bytes(64))


def test_random_bytes_that_come_back_make_another_scalar_for_another_question():
    key, other = (voprf.derive_key_pair(bytes([n]) * 32, b"") for n in (1, 2))
    one, two = (voprf.blind(value, scalar("blind")) for value in (b"one", b"two"))
    made = {
        voprf.proof_scalar(by, asked, random=random)
        for by in (key, other)
        for asked in ([one], [two], [one, two])
        for random in (bytes(64), bytes(63) + b"1")
    }
    assert len(made) == 12
    assert voprf.proof_scalar(key, [one], random=bytes(64)) in made
    assert all(len(each) == 32 and each != bytes(32) for each in made)
    with pytest.raises(Misuse, match="64 random bytes"):
        voprf.proof_scalar(key, [one], random=bytes(32))
