"""The demo's front page: the story step by step, every desk, and live progress. Loopback only."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.contrib.staticfiles.finders import find

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
OWN = Path(__file__).parent / "static"
PLAIN = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", re.ASCII)
"""A path below /static/: no part of it begins with a dot or is empty, so it leads nowhere else."""

Answer = tuple[bytes, str]
Pages = dict[str, Callable[[str], Answer]]


class Front:
    """Serves the pages given by path; anything under /static/ comes from the site's own files."""

    def __init__(self, port: int, pages: Pages) -> None:
        handler = type("Handler", (_Handler,), {"pages": pages})
        self._server = _Server(("127.0.0.1", port), handler)
        self._thread = Thread(target=self._server.serve_forever, name="front", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Give the page's address."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of a fault, but not of a reader who left before the answer came."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # passed on


class _Handler(BaseHTTPRequestHandler):
    pages: Pages
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def do_GET(self) -> None:
        """Answer a page, a static file, or 404."""
        parts = urlsplit(self.path)
        found = self.pages.get(parts.path)
        answer = found(parts.query) if found else _static(parts.path)
        if answer is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body, kind = answer
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Send what every answer carries, refusals too."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the page is asked for its progress twice a second."""


def as_json(value: object) -> Answer:
    """Give a JSON answer."""
    return json.dumps(value, ensure_ascii=False).encode(), "application/json"


def _static(path: str) -> Answer | None:
    name = path.removeprefix("/static/")
    if name == path or not PLAIN.fullmatch(name):
        return None
    own = OWN / name
    file = own if own.is_file() else find(name)
    if not file:
        return None
    kind = guess_type(str(file))[0] or "application/octet-stream"
    return Path(str(file)).read_bytes(), kind
