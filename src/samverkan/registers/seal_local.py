"""Seals on this machine: a process for each core, or none of them if there is little to do."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from multiprocessing import get_context, parent_process
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask
from threading import Thread
from typing import TYPE_CHECKING

from samverkan.registers.seal_job import SealJob, seal_batch
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed import engines

if TYPE_CHECKING:
    import pyarrow as pa

LITTLE = 20_000
"""Rows that are sealed sooner than processes start."""

_AHEAD = 2

_job: SealJob


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """This machine with so many processes."""

    workers: int

    def seal(self, batches: Iterable[pa.RecordBatch], job: SealJob) -> Iterator[pa.RecordBatch]:
        """Seal batches, in order, with few of them in memory."""
        source = iter(batches)
        first, count = [], 0
        for batch in source:
            first.append(batch)
            count += len(batch)
            if count > LITTLE:
                yield from self._spread(chain(first, source), job)
                return
        little = replace(job, elements=count)
        for batch in first:
            yield seal_batch(batch, little)

    def _spread(self, batches: Iterator[pa.RecordBatch], job: SealJob) -> Iterator[pa.RecordBatch]:
        # Not forked: the parent has threads. Processes, since hashing may hold Python's lock.
        context = get_context("spawn")
        with ProcessPoolExecutor(self.workers, context, _start, (job,)) as pool:
            running: deque[Future[tuple[pa.RecordBatch, str]]] = deque()
            try:
                for batch in batches:
                    with _deaf_to_ctrl_c():  # it starts a process if none is idle
                        running.append(pool.submit(_seal, batch))
                    if len(running) >= _AHEAD * self.workers:
                        yield _sealed(running.popleft())
                while running:
                    yield _sealed(running.popleft())
            except BrokenProcessPool:
                raise NotAllowed("seal.worker_lost") from None
            finally:
                pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let processes that start now hear no Ctrl-C, which goes to all: the parent ends them."""
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _start(job: SealJob) -> None:
    global _job  # noqa: PLW0603  a worker process has one job
    _job = job
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the parent does, even if it is killed: nobody else would tell us."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _seal(batch: pa.RecordBatch) -> tuple[pa.RecordBatch, str]:
    return seal_batch(batch, _job), engines.fallen_back()


def _sealed(done: Future[tuple[pa.RecordBatch, str]]) -> pa.RecordBatch:
    """Give a batch that a process sealed, and keep what its arithmetic had to say."""
    batch, fallen_back = done.result()
    engines.tell(fallen_back)
    return batch
