"""A damaged workbook or Parquet file is read or refused with a sentence, whatever the damage."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyarrow import parquet

from samverkan.registers.intake import open_register
from samverkan.rules.refusal import NotAllowed

ON = date(2026, 11, 29)
PLACES = st.integers(0, 1 << 16)
DAMAGE = st.lists(st.tuples(PLACES, st.binary(max_size=4)), min_size=1, max_size=5)
SIGNS = st.sampled_from([b"99999999999", b"-1", b"", b"ZZZ1", b"<", b"\xff", b't="e"', b"1e309"])


def workbook():
    book, out = Workbook(), io.BytesIO()
    for row in (("Personnummer", "Förnamn"), *[(199001019802, "Åsa")] * 5):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def columns():
    out = io.BytesIO()
    table = pa.table({"pnr": ["199001019802"] * 20, "förnamn": ["Åsa"] * 20})
    parquet.write_table(table, out, row_group_size=5)
    return out.getvalue()


FILES = {"xlsx": workbook(), "parquet": columns()}


def damaged(data, damage):
    data = bytearray(data)
    for place, signs in damage:
        at = place % len(data)
        data[at : at + len(signs)] = signs
    return bytes(data)


def read(path, data):
    path.write_bytes(data)
    with suppress(NotAllowed):
        for _ in open_register(path, on=ON).batches():
            pass


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=40)
@given(damage=DAMAGE)
def test_bytes_are_changed(tmp_path_factory, kind, damage):
    path = tmp_path_factory.mktemp("damage") / f"r.{kind}"
    read(path, damaged(FILES[kind], damage))


@settings(max_examples=40)
@given(
    part=st.integers(0, 20), damage=st.lists(st.tuples(st.integers(0, 1 << 16), SIGNS), min_size=1)
)
def test_a_part_of_a_workbook_says_something_else(tmp_path_factory, part, damage):
    out = io.BytesIO()
    with ZipFile(io.BytesIO(FILES["xlsx"])) as sound, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        names = sound.namelist()
        for name in names:
            data = sound.read(name)
            packed.writestr(
                name, damaged(data, damage) if name == names[part % len(names)] else data
            )
    read(tmp_path_factory.mktemp("damage") / "r.xlsx", out.getvalue())


@pytest.mark.parametrize("part", ZipFile(io.BytesIO(FILES["xlsx"])).namelist())
def test_a_refused_workbook_is_not_left_open(tmp_path, part):
    path = tmp_path / "r.xlsx"
    with ZipFile(io.BytesIO(FILES["xlsx"])) as sound, ZipFile(path, "w") as packed:
        for name in sound.namelist():
            packed.writestr(name, b"<" if name == part else sound.read(name))
    refusals = []  # what was refused is held, and with it what its traceback holds
    try:
        list(open_register(path, on=ON).batches())
    except NotAllowed as refused:
        refusals.append(refused)
    assert path not in {link.resolve() for link in Path("/proc/self/fd").iterdir()}
