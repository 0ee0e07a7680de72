"""Hostile input neither deceives the compiled code nor makes it accuse the machine or a holder."""

from itertools import product

import numpy as np
import pytest

from samverkan.sealed import dleq, engines, sodium, voprf
from samverkan.sealed.alone import Claim, SodiumAlone
from samverkan.sealed.errors import BadElement, ProofInvalid
from samverkan.sealed.sodium import GENERATOR, ORDER
from samverkan.sealed.sodium_engine import SodiumEngine, inverse
from samverkan.sealed.vector import answering
from samverkan.sealed.vector.compiled import Fault
from samverkan.sealed.vector.engine import VectorEngine
from tests.sealed.published import BAD_ENCODINGS, scalar

REFERENCE = SodiumEngine()
ALONE = SodiumAlone(REFERENCE)
FASTEST = engines.names()[0]
KEY = voprf.KeyPair(scalar("key"), sodium.scalarmult_base(scalar("key")))
ELEMENT = ALONE.blind(scalar("blind"), b"value")
OPPOSITE = sodium.sub(sodium.IDENTITY, ELEMENT)
BATCH = [ALONE.blind(scalar("blind", at), b"%d" % at) for at in range(20)]
ANSWER = voprf.evaluate(KEY, BATCH, r=scalar("r"))
pytestmark = pytest.mark.skipif(FASTEST == "libsodium", reason="llvmlite is not installed")


def number(value):
    return (value % ORDER).to_bytes(32, "little")


# One and minus one; a half, where both products are equal; digits that all carry, or none.
SCALARS = [*map(number, (1, 2, -1, -2, pow(2, -1, ORDER), 8, 1 << 251)), number(int("8" * 62, 16))]
ELEMENTS = [ELEMENT, OPPOSITE, GENERATOR, sodium.sub(sodium.IDENTITY, GENERATOR)]


@pytest.fixture
def alone():
    engine = engines.engine(FASTEST)
    if engine.alone is None:
        pytest.skip("no kind here is compiled for single elements")
    yield engine.alone
    assert engine.fallen_back == "", "nobody's input may end the use of the compiled code"


def outcome(act, *given):
    try:
        return act(*given)
    except (BadElement, ProofInvalid) as error:
        return type(error)


@pytest.mark.parametrize("element", [*ELEMENTS, *BAD_ENCODINGS, bytes(32), b"\xff" * 32])
def test_one_element_by_a_scalar_at_the_edge_is_libsodiums(alone, element):
    for each in SCALARS:
        assert outcome(alone.multiply, each, element) == outcome(ALONE.multiply, each, element)


def test_a_proof_at_the_edges_is_libsodiums(alone):
    """The scalar of the proof, the weight and the key may be equal, opposite or one."""
    for secret, weight, r in product(SCALARS[:5], repeat=3):
        claim = Claim(
            sodium.scalarmult_base(secret), ELEMENT, ALONE.multiply(secret, ELEMENT), weight
        )
        transcript = ALONE.prove(claim, secret, r)
        assert alone.prove(claim, secret, r) == transcript


def test_opening_at_the_edges_is_libsodiums(alone):
    """Sums that double or vanish, and a blind whose inverse is the weight: nothing goes beside."""
    weight, key = scalar("weight"), KEY.secret
    claim = Claim(KEY.public, ELEMENT, ALONE.multiply(key, ELEMENT), weight)
    ck = sodium.scalar_mul(scalar("c"), key)
    doubling, vanishing = ck, sodium.scalar_sub(bytes(32), ck)
    for response, blind in product((doubling, vanishing), (inverse(weight), scalar("b"))):
        given = claim, scalar("c"), response, blind
        assert outcome(alone.open, *given) is outcome(ALONE.open, *given) is ProofInvalid
    transcript = ALONE.prove(claim, key, scalar("r"))
    challenge = transcript.challenge(KEY.public)
    response = sodium.scalar_sub(scalar("r"), sodium.scalar_mul(challenge, key))
    for blind in (inverse(weight), scalar("b")):
        given = claim, challenge, response, blind
        assert alone.open(*given) == ALONE.open(*given)


@pytest.mark.parametrize("public", [b"", b"\1", GENERATOR[:-1], GENERATOR + b"\0", bytes(32)])
def test_a_key_that_is_none_is_refused_before_compiled_code_reads_it(public):
    answer = voprf.evaluate(KEY, BATCH[:1], r=scalar("r"))
    with pytest.raises(ProofInvalid):
        dleq.open_one(public, BATCH[0], answer.elements[0], answer.proof, scalar("blind", 0))
    with pytest.raises(ProofInvalid):
        dleq.check(public, BATCH, ANSWER.elements, ANSWER.proof, secret=b"secret")


@pytest.mark.parametrize("elements", [[ELEMENT] * 9, [ELEMENT, OPPOSITE] * 5, [GENERATOR] * 8])
def test_a_batch_of_equal_and_opposite_elements_is_libsodiums(elements):
    engine, joined = engines.engine(FASTEST), b"".join(elements)
    found = engine.multiply_many(KEY.secret, joined)
    assert found == REFERENCE.multiply_many(KEY.secret, joined)
    assert engine.fallen_back == ""


@pytest.mark.parametrize("elements", [[ELEMENT] * 9, [ELEMENT, OPPOSITE] * 5, [GENERATOR] * 8])
def test_sums_that_double_or_vanish_are_libsodiums(elements):
    engine, joined = engines.engine(FASTEST), b"".join(elements)
    for weight in SCALARS:
        weights = weight * len(elements)
        found = engine.weighted_sum(weights, joined, unseen=b"")
        assert found == REFERENCE.weighted_sum(weights, joined)
        assert (found == sodium.IDENTITY) == (OPPOSITE in elements)
    assert engine.fallen_back == ""


def test_elements_that_add_up_to_nothing_accuse_nobody(monkeypatch):
    """Whoever guessed the weights could make the sum vanish: it is still no fault."""
    ones = lambda _, elements, width: np.ones((-(-len(elements) // (32 * width)), width), np.uint64)  # noqa: E731
    monkeypatch.setattr(answering, "_weights", ones)
    engine, joined = engines.engine(FASTEST), (ELEMENT + OPPOSITE) * 8
    found = engine.multiply_many(KEY.secret, joined)
    assert found == REFERENCE.multiply_many(KEY.secret, joined)
    assert engine.fallen_back == ""


@pytest.mark.parametrize(("byte", "weight"), [(b"\0", 1), (b"\xff", 2**30)])
def test_no_weight_is_zero_and_the_greatest_is_counted_right(monkeypatch, byte, weight):
    """With a weight of zero the sums would not notice whatever became of its product."""

    class Same:
        def __init__(self, _):
            pass

        def digest(self, size):
            return byte * size

    monkeypatch.setattr(answering, "shake_256", Same)
    engine, joined = engines.engine(FASTEST), b"".join(BATCH)
    assert set(answering._weights(KEY.secret, joined, 8).flat) == {np.uint64(weight)}
    assert engine.multiply_many(KEY.secret, joined) == REFERENCE.multiply_many(KEY.secret, joined)
    assert engine.fallen_back == ""


def test_who_asks_twice_for_each_does_not_choose_the_sample(monkeypatch):
    engine, asked = engines.engine(FASTEST), []

    class Spy(SodiumEngine):
        def multiply_many(self, scalar, elements):
            asked.append(elements)
            return super().multiply_many(scalar, elements)

    monkeypatch.setattr(engine, "_reference", Spy())
    for at in range(12):
        engine.multiply_many(scalar("sample", at), b"".join(BATCH * 2))
    assert len(set(asked)) > 3


def test_no_holder_foresees_which_part_of_a_check_is_done_again(monkeypatch):
    engine, asked = engines.engine(FASTEST), []

    class Spy(SodiumEngine):
        def expand_many(self, messages, domain, *, unseen=b""):
            asked.append(("expand", *messages))
            return super().expand_many(messages, domain, unseen=unseen)

        def reduce_many(self, uniform, *, unseen=b""):
            asked.append(("reduce", uniform))
            return super().reduce_many(uniform, unseen=unseen)

        def weighted_sum(self, weights, elements, *, unseen=b""):
            asked.append(("sum", elements))
            return super().weighted_sum(weights, elements, unseen=unseen)

    monkeypatch.setattr(engines, "best", lambda _: engine)
    monkeypatch.setattr(engine, "_reference", Spy())
    for at in range(12):  # one question, one answer: all that a holder knows
        dleq.check(KEY.public, BATCH, ANSWER.elements, ANSWER.proof, secret=b"blinds %d" % at)
    for kind in ("expand", "reduce", "sum"):
        assert len({each for each in asked if each[0] == kind}) > 3


def test_an_asker_draws_the_sample_from_its_blinds(monkeypatch):
    drawn = []
    blinds = [scalar("blind", at) for at in range(20)]
    values = [b"%d" % at for at in range(20)]
    monkeypatch.setattr(dleq, "check", lambda *_, secret: drawn.append(secret))
    voprf.verify_and_finalize(values, blinds, BATCH, ANSWER, KEY.public)
    assert drawn == [b"".join(blinds)]


class ErringSums:
    """Routines that err on a sum of several groups, and on no sample of it."""

    def __init__(self, sound):
        self._sound = sound

    def __getattr__(self, name):
        return getattr(self._sound, name)

    def weigh(self, words, scalars):
        found, good = self._sound.weigh(words, scalars)
        if len(words) > 1:
            found[...] = np.frombuffer(GENERATOR, "<u8")[None, :, None]
        return found, good


@pytest.fixture
def erring(monkeypatch):
    engine = VectorEngine(FASTEST, ErringSums(engines.engine(FASTEST)._routines), REFERENCE)
    monkeypatch.setattr(engines, "best", lambda _: engine)
    return engine


def test_a_sum_that_errs_accuses_the_machine_and_not_the_holder(erring):
    with pytest.warns(Fault, match="differed from libsodium on the proof of 20 elements"):
        dleq.check(KEY.public, BATCH, ANSWER.elements, ANSWER.proof, secret=b"secret")
    assert erring.name == "libsodium"


def test_a_false_proof_of_many_is_the_holders_and_not_the_machines(monkeypatch):
    engine = engines.engine(FASTEST)
    monkeypatch.setattr(engines, "best", lambda _: engine)
    for elements in (ANSWER.elements[::-1], (GENERATOR, *ANSWER.elements[1:])):
        with pytest.raises(ProofInvalid):
            dleq.check(KEY.public, BATCH, elements, ANSWER.proof, secret=b"secret")
    assert engine.fallen_back == ""


def test_a_false_proof_does_not_hold_because_a_sum_errs(erring):
    with pytest.raises(ProofInvalid):
        dleq.check(KEY.public, BATCH, ANSWER.elements[::-1], ANSWER.proof, secret=b"secret")
    assert erring.fallen_back == "", "libsodium finds it false too"
