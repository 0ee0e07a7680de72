"""A sealing for tests: an invented register as batches, its key, and engines that count."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from samverkan.registers.seal_job import SealJob, seal_batch
from samverkan.registers.seal_register import Sealing, seal_register
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.pack_header import Header
from samverkan.wire.keys import SigningKey

EPOCH_KEY = epoch_key(bytes(range(32)), asker="KBV", epoch="2025-07-12")
SIGNING = SigningKey(bytes(range(32, 64)))
HEADER = Header("KFM", "KBV", "2025-07-12", EPOCH_KEY.public, bytes(range(16)), 6, 4)
JOB = SealJob(HEADER, EPOCH_KEY.secret)


def value(number: int) -> bytes:
    return b"invented/%06d" % number


def words(number: int) -> bytes:
    return b"%06d" % number


def batches(numbers, size=100) -> Iterator[pa.RecordBatch]:
    """Inputs and labels of these numbers; a pair (number, label) has another label."""
    pairs = [one if isinstance(one, tuple) else (one, words(one)) for one in numbers]
    for at in range(0, len(pairs), size):
        own = pairs[at : at + size]
        yield pa.RecordBatch.from_pydict(
            {
                "input": pa.array([value(number) for number, _ in own], pa.binary()),
                "label": pa.array([label for _, label in own], pa.binary()),
            }
        )


@dataclass
class Here:
    """The arithmetic in this process; it remembers how many rows it sealed, and may be killed."""

    dies_after: int = 10**9
    sealed: list[int] = field(default_factory=list)

    def seal(self, source, job) -> Iterator[pa.RecordBatch]:
        for batch in source:
            if sum(self.sealed) >= self.dies_after:
                raise KeyboardInterrupt
            self.sealed.append(len(batch))
            yield seal_batch(batch, job)


def seal(numbers, out: Path, *, engine=None, size=100, job=JOB) -> Sealing:
    return seal_register(batches(numbers, size), job, engine or Here(), out=out, key=SIGNING)
