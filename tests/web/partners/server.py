"""A partner's door on this machine: it keeps what is posted and answers as a test says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HANG_UP = 0


@dataclass
class Door:
    """`came` are the bodies, in order; `answers` are used up one by one, then 200."""

    address: str = ""
    came: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@contextmanager
def open_door() -> Iterator[Door]:
    """Serve on a free port of the loopback address until the test is done."""
    door = Door()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            door.came.append(body.decode("ascii"))
            status = door.answers.pop(0) if door.answers else 200
            if status == HANG_UP:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        door.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield door
        server.shutdown()
        thread.join()
