"""Sealing in bulk gives what sealing one by one gives, in order."""

import pytest

from samverkan.sealed.errors import Misuse
from samverkan.sealed.sealing import seal
from samverkan.sealed.voprf import derive_key_pair, prf

KEY = derive_key_pair(bytes(32), b"sealing")


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 256, 257, 700])
def test_order_is_kept_over_chunks_and_threads(threads, count):
    values = [b"%d" % number for number in range(count)]
    assert seal(KEY, values, threads=threads) == [prf(KEY.secret, value) for value in values]


def test_no_threads_is_a_wrong_call():
    with pytest.raises(Misuse, match="not 0"):
        seal(KEY, [b"one"], threads=0)
