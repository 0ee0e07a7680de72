"""Taking a register in: rows a second and memory, beside DuckDB that only reads the same file.

Ours gives checked batches: every number by its check digit, dates read, blanks trimmed, and what is
wrong put aside with its line. DuckDB gives the same columns as text and checks nothing. Each run is
a process of its own, so that its memory can be told. Ten million rows are one million, ten times.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet
from rows import Row, in_turns, main

from samverkan.registers import number_columns
from samverkan.registers.intake import open_register

ON = date(2026, 11, 29)
ROWS = 1_000_000
TIMES = 10
WRONG = 1_000  # one number in so many has a wrong check digit
ONE_BY_ONE = 20_000


def measure() -> Iterator[Row]:
    """Measure and give rows."""
    table = register(ROWS)
    yield from checking(table.column("personnummer").combine_chunks())
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = write(table, folder)
        for kind, few, many in files:
            yield from taking(kind, few, ROWS)
            yield from taking(kind, many, ROWS * TIMES)


def checking(column: pa.Array) -> Iterator[Row]:
    """Time the check of one column of numbers, at once and by the parser one by one."""
    texts, few = column.slice(0, ONE_BY_ONE).to_pylist(), column.slice(0, 65_536)

    def one_by_one() -> None:
        for text in texts:
            number_columns.matched(text, on=ON) if text in right else None

    bad = number_columns.check(column.slice(0, ONE_BY_ONE), on=ON).bad
    right = {text for row, text in enumerate(texts) if row not in bad}
    at_once, slow = in_turns(lambda: number_columns.check(few, on=ON), one_by_one)
    group = "Checking personal numbers"
    yield Row(group, "a column at once", at_once / len(few) * 1e9, "ns CPU a number", "<= 1000")
    yield Row(group, "the parser, one by one", slow / len(texts) * 1e9, "ns CPU a number")


def taking(kind: str, file: Path, count: int) -> Iterator[Row]:
    """Take a file in, and have DuckDB read it, each in a process of its own and in turns."""
    group = f"A register of {count // 1_000_000} M rows from {kind}"
    rounds = 3 if count == ROWS else 1
    ours = [run("ours", file) for _ in range(rounds)]
    theirs = [run("theirs", file) for _ in range(rounds)]
    for told, found, peer in (("checked", ours, False), ("DuckDB, read only", theirs, True)):
        cpu, wall = (sorted(one[key] for one in found)[rounds // 2] for key in ("cpu", "wall"))
        memory = max(one["memory"] for one in found)
        yield Row(group, f"{told}: time", cpu / count * 1e6, "us CPU a row", None, peer)
        yield Row(group, f"{told}: rate", count / wall, "rows a second", None, peer)
        goal = None if peer else "<= 500"
        yield Row(group, f"{told}: memory", memory, "MiB", goal, peer)


def run(whose: str, file: Path) -> dict[str, float]:
    """Run one way in a new process; give its CPU and wall seconds and its memory at most (MiB)."""
    call = (sys.executable, __file__, whose, str(file))
    done = subprocess.run(call, check=True, capture_output=True, text=True)  # noqa: S603  our own
    return dict(json.loads(done.stdout))


def ours(file: str) -> int:
    """Take a register in; give how many rows were read."""
    return sum(batch.read for batch in open_register(file, on=ON).batches())


def theirs(file: str) -> int:
    """Read the same columns as text in one thread; give how many rows there were."""
    import duckdb  # noqa: PLC0415  in its own process alone

    as_text = "read_csv($file, all_varchar=true, delim=';')"
    reading = as_text if file.endswith("csv") else "read_parquet($file)"
    connection = duckdb.connect(config={"threads": 1})
    answer = connection.sql(f"FROM {reading}", params={"file": file})
    return sum(batch.num_rows for batch in answer.to_arrow_reader(65_536))


def child(whose: str, file: str) -> None:
    """Run one way here and print what it took."""
    cpu, wall = process_time(), perf_counter()
    count = ours(file) if whose == "ours" else theirs(file)
    took = {"rows": count, "cpu": process_time() - cpu, "wall": perf_counter() - wall}
    sys.stdout.write(json.dumps({**took, "memory": memory()}))


def memory() -> float:
    """Give the most memory this process has had, in MiB; `ru_maxrss` would count its parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def register(count: int) -> pa.Table:
    """Make invented persons, with serials that are never issued."""
    random = np.random.default_rng(7)

    def drawn(*words: str) -> pa.Array:
        return pa.array(words).take(pa.array(random.integers(0, len(words), count)))

    return pa.table(
        {
            "id": pa.array(np.arange(count).astype(str)),
            "personnummer": numbers(random, count),
            "förnamn": drawn("Anna", "Erik", "Åsa", "Örjan", "Maria", "Fatima", "Ali"),
            "efternamn": drawn("Strand", "Vik", "Lindström", "Åkesson", "Öberg", "Hassan"),
            "gatuadress": drawn(*(f"Byvägen {number}" for number in range(1, 99))),
            "postnr": pa.array(random.integers(10_000, 98_000, count).astype(str)),
            "ort": drawn("Stockholm", "Göteborg", "Utö", "Norrtälje"),
        }
    )


def numbers(random: np.random.Generator, count: int) -> pa.Array:
    """Make personal numbers with a hyphen, a few of them wrong."""
    parts = ((40, 100), (1, 13), (1, 29), (980, 1000))
    year, month, day, serial = (random.integers(first, last, count) for first, last in parts)
    nine = ((year * 100 + month) * 100 + day) * 1000 + serial
    digits = nine[:, None] // 10 ** np.arange(8, -1, -1) % 10
    products = digits * np.array([2, 1, 2, 1, 2, 1, 2, 1, 2])
    check = (10 - (products - 9 * (products > 9)).sum(axis=1) % 10) % 10
    check = np.where(random.integers(0, WRONG, count) == 0, (check + 1) % 10, check)
    dates, last = (nine // 1000).astype(str), (serial * 10 + check).astype(str)
    return pa.array(np.char.add(np.char.add(np.char.add("19", dates), "-"), last))


def write(table: pa.Table, folder: Path) -> list[tuple[str, Path, Path]]:
    """Write a table to files, once and ten times over."""
    few, many = folder / "few.csv", folder / "many.csv"
    csv.write_csv(table, few, csv.WriteOptions(delimiter=";", quoting_style="needed"))
    header, rows = few.read_bytes().split(b"\n", 1)
    with many.open("wb") as out:
        out.writelines((header, b"\n", *[rows] * TIMES))
    parquet.write_table(table, folder / "few.parquet")
    with parquet.ParquetWriter(folder / "many.parquet", table.schema) as part:
        for _ in range(TIMES):
            part.write_table(table)
    return [("CSV", few, many), ("Parquet", folder / "few.parquet", folder / "many.parquet")]


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["theirs"]):
        child(*sys.argv[1:])
    else:
        main(measure, __doc__)
