"""One line there, one line back: how the demo's driver asks its child processes to act.

The driver writes `{"n": 7, "act": "attach", "with": {…}}`, the child answers `{"n": 7, "ok": …}` or
`{"n": 7, "error": "a sentence"}`. `n` counts the questions, so that an answer that came after its
time-out is never taken for the answer to the next one. End of file ends the child's loop.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

#: The environment variable that tells a child which file descriptor its channel is.
CONTROL_FD = "SAMVERKAN_CONTROL_FD"


def serve_control(
    stream_in: IO[str], stream_out: IO[str], acts: Mapping[str, Callable[..., Json]]
) -> None:
    """Answer line by line until the other side closes. An act's error becomes one sentence.

    `acts` gives each act's function; what stands under `with` becomes its keyword arguments.
    """
    for line in stream_in:
        stream_out.write(json.dumps(_answer(line, acts), ensure_ascii=False) + "\n")
        stream_out.flush()


@contextmanager
def control_streams(environ: Mapping[str, str]) -> Iterator[tuple[IO[str], IO[str]]]:
    """Open the child's end of the channel. KeyError if no supervisor started this process."""
    channel = socket.socket(fileno=int(environ[CONTROL_FD]))
    with (
        channel,
        channel.makefile("r", encoding="utf-8") as stream_in,
        channel.makefile("w", encoding="utf-8") as stream_out,
    ):
        yield stream_in, stream_out


def _answer(line: str, acts: Mapping[str, Callable[..., Json]]) -> dict[str, Json]:
    number: Json = None
    try:
        question = json.loads(line)
        number = question["n"]
        answer: Json = acts[question["act"]](**question["with"])
    except Exception as error:  # noqa: BLE001  whatever an act raises is told to the driver
        return {"n": number, "error": _sentence(error, line, acts)}
    return {"n": number, "ok": answer}


def _sentence(error: Exception, line: str, acts: Mapping[str, object]) -> str:
    """Say what went wrong: the act's own words, with the kind of error if they are few."""
    match error:
        case json.JSONDecodeError() | TypeError() if not _is_question(line):
            return f"This line is not a question: {line.strip()[:80]}"
        case KeyError() if _act_of(line) not in acts:
            return f"There is no act called {_act_of(line)}."
        case _:
            words = str(error)
            return words if words.endswith(".") else f"{type(error).__name__}: {words}"


def _is_question(line: str) -> bool:
    return _act_of(line) is not None


def _act_of(line: str) -> str | None:
    try:
        return str(json.loads(line)["act"])
    except (json.JSONDecodeError, TypeError, KeyError):
        return None
