"""A wrong product does not leave the holder, wherever in the batch the compiled code makes it."""

import re

import pytest

from samverkan.sealed import engines
from samverkan.sealed.sodium_engine import SodiumEngine
from samverkan.sealed.vector import answering, compiled, routines
from samverkan.sealed.vector.compiled import Fault, Routines
from samverkan.sealed.vector.engine import VectorEngine
from tests.sealed.published import scalar

REFERENCE = SodiumEngine()
COUNT = 1030  # in the second of two parts too, of which each has sums of its own
ELEMENTS = REFERENCE.blind_many([scalar(at) for at in range(10)], [b"%d" % at for at in range(10)])
ELEMENTS *= COUNT // 10
KEY = scalar("key")
WALKED = re.compile(r"(call void @walked\(ptr (%\w+), .*)")
pytestmark = pytest.mark.skipif(
    engines.names()[0] == "libsodium", reason="llvmlite is not installed"
)


@pytest.fixture(scope="module")
def faulty():
    """Routines that lose the lowest limb of one lane's X in answers, in every group."""
    (kind,) = compiled.usable()[:1]
    text = routines.module(kind.field(kind.lanes), singles=kind.singles)
    start = text.index("@answer(")
    begun, ending = text[:start], text[start:]
    lost = WALKED.sub(r"\1\n  store i64 0, ptr \2, align 8", ending, count=1)
    assert lost != ending
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routines, "module", lambda *_, **__: begun + lost)
        return Routines(kind)


def test_one_faulty_lane_fails_the_sums_even_where_no_sample_meets_it(faulty, monkeypatch):
    monkeypatch.setattr("samverkan.sealed.vector.engine.agrees", lambda *_: True)
    engine = VectorEngine(engines.names()[0], faulty, REFERENCE)
    with pytest.warns(Fault, match="differed from libsodium on a batch of"):
        assert engine.multiply_many(KEY, ELEMENTS) == REFERENCE.multiply_many(KEY, ELEMENTS)


def test_each_part_of_a_batch_has_sums_of_its_own(monkeypatch):
    made = engines.engine(engines.names()[0])._routines  # its own test before first use comes first
    checked = []
    agree = answering._agree

    def kept(half, of_elements, of_products):
        checked.append((of_elements, of_products))
        return agree(half, of_elements, of_products)

    monkeypatch.setattr(answering, "_agree", kept)
    _, _, sound = answering.answered(made, KEY, ELEMENTS)
    assert sound
    assert len(set(checked)) == -(-COUNT // (128 * made.lanes))


def test_nobody_without_the_key_knows_the_weights():
    one, other = (answering._weights(key, ELEMENTS, 8) for key in (KEY, scalar("other")))
    assert (one != other).mean() > 0.99
    assert one.max() < 2**30
