"""Starts the demo's instances as child processes, keeps them alive, and ends every one of them.

Each child leads a process group of its own, so Ctrl-C in the terminal reaches the supervisor alone
and it ends the children in order. A small guard process (`guard.py`) ends them if the supervisor
itself is killed. Nothing is ended by name: only by the ids that this supervisor was given.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

from samverkan.demo import guard
from samverkan.demo.child import LOOPBACK, Child, ChildError, Plan

_LOOK = 0.2


def free_ports(count: int) -> tuple[int, ...]:
    """Pick that many different loopback ports that nobody uses now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return tuple(each.getsockname()[1] for each in sockets)
    finally:
        for each in sockets:
            each.close()


class Supervisor:
    """All children of one demo. Use it in a `with` statement; leaving it ends them all."""

    def __init__(self, folder: Path, *, restarts: int = 3, grace: float = 10.0) -> None:
        """Write logs and pid files to `folder`; after `restarts` crashes a child stays down."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.children: dict[str, Child] = {}
        self._restarts = restarts
        self._grace = grace
        self._stopping = threading.Event()
        self._changing = threading.RLock()
        self._guard = subprocess.Popen(  # noqa: S603  our own file, no shell
            [sys.executable, "-I", "-S", guard.__file__, str(grace)],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._watcher = threading.Thread(target=self._watch, name="watch-children", daemon=True)
        self._watcher.start()

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, plan: Plan) -> Child:
        """Start one child under a name that is not in use. It may not be healthy yet."""
        with self._changing:
            if plan.name in self.children:
                raise ChildError(f"A child called {plan.name} runs already.")
            child = Child(plan, self.folder)
            self._tell_guard("+", child.pid)
            self.children[plan.name] = child
        return child

    def wait_healthy(self, timeout: float, names: Iterable[str] | None = None) -> None:
        """Wait until the named children (None: all) are healthy; ChildError if one is late."""
        waiting = [self.children[name] for name in names or tuple(self.children)]
        until = monotonic() + timeout
        while waiting := [child for child in waiting if not child.healthy()]:
            first = waiting[0]
            if self.gave_up(first):
                raise ChildError(
                    f"{first.plan.name} ended with code {first.exit_code()}; see {first.log}."
                )
            if monotonic() > until:
                raise ChildError(f"{first.plan.name} is not healthy in time; see {first.log}.")
            sleep(0.05)

    def gave_up(self, child: Child) -> bool:
        """Say whether a child is down and has used up its restarts."""
        return child.exit_code() is not None and child.restarts >= self._restarts

    def stop_child(self, name: str) -> None:
        """End one child for good. KeyError if there is none with that name."""
        with self._changing:
            child = self.children.pop(name)
            child.ask_to_end()
            child.end(self._grace)
            self._tell_guard("-", child.pid)

    def stop(self) -> None:
        """End all children at the same time, then the guard. May be called twice."""
        self._stopping.set()
        self._watcher.join()
        for child in self.children.values():
            child.ask_to_end()
        for name in tuple(self.children):
            self.stop_child(name)
        if self._guard.stdin and not self._guard.stdin.closed:
            self._guard.stdin.close()
        self._guard.wait()

    def memory(self) -> Mapping[str, Mapping[str, int]]:
        """Measure every child, and `total`: name → `uss` and `pss` in bytes."""
        each = {name: child.memory() for name, child in tuple(self.children.items())}
        total = {kind: sum(found[kind] for found in each.values()) for kind in ("uss", "pss")}
        return {**each, "total": total}

    def _watch(self) -> None:
        """Restart what ended by itself, until told to stop."""
        while not self._stopping.wait(_LOOK):
            with self._changing:
                for child in self.children.values():
                    self._restart_if_down(child)

    def _restart_if_down(self, child: Child) -> None:
        if child.exit_code() is None or child.restarts >= self._restarts:
            return
        self._tell_guard("-", child.pid)
        guard.end_groups((child.pid,), 0)  # workers of the crashed leader hold its port
        child.restart()
        self._tell_guard("+", child.pid)

    def _tell_guard(self, sign: str, group: int) -> None:
        if self._guard.stdin is None:  # pragma: no cover  we asked for a pipe
            return
        self._guard.stdin.write(f"{sign}{group}\n")
        self._guard.stdin.flush()
