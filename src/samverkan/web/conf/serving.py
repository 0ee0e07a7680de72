"""Serving one instance: the checked start, the HTTP server, and where the due work is done."""

from __future__ import annotations

from signal import SIGINT, SIGTERM, signal
from threading import Event

import django

django.setup()

from django.db import connection  # noqa: E402 - the apps must be ready first
from granian import Granian  # noqa: E402
from granian.constants import Interfaces  # noqa: E402
from granian.log import LogLevels  # noqa: E402

from samverkan.web.conf import loop  # noqa: E402
from samverkan.web.conf.start import StartRefused, check_start  # noqa: E402

__all__ = ["StartRefused", "serve", "work"]


def serve(*, host: str, port: int) -> None:
    """Serve pages until told to stop. StartRefused if a check fails."""
    check_start()
    connection.close()
    server = Granian(
        "samverkan.web.conf.worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
        websockets=False,
    )
    server.serve()


def work() -> None:
    """Do due work until told to stop. Only for PostgreSQL: SQLite has one process."""
    check_start()
    if connection.vendor == "sqlite":
        raise StartRefused("On SQLite `samverkan serve` does the due work itself.")
    stop = Event()
    for number in (SIGINT, SIGTERM):
        signal(number, lambda *_: stop.set())
    loop.run_until(stop)
