"""Fuzz the reader of schemes with atheris: `python tests/fuzz/likeness_scheme.py [options]`.

Bytes are taken as a whole file, and as changes to a sound one. Whatever comes, TheirFault is the
only error; what is read asks at most sixteen keys, judges a label, and reads the same again.
"""

import sys
from contextlib import suppress

import atheris
import numpy as np
from hostile import patched

with atheris.instrument_imports(include=["samverkan.sealed.likeness.scheme"]):
    from samverkan.sealed.errors import TheirFault
    from samverkan.sealed.likeness import MOST_KEYS, Hit, Scheme, judge, keys_of, train

from tests.sealed.likeness.people import columns, people

PEOPLE = people(120)
BODY = train(columns(PEOPLE), random=np.random.default_rng(3)).to_json().encode()
LABEL = bytes(range(18))


def one_input(data: bytes) -> None:
    """Read one hostile scheme in one of two ways."""
    source = atheris.FuzzedDataProvider(data)
    if source.ConsumeBool():
        read(source.ConsumeBytes(len(data)))
        return
    read(patched(BODY, source))


def read(data: bytes) -> None:
    """Read a scheme, make keys by it, and judge a label by it."""
    with suppress(TheirFault, UnicodeDecodeError):
        scheme = Scheme.from_json(data.decode())
        assert len(keys_of(PEOPLE[0], scheme)) <= MOST_KEYS
        hits = [Hit(family, LABEL) for family in scheme.families[:3]]
        assert all(0 <= one.probability <= 1 for one in judge(PEOPLE[0], hits, scheme))
        assert Scheme.from_json(scheme.to_json()).families == scheme.families


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
