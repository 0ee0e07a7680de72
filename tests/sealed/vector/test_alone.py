"""Compiled code that errs on a single element is found out each time, whatever it errs in."""

import pytest

from samverkan.sealed import dleq, engines, voprf
from samverkan.sealed.alone import SodiumAlone
from samverkan.sealed.errors import BadElement, ProofInvalid
from samverkan.sealed.sodium_engine import SodiumEngine
from samverkan.sealed.vector import compiled, proof
from samverkan.sealed.vector.compiled import Fault
from samverkan.sealed.vector.engine import VectorEngine
from tests.sealed.published import BAD_ENCODINGS, scalar, spread

REFERENCE = SodiumAlone(SodiumEngine())
KEY = voprf.derive_key_pair(spread("seed")[:32], b"test")
VALUE, BLIND = b"value", scalar("blind")
ELEMENT = REFERENCE.blind(BLIND, VALUE)
ANSWER = voprf.evaluate(KEY, [ELEMENT], r=scalar("r"))
NAMES = [kind.name for kind in compiled.usable() if kind.singles]
pytestmark = pytest.mark.skipif(not NAMES, reason="no kind here is compiled for single elements")

CALLS = {
    "multiply": lambda: voprf.evaluate_bare(KEY.secret, [ELEMENT]),
    "blind": lambda: voprf.blind(VALUE, BLIND),
    "finalize": lambda: voprf.finalize(VALUE, BLIND, ANSWER.elements[0]),
    "prove": lambda: dleq.prove(KEY.secret, KEY.public, [ELEMENT], ANSWER.elements, scalar("r")),
    "open": lambda: voprf.verify_and_finalize([VALUE], [BLIND], [ELEMENT], ANSWER, KEY.public),
}


class Erring:
    """Compiled routines of which some results come out wrong."""

    singles = True

    def __init__(self, sound, err):
        self._sound, self._err = sound, err
        self.lanes = sound.lanes
        self.used = 0

    def __getattr__(self, name):
        return getattr(self._sound, name)

    def pair(self, element, scalar, other):
        self.used += 1
        product, total, taken = self._sound.pair(element, scalar, other)
        (product, *_), (total, *_), taken = self._err([product], [total], taken)
        return product, total, taken

    def pairs(self, scalars, elements):
        self.used += 1
        return self._err(*self._sound.pairs(scalars, elements))


@pytest.fixture
def erring(monkeypatch):
    def made(err):
        routines = Erring(engines.engine(NAMES[0])._routines, err)
        engine = VectorEngine(NAMES[0], routines, SodiumEngine())
        monkeypatch.setattr(engines, "alone", lambda _=1: engine.alone)
        return engine

    return made


def wrong_product(place):
    """Another element where one product stands, which no length or encoding gives away."""

    def err(products, sums, taken):
        return exchanged(products, place), sums, taken

    return err


def wrong_sum(place):
    def err(products, sums, taken):
        return products, exchanged(sums, place), taken

    return err


def wrong_pair(place):
    """A fault in a multiplication shows in its product and in the sum that it goes into."""

    def err(products, sums, taken):
        return exchanged(products, place), exchanged(sums, place), taken

    return err


def refused(products, sums, _):
    return products, sums, False


def exchanged(elements, place):
    other = REFERENCE.multiply(scalar("fault"), ELEMENT)
    return [other if at == place else each for at, each in enumerate(elements)]


ONCE = ("multiply", "blind", "finalize")
FAULTS = [(call, err) for call in (*ONCE, "open") for err in (wrong_pair(0), refused)]
FAULTS += [("open", wrong_product(place)) for place in (0, 4)]
FAULTS += [("open", wrong_sum(place)) for place in (1, 2, 3)]
FAULTS += [("open", wrong_pair(3)), *(("prove", wrong_pair(place)) for place in range(4))]


@pytest.mark.parametrize(("call", "err"), FAULTS)
def test_a_fault_is_found_and_libsodium_takes_over(erring, call, err, monkeypatch):
    expected = {name: act() for name, act in CALLS.items()}
    engine = erring(err)
    with pytest.warns(Fault, match="differed from libsodium on"):
        assert CALLS[call]() == expected[call]
    assert engine.name == "libsodium"
    used = engine._routines.used
    assert {name: act() for name, act in CALLS.items()} == expected
    assert engine._routines.used == used, "the compiled code is not asked again"


def test_a_check_that_errs_in_a_proof_costs_time_only(erring):
    expected = CALLS["prove"]()
    engine = erring(wrong_sum(2))
    assert CALLS["prove"]() == expected
    assert engine.fallen_back == ""


@pytest.mark.parametrize("place", range(4))
def test_an_error_in_one_act_fails_the_first_test(erring, place):
    engine = erring(wrong_pair(place))
    with pytest.warns(Fault):
        proof.prove(engine, SodiumEngine())
    assert engine.name == "libsodium"


def test_taking_anything_for_an_element_does_not_deceive(erring):
    """Bytes that are none do not add up, and libsodium refuses them: nobody's arithmetic erred."""
    engine = erring(lambda products, sums, _: (products, sums, True))
    for bad in (*BAD_ENCODINGS, bytes(32), b"\xff" * 32):
        with pytest.raises(BadElement):
            voprf.evaluate_bare(KEY.secret, [bad])
    with pytest.raises(ProofInvalid):
        voprf.verify_and_finalize(
            [VALUE], [BLIND], [ELEMENT], voprf.Evaluation((bytes(32),), ANSWER.proof), KEY.public
        )
    assert engine.fallen_back == ""
