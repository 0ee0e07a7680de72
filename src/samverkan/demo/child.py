"""One child process of the demo: its command, its health, its memory, and how to ask it to act."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import psutil  # type: ignore[import-untyped]  # it ships no types

from samverkan.demo.control import CONTROL_FD, Json

LOOPBACK = "127.0.0.1"


class ChildError(Exception):
    """A child did not start, did not answer, or answered with an error; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: a name for its files, a command line, and the loopback port it will serve."""

    name: str
    command: tuple[str, ...]
    port: int
    environment: Mapping[str, str] = field(default_factory=dict)


class Child:
    """A running child. It leads a process group of its own; a restart keeps this object."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.log = folder / f"{plan.name}.log"
        self.pid_file = folder / f"{plan.name}.pid"
        self.restarts = 0
        self._asking = threading.Lock()
        self._number = 0
        self._early = b""
        self._begin()

    @property
    def pid(self) -> int:
        """The process that runs now; its process group has the same number."""
        return self._process.pid

    @property
    def address(self) -> str:
        """The child's web address on loopback, without a slash at the end."""
        return f"http://{LOOPBACK}:{self.plan.port}"

    def exit_code(self) -> int | None:
        """Give the exit code once it has ended, else None."""
        return self._process.poll()

    def healthy(self) -> bool:
        """Say whether `GET /healthz` answers 200 now."""
        connection = http.client.HTTPConnection(LOOPBACK, self.plan.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def memory(self) -> Mapping[str, int]:
        """Measure the group in bytes: `uss` (its own) and `pss` (with its part of shared)."""
        sums = {"uss": 0, "pss": 0}
        for process in self._group():
            try:
                info = process.memory_full_info()
            except psutil.Error:  # it ended while we looked
                continue
            sums["uss"] += info.uss
            sums["pss"] += info.pss
        return sums

    def ask(self, act: str, *, timeout: float = 300.0, **with_: Json) -> Json:
        """Have the child do an act and give its answer. One question at a time, from any thread.

        Raises ChildError with the child's own sentence if the act failed, and if no answer came
        within `timeout` seconds or the child has ended.
        """
        with self._asking:
            self._number += 1
            question = {"n": self._number, "act": act, "with": with_}
            until = monotonic() + timeout
            try:
                self._channel.settimeout(timeout)
                self._channel.sendall(json.dumps(question).encode() + b"\n")
                answer = self._answer(until)
            except TimeoutError:
                raise ChildError(
                    f"{self.plan.name} did not answer {act} within {timeout:g} seconds."
                ) from None
            except OSError:
                raise ChildError(f"{self.plan.name} has ended; see {self.log}.") from None
        if "error" in answer:
            raise ChildError(f"{self.plan.name}, {act}: {answer['error']}")
        return answer["ok"]

    def restart(self) -> None:
        """Begin again with the same plan, after the old process has ended."""
        with self._asking:
            self._channel.close()
            self.restarts += 1
            self._begin()

    def ask_to_end(self) -> None:
        """Send TERM to the group, and do not wait."""
        self._signal(signal.SIGTERM)

    def end(self, grace: float) -> None:
        """Wait `grace` seconds for an end that was asked for, then KILL; leaves no pid file."""
        try:
            self._process.wait(grace)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self._process.wait()
        self._signal(signal.SIGKILL)  # workers that outlived their leader
        self._channel.close()
        self.pid_file.unlink(missing_ok=True)

    def _begin(self) -> None:
        """Start the process. Its output goes to the log, its channel is a socket pair."""
        self._early = b""
        self._channel, theirs = socket.socketpair()
        with theirs, self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  the demo's own command line
                self.plan.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(theirs.fileno(),),
                process_group=0,
                env={**os.environ, **self.plan.environment, CONTROL_FD: str(theirs.fileno())},
            )
        self.pid_file.write_text(f"{self.pid}\n", "utf-8")

    def _answer(self, until: float) -> dict[str, Json]:
        """Read to the answer with our number; late answers to earlier questions are dropped."""
        while True:
            line, found, rest = self._early.partition(b"\n")
            if found:
                self._early = rest
                answer: dict[str, Json] = json.loads(line)
                if answer["n"] == self._number:
                    return answer
                continue
            left = until - monotonic()
            if left <= 0:
                raise TimeoutError
            self._channel.settimeout(left)
            more = self._channel.recv(65536)
            if not more:
                raise ConnectionResetError
            self._early += more

    def _group(self) -> list[psutil.Process]:
        try:
            leader = psutil.Process(self.pid)
            return [leader, *leader.children(recursive=True)]
        except psutil.Error:
            return []

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            return
