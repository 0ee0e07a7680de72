"""The one loop that does due work: the journal's beat first, then each app's jobs.

A thread inside `serve` on SQLite, `samverkan worker` on PostgreSQL.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from threading import Event, Thread

from django.conf import settings
from django.db import close_old_connections

from samverkan.web.conf import clock
from samverkan.web.journal.transaction import committed

Job = Callable[..., None]
BEAT_SECONDS = 1.0
log = logging.getLogger(__name__)


def jobs() -> tuple[Job, ...]:
    """Give each app's `jobs.run`, in the order of the process."""
    names = [f"samverkan.web.{app}.jobs" for app in settings.APPS]
    return tuple(import_module(name).run for name in names if find_spec(name))


def once(work: tuple[Job, ...]) -> None:
    """Do all due work once. One app's failure does not stop another's; the log says where.

    A full disk or a lost database passes: what is due stays due and is tried again.
    """
    for job in work:
        try:
            job(now=clock.now())
        except Exception:
            # Whatever it is: an instance without its loop signs and sends nothing.
            log.exception(job.__module__)


def run_until(stop: Event) -> None:
    """Work at each commit, and on a beat, until told to stop."""
    work = jobs()
    while not stop.is_set():
        committed.clear()
        once(work)
        close_old_connections()
        committed.wait(BEAT_SECONDS)


def in_thread() -> Event:
    """Start the loop in a daemon thread; set the event to stop it."""
    stop = Event()
    Thread(target=run_until, args=(stop,), name="due-work", daemon=True).start()
    return stop
