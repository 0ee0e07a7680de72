"""Sealing a whole register, what it weighs, and what a look-up costs.

The register is a Parquet file of invented engine numbers, sealed by the command itself: wall time
from its start to its end, memory summed over all of its processes while it runs (pages that they
share count in each). It has ten million rows if the processor has AVX-512 IFMA and the machine
8 GiB to spare, otherwise one million; SAMVERKAN_BENCH_ROWS says another number. Packs of other
sizes are made of random outputs, since the file does not depend on the arithmetic.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage, struct_rusage
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

import numpy as np
import psutil  # type: ignore[import-untyped]
import pyarrow as pa
from pyarrow import parquet
from rows import Row, main

from samverkan.registers.pack_files import load_delta, load_pack, reload_pack, write_pack
from samverkan.registers.seal_rows import SealedRows
from samverkan.sealed import engines
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.pack_differences import difference
from samverkan.sealed.pack_header import Header, buckets_for, padded
from samverkan.sealed.pack_rows import Bytes, RowCipher
from samverkan.sealed.pack_updates import Updated, apply
from samverkan.sealed.pack_writing import Assembly, decoys
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import SigningKey

KEY = epoch_key(bytes(32), asker="KBV", epoch="2025-07-12")
SIGNING = SigningKey(bytes(32))
SIZES = (10**4, 10**5, 10**6, 10**7)
LABEL = 18
LOOKED_UP = 10**7
AT_ONCE = 2**18
SINGLY = 200_000
A_YEAR = 365 * 500
WHOLE = 10**7


def measure() -> Iterator[Row]:
    """Measure and give the rows."""
    with TemporaryDirectory() as folder:
        yield from sealing(Path(folder))
    for size in SIZES:
        with TemporaryDirectory() as folder:
            yield from weight(size, Path(folder))


def sealing(folder: Path) -> Iterator[Row]:
    """Seal a register, then again after a change of a thousandth, and make the delta."""
    count = rows_to_seal()
    group = f"Sealing {count:,} numbers"
    whole = count >= WHOLE
    register, out = folder / "register.parquet", folder / "kbv.pack"
    keys = [folder / name for name in ("voprf", "signing")]
    for path in keys:
        path.write_text(bytes(32).hex())
        path.chmod(0o600)
    write_register(register, count)
    before_all = getrusage(RUSAGE_CHILDREN)
    done, seconds, memory = seal(register, out, keys)
    spent = cpu_since(before_all)
    yield Row(group, "Parquet to pack, wall", seconds, "s", "<= 60" if whole else None)
    yield Row(group, "memory of all processes", memory, "GiB", "<= 1.5" if whole else None)
    yield Row(group, "CPU of all processes", spent, "s CPU")
    yield Row(group, "keys a second", done["keys"] / seconds, "1/s")
    before = folder / "before.pack"
    out.rename(before)
    write_register(register, count, changed=1000)
    before_again = getrusage(RUSAGE_CHILDREN)
    done, again, memory = seal(register, out, keys)
    yield Row(group, "again after 0.1 % changed, wall", again, "s")
    yield Row(group, "again after 0.1 % changed, CPU", cpu_since(before_again), "s CPU")
    share = done["sealed_now"] / done["keys"]
    yield Row(group, "share evaluated then", share, "of all", "<= 0.001")
    yield Row(group, "its time over sealing all", again / seconds, "times")
    yield from changing(group, before, out)


def changing(group: str, before: Path, after: Path) -> Iterator[Row]:
    """Measure the delta between two packs."""
    base, target = load_pack(before), load_pack(after)
    start = process_time()
    data = difference(base, target, SIGNING)
    made = process_time() - start
    path = before.with_name("delta")
    path.write_bytes(data)
    delta = load_delta(path, signer=SIGNING.public)
    start = process_time()
    same = apply(base, delta) == bytes(target.view)
    applied = process_time() - start
    if not same:
        raise RuntimeError("the delta does not lead to the next pack")
    yield Row(group, "delta of 0.1 %, over the whole pack", len(data) / base.layout.end, "times")
    yield Row(group, "delta: make", made, "s CPU")
    yield Row(group, "delta: apply", applied, "s CPU")
    outputs = random_outputs(np.random.default_rng(1), SINGLY)
    both = Updated.of(base, delta)
    yield Row(group, "look-up in pack and delta, a miss", singly(both, outputs), "us CPU")


def weight(size: int, folder: Path) -> Iterator[Row]:
    """Make packs of random outputs: bytes a key, false positives, look-ups."""
    group = f"Packs of {size:,} keys"
    bare = made(size, 0, folder / "bare.pack")
    yield Row(group, "without labels", bare.layout.end / size, "bytes a key", "<= 4.5")
    rate = bare.head.rate
    yield Row(group, "false positives a question", rate, "", "<= 2e-9")
    yield Row(group, "in a year of 500 questions a day", rate * A_YEAR, "")
    labelled = made(size, LABEL, folder / "labelled.pack")
    weighs = labelled.layout.end / size
    yield Row(group, "with labels of 18 bytes", weighs, "bytes a key", "<= 22.5")
    random = np.random.default_rng(size)
    misses = random_outputs(random, SINGLY)
    hits = random_outputs(np.random.default_rng(0), min(size, SINGLY))
    yield Row(group, "look-up, a miss", singly(bare, misses), "us CPU", "<= 2")
    yield Row(group, "look-up, a hit with its label", singly(labelled, hits), "us CPU")
    start = process_time()
    for _ in range(100):
        reload_pack(folder / "bare.pack")
    yield Row(group, "open a known pack", (process_time() - start) * 1e4, "us CPU")
    start = process_time()
    load_pack(folder / "bare.pack", signer=SIGNING.public)
    yield Row(group, "check a pack from outside", (process_time() - start) * 1e3, "ms CPU")
    if size == max(SIZES):
        yield from false_rows(group, bare)


def false_rows(group: str, pack: Pack) -> Iterator[Row]:
    """Look up many outputs that are not in a pack, and count what is found."""
    random, found, spent = np.random.default_rng(7), 0, 0.0
    for _ in range(0, LOOKED_UP, AT_ONCE):
        outputs = random_outputs(random, AT_ONCE)
        start = process_time()
        found += len(pack.look_up_many(outputs).questions)
        spent += process_time() - start
    yield Row(group, f"false rows in {LOOKED_UP:,} look-ups", found, "rows", "<= 0")
    yield Row(group, "look-up among many at once", spent / LOOKED_UP * 1e6, "us CPU")


def made(size: int, label: int, path: Path) -> Pack:
    """Write a pack of random outputs; the first ones are those of generator 0."""
    header = Header("KFM", "KBV", "2025-07-12", KEY.public, bytes(16), label, 0)
    cipher, random = RowCipher.of(header), np.random.default_rng(0)
    places, sealed = [], []
    first = min(size, SINGLY)
    for count in (first, *(min(AT_ONCE, size - at) for at in range(first, size, AT_ONCE))):
        outputs = random_outputs(random, count)
        places.append(cipher.places(outputs))
        sealed.append(cipher.seal(outputs, np.zeros((count, label), np.uint8)))
    place = np.concatenate(places)
    none = np.empty(0, np.uint64)
    rows = SealedRows(none, none, place, np.concatenate(sealed))
    more = decoys(padded(size) - size, cipher, random=bytes(32))
    write_pack(path, Assembly(header, buckets_for(padded(size))), rows, more, SIGNING)
    return reload_pack(path)


def singly(pack: Pack | Updated, outputs: Bytes) -> float:
    """Time one look-up after another, in microseconds of CPU each."""
    each = [output.tobytes() for output in outputs]
    start = process_time()
    for output in each:
        pack.look_up(output)
    return (process_time() - start) / len(each) * 1e6


def random_outputs(random: np.random.Generator, count: int) -> Bytes:
    """Make outputs as the PRF would."""
    return np.frombuffer(random.bytes(64 * count), np.uint8).reshape(-1, 64)


def seal(register: Path, out: Path, keys: list[Path]) -> tuple[dict[str, int], float, float]:
    """Run the command; give what it says, its seconds, and the most GiB it and its children had."""
    words = [sys.executable, "-m", "samverkan", "seal", str(register), "--out", str(out), "--json"]
    words += ["--holder", "KFM", "--asker", "KBV", "--epoch", "2025-07-12"]
    words += ["--key", str(keys[0]), "--signing-key", str(keys[1])]
    start, most = perf_counter(), 0
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            sleep(0.1)
        seconds = perf_counter() - start
        said = process.stdout.read() if process.stdout else ""
    return json.loads(said), seconds, most / 2**30


def memory_of(pid: int) -> int:
    """Sum the resident memory of a process and its children."""
    try:
        process = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0


def cpu_since(before: struct_rusage) -> float:
    """Give the seconds of CPU of children that have ended since."""
    now = getrusage(RUSAGE_CHILDREN)
    return now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime


def write_register(path: Path, count: int, changed: int = 0) -> None:
    """Write invented engine numbers; of each `changed` rows one has another number."""
    schema = pa.schema([("engine", pa.string())])
    with parquet.ParquetWriter(path, schema) as file:
        for start in range(0, count, 2**20):
            numbers = np.arange(start, min(start + 2**20, count))
            if changed:
                numbers = np.where(numbers % changed == 7, numbers + 10**9, numbers)
            digits = np.char.zfill(numbers.astype("U10"), 10)
            file.write_table(pa.table({"engine": pa.array(np.char.add("ZZE", digits))}))


def rows_to_seal() -> int:
    """Say how many rows this machine can be asked for."""
    asked = os.environ.get("SAMVERKAN_BENCH_ROWS")
    if asked:
        return int(asked)
    able = "ifma" in engines.names() and psutil.virtual_memory().available > 8 * 2**30
    return WHOLE if able else WHOLE // 10


if __name__ == "__main__":
    main(measure, __doc__)
