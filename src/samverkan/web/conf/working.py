"""`samverkan worker`: the due work in a process of its own, for PostgreSQL."""

from __future__ import annotations

from signal import SIGINT, SIGTERM, signal
from threading import Event

from django.db import connection

from samverkan.web.conf import loop
from samverkan.web.conf.serving import StartRefused
from samverkan.web.conf.start import check_start


def work() -> None:
    """Do due work until told to stop. StartRefused on SQLite, which has one process."""
    check_start()
    if connection.vendor == "sqlite":
        raise StartRefused("On SQLite `samverkan serve` does the due work itself.")
    stop = Event()
    for number in (SIGINT, SIGTERM):
        signal(number, lambda *_: stop.set())
    loop.run_until(stop)
