"""Sealing a thousandth of a register by itself, beside sealing all of it.

A register with ids is sealed whole by the command, from Parquet; then a file of changed rows is
sealed by `--changed`, in the same place: wall time and CPU of the whole command each, its start
too. As many rows as in `packs.py`. The delta must lead from the pack before to the pack after.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import pyarrow as pa
from packs import SIGNING, cpu_since, rows_to_seal
from pyarrow import parquet
from rows import Row, main

from samverkan.registers.pack_files import load_delta, load_pack
from samverkan.sealed.pack_updates import apply
from samverkan.sealed.packs import Pack

ONE_IN = 1000


def measure() -> Iterator[Row]:
    """Measure and give the rows."""
    count = rows_to_seal()
    group = f"A thousandth of {count:,} numbers changed"
    with TemporaryDirectory() as name:
        folder = Path(name)
        _, seconds, spent = seal(folder, register(folder, np.arange(count), 0))
        before = load_pack(folder / "kbv.pack")
        numbers = np.arange(7, count, ONE_IN)
        changed = register(folder, numbers, 10**9)
        done, again, spent_again = seal(
            folder, "--changed", changed, "--delta", str(folder / "kbv.delta")
        )
        check(folder, before, done, len(numbers))
        yield Row(group, "all sealed, wall", seconds, "s")
        yield Row(group, "all sealed, CPU", spent, "s CPU")
        yield Row(group, "the change sealed, wall", again, "s")
        yield Row(group, "the change sealed, CPU", spent_again, "s CPU")
        yield Row(group, "its time over sealing all", again / seconds, "times", "<= 0.05")
        yield Row(group, "its CPU over sealing all", spent_again / spent, "times")
        sizes = [(folder / name).stat().st_size for name in ("kbv.delta", "kbv.pack")]
        yield Row(group, "delta over the whole pack", sizes[0] / sizes[1], "times")


def check(folder: Path, before: Pack, done: dict[str, int], changed: int) -> None:
    """Stop if the delta does not lead to the pack, or another number of rows was sealed."""
    after = load_pack(folder / "kbv.pack", signer=SIGNING.public)
    delta = load_delta(folder / "kbv.delta", signer=SIGNING.public)
    same = apply(before, delta) == bytes(after.view)
    if not same or done["sealed_now"] != changed:
        raise RuntimeError("the change did not lead to the pack that it should")


def register(folder: Path, numbers: np.ndarray, other: int) -> str:
    """Write rows with ids and invented engine numbers, `other` added to each."""
    path = folder / f"register-{other}.parquet"
    schema = pa.schema([("id", pa.string()), ("engine", pa.string())])
    with parquet.ParquetWriter(path, schema) as file:
        for start in range(0, len(numbers), 2**20):
            own = numbers[start : start + 2**20]
            digits = np.char.zfill((own + other).astype("U10"), 10)
            columns = {
                "id": pa.array(np.char.add("A", own.astype("U10"))),
                "engine": pa.array(np.char.add("ZZE", digits)),
            }
            file.write_table(pa.table(columns))
    return str(path)


def seal(folder: Path, *words: str) -> tuple[dict[str, int], float, float]:
    """Run the command; give what it says, its seconds, and those of CPU of all its processes."""
    keys = [folder / name for name in ("voprf", "signing")]
    for path in keys:
        path.write_text(bytes(32).hex())
        path.chmod(0o600)
    call = [sys.executable, "-m", "samverkan", "seal", *words, "--json"]
    call += ["--out", str(folder / "kbv.pack")]
    call += ["--holder", "KFM", "--asker", "KBV", "--epoch", "2025-07-12"]
    call += ["--key", str(keys[0]), "--signing-key", str(keys[1])]
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return json.loads(done.stdout), perf_counter() - start, cpu_since(before)


if __name__ == "__main__":
    main(measure, __doc__)
