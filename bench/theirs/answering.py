"""How a peer is measured: a process of the peers' Python that is told what to do, line by line.

A line in names an act with its arguments, a line out gives what it returned: both JSON. Whatever
the peer itself prints goes to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from time import process_time

Acts = Mapping[str, Callable[..., object]]


def serve(acts: Acts) -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        asked = json.loads(line)
        answers.write(json.dumps(acts[asked.pop("act")](**asked)) + "\n")
        answers.flush()


def timed(act: Callable[[], object]) -> tuple[float, object]:
    """Give the seconds of CPU that an act took in this process, and its result."""
    start = process_time()
    made = act()
    return process_time() - start, made
