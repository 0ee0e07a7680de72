"""Ends the demo's processes if their supervisor dies without a word (`kill -9`).

Run on its own: `python -I -S guard.py GRACE`. It reads `+123` and `-123` (process groups begun and
ended) on its standard input. When that closes, the supervisor is gone: every group still known gets
TERM, and KILL after GRACE seconds. It knows groups, not only children, because a server may have
workers of its own; and it needs nothing installed, so that it stays small.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable

_PAUSE = 0.05


def known_groups(lines: Iterable[str]) -> set[int]:
    """Read `+group` and `-group` to the end, and give the groups that are left."""
    groups: set[int] = set()
    for line in lines:
        group = int(line[1:])
        (groups.add if line[0] == "+" else groups.discard)(group)
    return groups


def end_groups(groups: Iterable[int], grace: float) -> None:
    """Ask each process group to end, wait at most `grace` seconds, then kill what is left."""
    left = [group for group in groups if _send(group, signal.SIGTERM)]
    for _ in range(int(grace / _PAUSE)):
        left = [group for group in left if _send(group, 0)]
        if not left:
            return
        time.sleep(_PAUSE)
    for group in left:
        _send(group, signal.SIGKILL)


def _send(group: int, number: int) -> bool:
    """Send a signal (0 only asks) and say whether the group still existed."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    end_groups(known_groups(sys.stdin), float(sys.argv[1]))
