"""What the server's one worker process loads: the application and, on SQLite, the due work."""

from __future__ import annotations

import ctypes
from signal import SIGTERM

from samverkan.web.conf.wsgi import application

__all__ = ["application"]

PR_SET_PDEATHSIG = 1


def _end_with_the_server() -> None:
    """Ask the kernel to end this process when the server that started it dies, however it dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGTERM)


def _do_due_work() -> None:
    from django.db import connection

    from samverkan.web.conf import loop

    if connection.vendor == "sqlite":
        loop.in_thread()


_end_with_the_server()
_do_due_work()
