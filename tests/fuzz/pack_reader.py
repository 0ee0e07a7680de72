"""Fuzz the reader of packs with atheris: `python tests/fuzz/pack_reader.py [libFuzzer options]`.

Bytes are taken as a whole file, as a pack's head, and as changes to a sound pack whose digest is
then made right, since no fuzzer finds a digest. Whatever comes, PackDamaged is the only error, and
the listed outputs open their own label or none.
"""

import sys
from contextlib import suppress

import atheris
from hostile import patched

with atheris.instrument_imports(include=["samverkan.sealed"]):
    from samverkan.sealed.errors import PackDamaged
    from samverkan.sealed.pack_rows import as_rows
    from samverkan.sealed.packs import Pack

from tests.sealed.packed import listed, outputs, parts, sealed_again, small

BODY = bytes(parts(small())[2])
LISTED = dict(listed(100))
MANY = as_rows(b"".join(LISTED), 64)


def one_input(data: bytes) -> None:
    """Read one hostile file in three ways."""
    source = atheris.FuzzedDataProvider(data)
    way = source.ConsumeIntInRange(0, 2)
    if way == 0:
        read(source.ConsumeBytes(len(data)))
    elif way == 1:
        junk = source.ConsumeBytes(len(data))
        read(sealed_again(junk + BODY[len(junk) :]))
    else:
        read(sealed_again(patched(BODY, source)))


def read(data: bytes) -> None:
    """Open a file checked and unchecked, and look up in it what it once listed."""
    for opening in (Pack.open, Pack.reopen):
        with suppress(PackDamaged):
            pack = opening(data)
            for output in (*LISTED, outputs(1, "not listed")[0]):
                for label in pack.look_up(output):
                    assert label == LISTED.get(output)
            pack.look_up_many(MANY)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
