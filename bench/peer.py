"""A peer's process, from our side: started with the peers' Python, asked by lines."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any

from environment import peers_python

THEIRS = Path(__file__).parent / "theirs"


class Peer:
    """One program of `theirs/`, running. Use it in a `with`, which ends it."""

    def __init__(self, name: str) -> None:
        self._said = TemporaryFile("w+")  # noqa: SIM115  closed at the end of the `with`
        command = (str(peers_python()), "-W", "ignore", str(THEIRS / f"{name}.py"))
        self._process = subprocess.Popen(  # noqa: S603  our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )

    def ask(self, act: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
        """Have an act done; give what it returned. Raises RuntimeError if the peer broke."""
        given, answers = self._process.stdin, self._process.stdout
        assert given is not None  # noqa: S101  both are pipes
        assert answers is not None  # noqa: S101
        given.write(json.dumps({"act": act, **arguments}) + "\n")
        given.flush()
        line = answers.readline()
        if not line:
            self._said.seek(0)
            raise RuntimeError(f"The peer broke at {act}:\n{self._said.read()[-2000:]}")
        return dict(json.loads(line))

    def __enter__(self) -> Peer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._said.close()
