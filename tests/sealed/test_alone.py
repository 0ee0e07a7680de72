"""Single elements: every way gives what libsodium gives, and refuses what it refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed import dleq, engines, sodium, suite, voprf
from samverkan.sealed.alone import Claim, SodiumAlone
from samverkan.sealed.errors import BadElement, Misuse, ProofInvalid
from samverkan.sealed.sodium_engine import inverse
from samverkan.sealed.suite import Mode
from tests.sealed.published import ANSWERS, BAD_ENCODINGS, cases, scalar, spread

each = pytest.mark.parametrize("name", engines.names())
ONE = (1).to_bytes(32, "little")
LAST = (sodium.ORDER - 1).to_bytes(32, "little")
scalars = st.one_of(
    st.sampled_from([ONE, (2).to_bytes(32, "little"), LAST, (2**252 - 1).to_bytes(32, "little")]),
    st.integers(1, sodium.ORDER - 1).map(lambda number: number.to_bytes(32, "little")),
)
KEY = voprf.derive_key_pair(spread("seed")[:32], b"test")
OTHER = voprf.derive_key_pair(spread("other")[:32], b"test")
VALUE, BLIND = b"value", scalar("blind")
ELEMENT = voprf.blind(VALUE, BLIND)
ANSWER = voprf.evaluate(KEY, [ELEMENT], r=scalar("r"))


@pytest.fixture
def using(monkeypatch):
    """Let the package work with one engine's single elements."""

    def use(name):
        own = engines.alone_of(engines.engine(name))
        monkeypatch.setattr(engines, "alone", lambda _=1: own)
        return own

    return use


def opened(answer, *, key=KEY, element=ELEMENT):
    return voprf.verify_and_finalize([VALUE], [BLIND], [element], answer, key.public)


@each
@pytest.mark.parametrize("mode", Mode)
def test_published_answers(name, mode, using):
    using(name)
    secret = bytes.fromhex(ANSWERS[mode.name.lower()]["secret"])
    for case in cases(mode.name.lower()):
        blinded = [voprf.blind(*pair, mode) for pair in zip(case.inputs, case.blinds, strict=True)]
        assert blinded == case.blinded
        evaluated = [voprf.evaluate_bare(secret, [each])[0] for each in blinded]
        assert evaluated == case.evaluated
        assert list(map(voprf.finalize, case.inputs, case.blinds, evaluated)) == case.outputs


@each
def test_published_proofs_of_one_element_byte_for_byte(name, using):
    using(name)
    key = voprf.KeyPair(*(bytes.fromhex(ANSWERS["voprf"][what]) for what in ("secret", "public")))
    single = [case for case in cases("voprf") if len(case.inputs) == 1]
    assert len(single) == 2
    for case in single:
        answer = voprf.evaluate(key, case.blinded, r=case.r)
        assert (list(answer.elements), answer.proof) == (case.evaluated, case.proof)
        outputs = voprf.verify_and_finalize(
            case.inputs, case.blinds, case.blinded, answer, key.public
        )
        assert list(outputs) == case.outputs


@each
@settings(deadline=None, max_examples=25)
@given(scalars, scalars, st.binary(max_size=300))
def test_acts_on_any_element_by_any_scalar_are_libsodiums(name, blind, secret, value):
    own = engines.alone_of(engines.engine(name))
    element = sodium.scalarmult(blind, suite.hash_to_group(value, Mode.VOPRF))
    assert own.blind(blind, value) == element
    product = sodium.scalarmult(secret, element)
    assert own.multiply(secret, element) == product
    assert own.finalize(value, blind, product) == voprf.prf(secret, value)


@each
@settings(deadline=None, max_examples=25)
@given(scalars, scalars, scalars, scalars)
def test_a_transcript_of_one_is_that_of_a_batch(name, secret, blind, weight, r):
    own = engines.alone_of(engines.engine(name))
    element = sodium.scalarmult_base(blind)
    claim = Claim(
        sodium.scalarmult_base(secret), element, sodium.scalarmult(secret, element), weight
    )
    found = own.prove(claim, secret, r)
    combined = sodium.scalarmult(weight, element)
    assert found == (
        combined,
        sodium.scalarmult(secret, combined),
        sodium.scalarmult_base(r),
        sodium.scalarmult(r, combined),
    )
    challenge = found.challenge(claim.public)
    response = sodium.scalar_sub(r, sodium.scalar_mul(challenge, secret))
    assert own.open(claim, challenge, response, blind) == claim.public


@each
def test_a_proof_of_one_is_also_good_where_batches_are_checked(name, using):
    using(name)
    answer = voprf.evaluate(KEY, [ELEMENT], r=scalar("r"))
    assert answer == ANSWER
    dleq.check(KEY.public, [ELEMENT], answer.elements, answer.proof, secret=b"secret")
    assert opened(answer) == (voprf.prf(KEY.secret, VALUE),)


@each
@pytest.mark.parametrize(
    ("elements", "proof"),
    [
        (voprf.evaluate_bare(OTHER.secret, [ELEMENT]), ANSWER.proof),
        ((ELEMENT,), ANSWER.proof),
        *(((bad,), ANSWER.proof) for bad in (*BAD_ENCODINGS, sodium.IDENTITY, b"short", b"")),
        ((), ANSWER.proof),
        (ANSWER.elements * 2, ANSWER.proof),
        (ANSWER.elements, ANSWER.proof[:-1]),
        (ANSWER.elements, bytes(64)),
        (ANSWER.elements, b"\xff" * 64),
        (ANSWER.elements, ANSWER.proof[:32] + bytes(32)),
        (ANSWER.elements, ANSWER.proof[32:] + ANSWER.proof[:32]),
    ],
)
def test_a_dishonest_answer_opens_nothing(name, elements, proof, using):
    using(name)
    with pytest.raises(ProofInvalid):
        opened(voprf.Evaluation(elements, proof))
    assert engines.engine(name).fallen_back == "", "the fault is theirs"


@each
def test_a_proof_holds_for_its_key_and_question_only(name, using):
    using(name)
    other = voprf.evaluate(OTHER, [ELEMENT], r=scalar("r"))
    with pytest.raises(ProofInvalid, match="published key"):
        opened(other)
    with pytest.raises(ProofInvalid, match="published key"):
        opened(ANSWER, element=sodium.scalarmult_base(ONE))
    with pytest.raises(ProofInvalid, match="valid numbers"):
        opened(ANSWER, key=voprf.KeyPair(ONE, BAD_ENCODINGS[0]))
    assert engines.engine(name).fallen_back == ""


@each
@pytest.mark.parametrize("bit", range(0, 512, 13))
def test_bits_of_the_proof_count(name, bit, using):
    using(name)
    mutated = (int.from_bytes(ANSWER.proof, "big") ^ (1 << bit)).to_bytes(64, "big")
    with pytest.raises(ProofInvalid):
        opened(voprf.Evaluation(ANSWER.elements, mutated))


@each
@pytest.mark.parametrize("bad", [*BAD_ENCODINGS, sodium.IDENTITY, b"short", b"", bytes(64)])
def test_no_bad_element_is_multiplied(name, bad):
    own = engines.alone_of(engines.engine(name))
    with pytest.raises(BadElement):
        own.multiply(scalar("secret"), bad)
    with pytest.raises((BadElement, Misuse)):
        own.finalize(VALUE, BLIND, bad)
    assert engines.engine(name).fallen_back == ""


@each
@pytest.mark.parametrize("bad", [bytes(32), sodium.ORDER.to_bytes(32, "little"), b"short"])
def test_scalars_out_of_range_are_ours(name, bad, using):
    own = using(name)
    for call in (
        lambda: own.multiply(bad, ELEMENT),
        lambda: own.blind(bad, VALUE),
        lambda: own.finalize(VALUE, bad, ELEMENT),
        lambda: voprf.evaluate(KEY, [ELEMENT], r=bad),
        lambda: voprf.verify_and_finalize([VALUE], [bad], [ELEMENT], ANSWER, KEY.public),
    ):
        with pytest.raises(Misuse, match="A scalar"):
            call()


@each
def test_a_false_statement_is_proved_as_false_and_nobodys_arithmetic_is_blamed(name, using):
    """The elements of one key under another: what comes out is the caller's own mistake."""
    using(name)
    evaluated = voprf.evaluate_bare(OTHER.secret, [ELEMENT])
    proof = dleq.prove(KEY.secret, KEY.public, [ELEMENT], evaluated, scalar("r"))
    with pytest.raises(ProofInvalid):
        opened(voprf.Evaluation(evaluated, proof))
    assert engines.engine(name).fallen_back == ""


@each
def test_a_few_go_one_by_one_and_are_proved_together(name, using):
    using(name)
    values, blinds = [b"%d" % at for at in range(3)], [scalar(at) for at in range(3)]
    blinded = voprf.blind_many(values, blinds)
    assert blinded == tuple(map(voprf.blind, values, blinds))
    answer = voprf.evaluate(KEY, blinded, r=scalar("r"))
    outputs = voprf.verify_and_finalize(values, blinds, blinded, answer, KEY.public)
    assert outputs == tuple(voprf.prf(KEY.secret, value) for value in values)


@each
def test_one_input_is_blinded_for_a_few_holders(name, using):
    using(name)
    blinds = [[scalar(holder)] for holder in range(5)]
    blinded = voprf.blind_each([VALUE], blinds)
    assert blinded == [(voprf.blind(VALUE, own),) for (own,) in blinds]
    with pytest.raises(Misuse, match="equally many"):
        voprf.blind_each([VALUE], [[BLIND], []])
    with pytest.raises(Misuse, match="A scalar"):
        voprf.blind_each([VALUE], [[BLIND], [bytes(32)]])


@given(scalars)
def test_an_inverse_by_way_of_a_mask_is_libsodiums(value):
    assert inverse(value) == sodium.scalar_invert(value)


def test_libsodium_is_there_for_single_elements_too():
    assert isinstance(engines.alone_of(engines.reference()), SodiumAlone)
