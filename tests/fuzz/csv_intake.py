"""Fuzz the intake of CSV with atheris: `python tests/fuzz/csv_intake.py [libFuzzer options]`.

Bytes are taken as a file, as the rows under a known header, and as a mapping file. Whatever comes,
NotAllowed is the only error; a file's rows stand in its order; and a file that is cut into small
blocks gives the same rows, and the same ones put aside, as one that is read at once.
"""

import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris
import hostile  # noqa: F401  it puts the project's own source first

with atheris.instrument_imports(include=["samverkan.registers"]):
    from samverkan.registers.choosing import choose
    from samverkan.registers.csv_files import open_csv
    from samverkan.registers.intake import Register
    from samverkan.registers.mapping import Mapping, parse
    from samverkan.rules.refusal import NotAllowed

ON = date(2026, 11, 29)
MOST = 1_024  # bytes: with small blocks, more would only be slower
HEADER = b"id;personnummer;orgnr;f\xc3\xb6rnamn;by;bm;bd;hin;motornr;regnr\n"
FOLDER = TemporaryDirectory()
FILE = Path(FOLDER.name) / "register.csv"


def one_input(data: bytes) -> None:
    """Read one hostile file, or one hostile mapping."""
    source = atheris.FuzzedDataProvider(data)
    way, block = source.ConsumeIntInRange(0, 3), source.ConsumeIntInRange(16, 200)
    rest = source.ConsumeBytes(MOST)
    if way == 0:
        with suppress(NotAllowed):
            choose(("a", "b", "1"), parse(rest), on=ON)
        return
    encoding = "" if way == 1 else "utf-8"
    FILE.write_bytes(rest if way == 1 else HEADER + rest)
    whole = read(encoding, 1 << 20)
    parts = read(encoding, block)
    if encoding and whole is not None:
        assert parts == whole


def read(encoding: str, block: int) -> tuple[list[object], list[object]] | None:
    """Give a file's rows and what was put aside; None if it is refused."""
    try:
        reader = open_csv(FILE, encoding=encoding, block=block)
        register = Register(reader, choose(reader.header, Mapping(), on=ON), ON)
        batches = list(register.batches())
    except NotAllowed:
        return None
    rows = [row for batch in batches for row in batch.rows.to_pylist()]
    lines = [row["line"] for row in rows]
    assert lines == sorted(set(lines))
    aside = [
        (one.line, one.field, one.text, one.kept, str(one.refusal))
        for batch in batches
        for one in batch.aside
    ]
    return rows, aside


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
