"""Fuzz the reader of deltas with atheris: `python tests/fuzz/pack_delta.py [libFuzzer options]`.

Bytes are taken as a whole file, and as changes to a sound delta whose digest is then made right.
Whatever comes, PackDamaged is the only error, and a look-up gives what the pack before or the pack
after would give, or less.
"""

import sys
from contextlib import suppress

import atheris
from hostile import patched

with atheris.instrument_imports(include=["samverkan.sealed"]):
    from samverkan.sealed.errors import PackDamaged
    from samverkan.sealed.pack_delta import Delta
    from samverkan.sealed.pack_differences import difference
    from samverkan.sealed.pack_updates import Updated, apply
    from samverkan.sealed.packs import Pack

from tests.sealed.packed import KEY, label, listed, made, outputs, sealed_again

ROWS = listed(120)
BASE = Pack.open(made(ROWS))
TARGET = Pack.open(made([*ROWS[7:], *((one, label("came")) for one in outputs(7, "came"))]))
BODY = difference(BASE, TARGET, KEY)[:-96]
ASKED = [*outputs(20), *outputs(7, "came"), *outputs(1, "not listed")]
TRUE = {one: {*BASE.look_up(one), *TARGET.look_up(one)} for one in ASKED}


def one_input(data: bytes) -> None:
    """Read one hostile file in one of two ways."""
    source = atheris.FuzzedDataProvider(data)
    if source.ConsumeBool():
        read(source.ConsumeBytes(len(data)))
        return
    read(sealed_again(patched(BODY, source)))


def read(data: bytes) -> None:
    """Open a delta, look up through it, and apply it."""
    with suppress(PackDamaged):
        delta = Delta.open(data)
        both = Updated.of(BASE, delta)
        for one in ASKED:
            assert {*both.look_up(one)} <= TRUE[one]
        # Nobody's key was asked for: the next pack's signature may be any.
        assert apply(BASE, delta)[:-64] == bytes(TARGET.view)[:-64]


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
