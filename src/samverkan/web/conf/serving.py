"""Serving one instance: the HTTP server, and where the due work is done.

The server's own process loads no Django; its one worker does, checks the start and serves. So an
instance costs one site's memory, and every write goes through one process.
"""

from __future__ import annotations

import socket
from errno import EADDRINUSE
from pathlib import Path
from time import monotonic, sleep

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from samverkan.web.conf.lock import PATIENCE_SECONDS, PAUSE

REFUSED = "start-refused"


class StartRefused(Exception):
    """The instance must not serve; the text says why in one sentence."""


WORKER = "samverkan.web.conf.worker:application"


def serve(folder: Path, *, host: str, port: int, worker: str = WORKER) -> None:
    """Serve pages until told to stop. StartRefused if the worker's checks refuse the start."""
    if not folder.is_dir():
        raise StartRefused(f"There is no folder {folder}: run `samverkan init` first.")
    _check_free(host, port)
    refusal = folder / REFUSED
    refusal.unlink(missing_ok=True)
    server = Granian(
        worker,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.critical,
        websockets=False,
    )
    server.serve()
    if refusal.exists():
        raise StartRefused(refusal.read_text("utf-8"))


def _check_free(host: str, port: int) -> None:
    """Refuse an address that is taken: the server would share it with whoever is there.

    A server that was killed may need a moment to take its worker with it.
    """
    taken = _why_not(host, port)
    until = monotonic() + PATIENCE_SECONDS
    while taken is not None and taken.errno == EADDRINUSE and monotonic() < until:
        sleep(PAUSE)
        taken = _why_not(host, port)
    if taken is not None:
        raise StartRefused(f"{host}:{port} cannot be served: {taken.strerror}.")


def _why_not(host: str, port: int) -> OSError | None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(found[0][0], socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found[0][4])
    except OSError as error:
        return error
    return None
