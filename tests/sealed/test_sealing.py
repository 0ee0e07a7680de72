"""Sealing in bulk gives what sealing one by one gives, in order."""

import pytest

from samverkan.sealed.errors import Misuse
from samverkan.sealed.sealing import seal
from samverkan.sealed.sodium_engine import SodiumEngine
from samverkan.sealed.suite import Mode
from samverkan.sealed.voprf import derive_key_pair, prf

KEY = derive_key_pair(bytes(32), b"sealing")


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 1024, 1025, 2100])
def test_order_is_kept_over_chunks_and_threads(threads, count):
    values = [b"%d" % number for number in range(count)]
    assert seal(KEY, values, threads=threads) == [prf(KEY.secret, value) for value in values]


def test_a_chosen_engine_is_the_one_that_seals():
    class Marked(SodiumEngine):
        def prf_many(self, secret, inputs, mode=Mode.VOPRF):  # noqa: ARG002
            return b"m" * 64 * len(inputs)

    assert seal(KEY, [b"one", b"two"], threads=2, engine=Marked()) == [b"m" * 64] * 2


def test_no_threads_is_a_wrong_call():
    with pytest.raises(Misuse, match="not 0"):
        seal(KEY, [b"one"], threads=0)
