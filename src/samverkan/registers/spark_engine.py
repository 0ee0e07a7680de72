"""Seals on a Spark cluster: `mapInArrow` over the same function of a batch, and the same bytes.

The register is read here and its new rows are sent out a group at a time, so that this machine
needs memory for one group, whatever the register holds. The secret of the epoch goes to the
executors: the cluster must be the holder's own, and `samverkan` installed on it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samverkan.registers.seal_job import SealJob, seal_batch
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 2**20
"""Rows that are sent to the cluster at once."""

SCHEMA = "high long, low long, place long, sealed binary"
SETTINGS = {
    "spark.app.name": "samverkan seal",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16384",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    # Identifiers go through here as they are: no shuffle file or handed-over file may hold them.
    "spark.io.encryption.enabled": "true",
}


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """A cluster, by the URL of its master: `spark://…`, `yarn`, `local[*]`, `local-cluster[…]`."""

    master: str

    def seal(self, batches: Iterable[pa.RecordBatch], job: SealJob) -> Iterator[pa.RecordBatch]:
        """Seal batches, in no certain order."""
        session = _session(self.master)
        try:
            for group in _groups(batches):
                yield from _sealed(session, group, job)
        finally:
            session.stop()


def _sealed(session: Any, group: pa.Table, job: SealJob) -> Iterator[pa.RecordBatch]:  # noqa: ANN401
    def seal(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield seal_batch(batch, job)

    # A few parts for each core, so that none waits long for the last.
    parts = max(1, min(4 * session.sparkContext.defaultParallelism, len(group) // 1000))
    frame = session.createDataFrame(group).repartition(parts)
    yield from frame.mapInArrow(seal, SCHEMA).toArrow().to_batches()


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    import pyarrow as pa  # noqa: PLC0415  heavy, and loaded by those who seal alone

    waiting, count = [], 0
    for batch in batches:
        waiting.append(batch)
        count += len(batch)
        if count >= GROUP:
            yield pa.Table.from_batches(waiting)
            waiting, count = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting)


def _session(master: str) -> Any:  # noqa: ANN401  pyspark is not installed where types are checked
    """Start or join a cluster. NotAllowed if Spark or Java is not here."""
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise NotAllowed("seal.no_spark", why=str(error)) from None
    # Executors on this machine run the same Python.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master)
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError) as error:
        raise NotAllowed("seal.no_spark", why=str(error).splitlines()[0]) from None
