"""A compiled engine that errs is found out, says so, and leaves the work to libsodium."""

import pytest

from samverkan.sealed import engines, sodium
from samverkan.sealed.errors import BadElement
from samverkan.sealed.sodium_engine import SodiumEngine
from samverkan.sealed.vector import proof
from samverkan.sealed.vector.compiled import Fault
from samverkan.sealed.vector.engine import VectorEngine
from tests.sealed.published import scalar
from tests.sealed.vector.broken import Broken

REFERENCE = SodiumEngine()
VALUES = [b"%d" % number for number in range(20)]
SCALARS = [scalar("blind", number) for number in range(20)]
ELEMENTS = REFERENCE.blind_many(SCALARS, VALUES)
WEIGHTS = b"".join(SCALARS)
KEY = scalar("key")
FASTEST = engines.names()[0]

CALLS = {
    "prf": lambda engine: engine.prf_many(KEY, VALUES),
    "blind": lambda engine: engine.blind_many(SCALARS, VALUES),
    "blind for each": lambda engine: engine.blind_each([SCALARS, SCALARS[::-1]], VALUES),
    "multiply": lambda engine: engine.multiply_many(KEY, ELEMENTS),
    "finalize": lambda engine: engine.finalize_many(VALUES, SCALARS, ELEMENTS),
    "reduce": lambda engine: engine.reduce_many(WEIGHTS),
    "sum": lambda engine: engine.weighted_sum(WEIGHTS, ELEMENTS, unseen=b""),
}
pytestmark = pytest.mark.skipif(FASTEST == "libsodium", reason="llvmlite is not installed")


@pytest.fixture
def broken():
    def made(routine, **how):
        routines = Broken(engines.engine(FASTEST)._routines, routine, **how)
        return VectorEngine(FASTEST, routines, REFERENCE)

    return made


@pytest.mark.parametrize(
    ("routine", "call"),
    [
        ("seal", "prf"),
        ("digest", "prf"),
        ("seal", "blind"),
        ("digest", "blind"),
        ("blind", "blind for each"),
        ("digest", "blind for each"),
        ("answer", "multiply"),
        ("evaluate", "finalize"),
        ("digest", "finalize"),
        ("inverses", "finalize"),
        ("reduce", "reduce"),
        ("weigh", "sum"),
    ],
)
def test_a_wrong_bit_is_found_and_libsodium_takes_over(broken, routine, call):
    engine = broken(routine)
    with pytest.warns(Fault, match="differed from libsodium on"):
        assert CALLS[call](engine) == CALLS[call](REFERENCE)
    assert engine.name == "libsodium"
    assert engine.fallen_back.startswith(f"The {FASTEST} arithmetic differed")
    used = engine._routines.used
    for again in CALLS.values():
        assert again(engine) == again(REFERENCE)
    assert engine._routines.used == used, "the compiled code is not asked again"


@pytest.mark.parametrize("call", ["multiply", "finalize", "sum"])
def test_a_wrong_refusal_is_found(broken, call):
    routines = {"sum": "weigh", "multiply": "answer", "finalize": "evaluate"}
    engine = broken(routines[call], verdict=0)
    with pytest.warns(Fault):
        assert CALLS[call](engine) == CALLS[call](REFERENCE)


def test_a_wrong_acceptance_is_found_where_the_sample_meets_it(broken):
    engine = broken("answer", verdict=2**64 - 1)
    with pytest.warns(Fault), pytest.raises(BadElement):
        engine.multiply_many(KEY, sodium.IDENTITY * 20)
    assert engine.fallen_back


@pytest.mark.parametrize(
    "routine", ["seal", "blind", "evaluate", "answer", "digest", "weigh", "reduce", "inverses"]
)
def test_a_wrong_routine_does_not_reach_its_first_use(broken, routine):
    engine = broken(routine)
    with pytest.warns(Fault):
        proof.prove(engine, REFERENCE)
    assert engine.name == "libsodium"


@pytest.mark.parametrize("routine", ["seal", "blind", "evaluate", "answer"])
def test_a_single_wrong_lane_fails_the_first_test(broken, monkeypatch, routine):
    engine = broken(routine, lane=(1, ..., 0, -1))
    monkeypatch.setattr("samverkan.sealed.vector.engine.agrees", lambda *_: True)
    with pytest.warns(Fault, match="before its first use"):
        proof.prove(engine, REFERENCE)


def test_accepting_bad_encodings_fails_the_first_test(broken):
    engine = broken("answer", verdict=2**64 - 1)
    with pytest.warns(Fault):
        proof.prove(engine, REFERENCE)
    assert engine.fallen_back


def test_different_batches_are_sampled_in_different_places(monkeypatch):
    engine = engines.engine(FASTEST)
    asked = []

    class Spy(SodiumEngine):
        def multiply_many(self, scalar, elements):
            asked.append(elements)
            return super().multiply_many(scalar, elements)

    monkeypatch.setattr(engine, "_reference", Spy())
    for number in range(12):
        engine.multiply_many(scalar("sample", number), ELEMENTS)
    assert len(set(asked)) > 3
    assert all(len(each) == 32 for each in asked), "one of twenty is computed again"


def test_the_sample_grows_with_the_batch(monkeypatch):
    engine = engines.engine(FASTEST)
    asked = []

    class Spy(SodiumEngine):
        def multiply_many(self, scalar, elements):
            asked.append(elements)
            return super().multiply_many(scalar, elements)

    monkeypatch.setattr(engine, "_reference", Spy())
    engine.multiply_many(KEY, ELEMENTS * 205)
    assert len(asked[0]) == 5 * 32, "one, and one for each 1,024"
