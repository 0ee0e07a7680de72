"""What the server's one worker process loads: the checked start, the application, the due work."""

from __future__ import annotations

import ctypes
from contextlib import ExitStack
from os import getppid, kill
from signal import SIGKILL, SIGTERM
from sys import exit as leave

from samverkan.web.conf.wsgi import application

__all__ = ["application"]

PR_SET_PDEATHSIG = 1
_for_as_long_as_we_live = ExitStack()


def _end_with_the_server() -> None:
    """Ask the kernel to end this process when the server that started it dies, however it dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL)


def _check_or_leave() -> None:
    from django.conf import settings
    from django.db import connection

    from samverkan.web.conf.lock import PATIENCE_SECONDS, InUse, alone
    from samverkan.web.conf.serving import REFUSED, StartRefused
    from samverkan.web.conf.start import check_start

    try:
        if connection.vendor == "sqlite":
            hold = alone(settings.SAMVERKAN_DATA, patience=PATIENCE_SECONDS)
            _for_as_long_as_we_live.enter_context(hold)
        check_start()
    except (InUse, StartRefused) as refusal:
        (settings.SAMVERKAN_DATA / REFUSED).write_text(str(refusal), "utf-8")
        kill(getppid(), SIGTERM)
        leave(1)


def _do_due_work() -> None:
    from django.db import connection

    from samverkan.web.conf import loop

    if connection.vendor == "sqlite":
        loop.in_thread()
    connection.close()


_end_with_the_server()
_check_or_leave()
_do_due_work()
