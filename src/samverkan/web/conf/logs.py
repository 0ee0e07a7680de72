"""Logs without personal data: an error is its type and its place in the code, never its words.

An address is its pattern, never as it was asked for: an injured party's address is itself the key.
"""

from __future__ import annotations

import logging
from traceback import extract_tb
from types import TracebackType

ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PlaceOnly(logging.Formatter):
    """Writes where an error arose, frame by frame, and leaves out what it said."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        """Give the message with a request's address as its pattern."""
        message = super().formatMessage(record)
        path = getattr(getattr(record, "request", None), "path", "")
        if not path:
            return message
        match = record.request.resolver_match  # type: ignore[attr-defined]
        return message.replace(path, f"/{match.route}" if match else "(no such address)")

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802 - the name is logging's
        """Give the error's type and the frames, innermost last."""
        kind, _, trace = ei
        frames = [f"  {row.filename}:{row.lineno} {row.name}" for row in extract_tb(trace)]
        return "\n".join([*frames, getattr(kind, "__name__", "")])
