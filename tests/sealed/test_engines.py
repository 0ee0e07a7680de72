"""Every engine gives what libsodium gives one by one, and refuses what it refuses."""

import os
import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed import engines, sodium, suite, voprf
from samverkan.sealed.errors import BadElement, Misuse, Unavailable
from samverkan.sealed.sodium_engine import SodiumEngine
from samverkan.sealed.suite import Mode
from samverkan.sealed.vector import compiled
from samverkan.sealed.vector.compiled import Fault
from tests.sealed.published import ANSWERS, BAD_ENCODINGS, cases, scalar

each = pytest.mark.parametrize("name", engines.names())
scalars = st.integers(1, sodium.ORDER - 1).map(lambda number: number.to_bytes(32, "little"))
ONE = (1).to_bytes(32, "little")
BASE = sodium.scalarmult_base(ONE)
OTHER_BAD = [
    sodium.IDENTITY,
    BASE[:-1] + bytes([BASE[-1] | 0x80]),  # a second encoding of the generator
    *((2**255 - 19 + more).to_bytes(32, "little") for more in (-1, 0, 1, 18)),
]
LAST = (sodium.ORDER - 1).to_bytes(32, "little")


def many(*parts, count):
    return b"".join(sodium.scalarmult_base(scalar(*parts, number)) for number in range(count))


def cut(joined, size=32):
    return [joined[at : at + size] for at in range(0, len(joined), size)]


@each
@pytest.mark.parametrize("mode", Mode)
def test_published_answers(name, mode):
    engine = engines.engine(name)
    secret = bytes.fromhex(ANSWERS[mode.name.lower()]["secret"])
    for case in cases(mode.name.lower()):
        assert engine.blind_many(case.blinds, case.inputs, mode) == b"".join(case.blinded)
        assert engine.blind_each([case.blinds], case.inputs, mode) == [b"".join(case.blinded)]
        assert engine.multiply_many(secret, b"".join(case.blinded)) == b"".join(case.evaluated)
        assert engine.prf_many(secret, case.inputs, mode) == b"".join(case.outputs)
        opened = engine.finalize_many(case.inputs, case.blinds, b"".join(case.evaluated))
        assert opened == b"".join(case.outputs)


@each
@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(scalars, st.binary(max_size=300)), max_size=20))
def test_a_batch_is_its_elements_one_by_one(name, pairs):
    engine = engines.engine(name)
    blinds, inputs = [one for one, _ in pairs], [value for _, value in pairs]
    hashed = [suite.hash_to_group(value, Mode.VOPRF) for value in inputs]
    blinded = engine.blind_many(blinds, inputs)
    assert cut(blinded) == list(map(sodium.scalarmult, blinds, hashed))
    secret = scalar("secret")
    evaluated = engine.multiply_many(secret, blinded)
    assert cut(evaluated) == [sodium.scalarmult(secret, element) for element in cut(blinded)]
    outputs = engine.prf_many(secret, inputs)
    assert outputs == engine.finalize_many(inputs, blinds, evaluated)
    assert cut(outputs, 64) == [voprf.prf(secret, value) for value in inputs]


@each
@pytest.mark.parametrize("secret", [ONE, LAST, scalar("some")], ids=["one", "last", "some"])
def test_scalars_at_the_ends_of_their_range(name, secret):
    engine = engines.engine(name)
    elements = many("ends", count=11)
    products = [sodium.scalarmult(secret, element) for element in cut(elements)]
    assert cut(engine.multiply_many(secret, elements)) == products
    values = [b"%d" % number for number in range(11)]
    hashed = [suite.hash_to_group(value, Mode.VOPRF) for value in values]
    assert cut(engine.blind_many([secret] * 11, values)) == [
        sodium.scalarmult(secret, element) for element in hashed
    ]


@each
@pytest.mark.parametrize("place", [0, 8, 18])
def test_one_bad_element_refuses_the_batch(name, place):
    engine = engines.engine(name)
    elements = cut(many("bad", count=19))
    for bad in (*BAD_ENCODINGS, *OTHER_BAD):
        joined = b"".join([*elements[:place], bad, *elements[place + 1 :]])
        with pytest.raises(BadElement):
            engine.multiply_many(scalar("secret"), joined)
        with pytest.raises(BadElement):
            engine.finalize_many([b"value"] * 19, [scalar("blind")] * 19, joined)
        with pytest.raises(BadElement):
            engine.weighted_sum(ONE * 19, joined, unseen=b"")


@each
@pytest.mark.parametrize("bad", [bytes(32), sodium.ORDER.to_bytes(32, "little"), b"short"])
def test_scalars_out_of_range_are_ours(name, bad):
    engine = engines.engine(name)
    element = many("range", count=1)
    for call in (
        lambda: engine.prf_many(bad, [b"value"]),
        lambda: engine.multiply_many(bad, element),
        lambda: engine.blind_many([scalar(1), bad], [b"one", b"two"]),
        lambda: engine.finalize_many([b"value"], [bad], element),
    ):
        with pytest.raises(Misuse, match="A scalar"):
            call()


@each
def test_lengths_that_do_not_fit_are_refused(name):
    engine = engines.engine(name)
    element = many("lengths", count=1)
    with pytest.raises(BadElement, match="length"):
        engine.multiply_many(scalar(1), element[:-1])
    with pytest.raises(Misuse, match="equally many"):
        engine.blind_many([scalar(1)], [b"one", b"two"])
    with pytest.raises(Misuse, match="equally many"):
        engine.finalize_many([b"one", b"two"], [scalar(1), scalar(2)], element)
    with pytest.raises(Misuse, match="equally many"):
        engine.finalize_many([b"one"], [scalar(1), scalar(2)], element)
    with pytest.raises(Misuse, match="equally many"):
        engine.weighted_sum(ONE * 2, element, unseen=b"")


@each
@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.binary(max_size=300), min_size=1, max_size=20),
    st.integers(1, 5).flatmap(
        lambda holders: st.lists(scalars, min_size=holders, max_size=holders)
    ),
)
def test_blinding_for_each_holder_is_blinding_for_one_after_the_other(name, inputs, firsts):
    engine = engines.engine(name)
    blinds = [[first, *(scalar(first, at) for at in range(1, len(inputs)))] for first in firsts]
    assert engine.blind_each(blinds, inputs) == [engine.blind_many(own, inputs) for own in blinds]


@each
@pytest.mark.parametrize("holders", [3, 129])
def test_blinding_for_holders_goes_through_every_batch_of_groups(name, holders):
    engine = engines.engine(name)
    inputs = [b"%d" % number for number in range(20)]
    blinds = [[scalar(holder, number) for number in range(20)] for holder in range(holders)]
    found = engine.blind_each(blinds, inputs)
    some = [0, 1, holders - 1]
    assert [found[at] for at in some] == [engine.blind_many(blinds[at], inputs) for at in some]


@each
@pytest.mark.parametrize("edge", [ONE, LAST, (2**252 - 1).to_bytes(32, "little")])
def test_blinding_for_holders_takes_the_scalars_at_the_edges(name, edge):
    (found,) = engines.engine(name).blind_each([[edge] * 9], [b"value"] * 9)
    assert found == voprf.blind(b"value", edge) * 9


@each
def test_each_holders_scalars_must_be_as_many_as_the_inputs_and_in_range(name):
    engine = engines.engine(name)
    with pytest.raises(Misuse, match="equally many"):
        engine.blind_each([[scalar(1), scalar(2)], []], [b"value"])
    with pytest.raises(Misuse, match="below the order"):
        engine.blind_each([[scalar(1)], [bytes(32)]], [b"value"])


@each
@pytest.mark.parametrize("count", [1, 2, 8, 9, 40, 131])
def test_a_weighted_sum_adds_up(name, count):
    engine = engines.engine(name)
    elements = many("sum", count=count)
    weights = [scalar("weight", number) for number in range(count)]
    total = sodium.IDENTITY
    for weight, element in zip(weights, cut(elements), strict=True):
        total = sodium.add(total, sodium.scalarmult(weight, element))
    assert engine.weighted_sum(b"".join(weights), elements, unseen=b"") == total


@each
@settings(deadline=None, max_examples=20)
@given(st.lists(st.binary(max_size=260), max_size=20), st.binary(min_size=1, max_size=60))
def test_expansion_is_the_published_one(name, messages, domain):
    found = engines.engine(name).expand_many(messages, domain)
    assert cut(found, 64) == [suite.expand_message_xmd(each, domain, 64) for each in messages]


# Multiples of the order and their neighbours, and words full of ones.
WIDE = [2**512 - 1, 2**252, 2**252 - 1, 2**385, 2**387 - 1, 2**262, 2**256 - 1, 1, 0]
WIDE += [sodium.ORDER * times + more for times in (1, 2, 2**134, 2**259) for more in (-1, 0, 1)]
wide = st.one_of(st.sampled_from(WIDE), st.integers(0, 2**512 - 1))


@each
@settings(deadline=None, max_examples=60)
@given(st.lists(wide, max_size=20))
def test_reducing_many_values_is_dividing_by_the_order(name, values):
    found = engines.engine(name).reduce_many(
        b"".join(each.to_bytes(64, "little") for each in values)
    )
    assert [int.from_bytes(each, "little") for each in cut(found)] == [
        value % sodium.ORDER for value in values
    ]


@each
def test_only_whole_values_are_reduced(name):
    with pytest.raises(Misuse, match="each must be 64"):
        engines.engine(name).reduce_many(bytes(65))


@each
@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(scalars, st.sampled_from([ONE, LAST])), min_size=1, max_size=20))
def test_blinds_of_any_size_come_off(name, blinds):
    engine = engines.engine(name)
    evaluated = engine.blind_many(blinds, [b"value"] * len(blinds))
    expected = voprf.prf(ONE, b"value") * len(blinds)
    assert engine.finalize_many([b"value"] * len(blinds), blinds, evaluated) == expected


@each
def test_nothing_gives_nothing(name):
    engine = engines.engine(name)
    assert engine.prf_many(scalar(1), []) == b""
    assert engine.multiply_many(scalar(1), b"") == b""
    assert engine.blind_many([], []) == b""
    assert engine.blind_each([], [b"value"]) == []
    assert engine.blind_each([[], []], []) == [b"", b""]
    assert engine.expand_many([], b"domain") == b""
    assert engine.reduce_many(b"") == b""
    assert engine.finalize_many([], [], b"") == b""
    assert engine.weighted_sum(b"", b"", unseen=b"") == sodium.IDENTITY


@each
def test_too_long_an_input_is_refused(name):
    engine = engines.engine(name)
    with pytest.raises(OverflowError):
        engine.prf_many(scalar(1), [bytes(65_536)])


@each
def test_a_healthy_engine_says_its_name_and_nothing_more(name):
    engine = engines.engine(name)
    assert (engine.name, engine.fallen_back) == (name, "")


def test_an_engine_nobody_has_is_unavailable():
    with pytest.raises(Unavailable, match="cannot run the abacus"):
        engines.engine("abacus")


@pytest.fixture
def process(monkeypatch):
    """A process that has compiled nothing yet."""
    fresh = engines._Process()
    monkeypatch.setattr(engines, "_PROCESS", fresh)
    return fresh


def test_few_elements_compile_nothing(process, monkeypatch):
    monkeypatch.setattr(engines, "engine", None)
    assert engines.best(1) is engines.best(engines.PAYS - 2) is engines.reference()
    assert engines.alone() is engines.alone_of(engines.reference())


def test_many_elements_compile_whether_at_once_or_by_and_by(process, monkeypatch):
    monkeypatch.setattr(engines, "names", lambda: ("fast", "libsodium"))
    monkeypatch.setattr(engines, "engine", lambda name: name)
    monkeypatch.setattr(engines, "_pays", lambda done, _: done >= engines.PAYS)
    assert engines.best(engines.PAYS - 10) is engines.reference()
    assert engines.best(10) == "fast"
    assert engines.best(engines.FEWEST) == "fast", "it is ready now"
    assert engines.best(engines.FEWEST - 1) is engines.reference()


def test_single_elements_by_and_by_compile_what_is_faster_for_them_too(process, monkeypatch):
    fast = SodiumEngine()
    fast.alone = object()
    monkeypatch.setattr(engines, "names", lambda: ("fast", "libsodium"))
    monkeypatch.setattr(engines, "engine", lambda _: fast)
    monkeypatch.setattr(engines, "_pays", lambda done, singles: done + singles >= engines.PAYS)
    engines.best(engines.PAYS - 2)
    assert engines.alone() is engines.alone_of(engines.reference())
    assert engines.alone() is engines.alone() is fast.alone


@pytest.mark.skipif(len(engines.names()) == 1, reason="llvmlite is not installed")
def test_what_pays_is_told_by_the_kind_in_use():
    first = compiled.usable()[0]
    assert engines._pays(first.pays, 0)
    assert not engines._pays(first.pays - 1, 0)
    assert engines._pays(first.pays - 1, 1) == engines._pays(0, first.pays) == first.singles
    assert not engines._pays(0, first.pays - 1)
    assert min(kind.pays for kind in compiled.KINDS) == engines.PAYS


def test_without_the_compiler_libsodium_does_it_all(process, monkeypatch):
    monkeypatch.setattr(compiled, "usable", tuple)
    assert engines.names() == ("libsodium",)
    assert engines.best(10**9) is engines.reference()


@pytest.mark.skipif(len(engines.names()) == 1, reason="llvmlite is not installed")
def test_a_compiler_that_fails_leaves_libsodium_and_says_so(process, monkeypatch):
    def fail(*_):
        raise RuntimeError("no such processor")

    monkeypatch.setattr(compiled, "Routines", fail)
    with pytest.warns(Fault, match="could not be compiled"):
        engine = engines.engine(engines.names()[0])
    assert "no such processor" in engine.fallen_back
    assert engine.prf_many(scalar(1), [b"value"]) == voprf.prf(scalar(1), b"value")


def test_what_a_process_says_is_what_any_of_its_engines_or_helpers_says(process):
    process.made["sound"] = engines.reference()
    assert engines.fallen_back() == ""
    engines.tell("It broke there.")
    engines.tell("")
    assert engines.fallen_back() == "It broke there."
    process.made["broken"] = SodiumEngine("It broke here.")
    assert engines.fallen_back() == "It broke here."


def test_what_the_site_starts_with_loads_no_compiler():
    code = (
        "import sys, samverkan.sealed.sealing, samverkan.sealed.asking\n"
        "from samverkan.sealed.engines import PAYS, best\n"
        "best(PAYS - 1).prf_many(bytes([1]) + bytes(31), [b'x'] * 9)\n"
        "sys.exit('llvmlite' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=env).returncode == 0


@pytest.mark.skipif(len(engines.names()) == 1, reason="llvmlite is not installed")
def test_without_llvmlite_no_kind_is_usable(monkeypatch):
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    assert compiled.usable.__wrapped__() == ()


@pytest.mark.skipif(len(engines.names()) == 1, reason="llvmlite is not installed")
@pytest.mark.parametrize("error", [OSError("no libllvmlite.so"), RuntimeError("what is this?")])
def test_a_compiler_that_does_not_load_leaves_libsodium_and_says_so(process, monkeypatch, error):
    def fail():
        raise error

    monkeypatch.setattr("llvmlite.binding.get_host_cpu_features", fail)
    monkeypatch.setattr(compiled, "usable", cache(compiled.usable.__wrapped__))
    with pytest.warns(Fault, match=f"{error}"):
        assert engines.best(10**9) is engines.reference()
    assert engines.names() == ("libsodium",)
