"""The start-up check passes here, and fails on a library that is wrong in any of its parts."""

import pytest

from samverkan.sealed import dleq, self_test, sodium, sodium_engine
from samverkan.sealed.errors import Unavailable


def test_this_machine_passes():
    self_test.self_test()


def wrong(function):
    def answer(*arguments):
        return sodium.scalarmult_base(sodium.scalar_reduce(function(*arguments) + bytes(32)))

    return answer


@pytest.mark.parametrize(
    ("where", "name", "replacement"),
    [
        (sodium_engine, "_calls", lambda _: (lambda *_: 0, lambda *_: 0)),
        (sodium_engine, "_calls", lambda _: (lambda *_: 0, lambda *_: -1)),
        (sodium, "scalar_reduce", lambda _: bytes(32)[1:]),
        (sodium, "add", wrong(sodium.add)),
        (sodium, "is_element", lambda _: True),
        (dleq, "prove", lambda *_: bytes(64)),
        (sodium_engine, "output", lambda *_: bytes(64)),
    ],
)
def test_a_wrong_machine_is_told_in_one_sentence(monkeypatch, where, name, replacement):
    monkeypatch.setattr(where, name, replacement)
    with pytest.raises(Unavailable, match=r"RFC 9497 publishes: sealed questions stay off\.$"):
        self_test.self_test()
