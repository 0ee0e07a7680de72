"""The real transport of a synchronous request, against a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest

from samverkan.web.partners.actions import NoAnswer, Silence, ask, ask_all
from samverkan.web.partners.actions.asking import carry


class Echo(BaseHTTPRequestHandler):
    """Answers 200 with what came, or 403 for `refuse`."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(403 if body == b"refuse" else 200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Echo)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/exchange/question"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_posted_comes_back(address):
    assert carry(address, "sealed", 2.0) == "sealed"


def test_a_refusal_is_an_error(address):
    with pytest.raises(httpx.HTTPStatusError):
        carry(address, "refuse", 2.0)


def test_a_partner_that_is_down_or_unknown_gives_no_answer(instance, now):
    """Nobody listens on port 1; PM is a participant without a card."""
    requests = (("KFM", {}), ("PM", {}))
    answers = ask_all(requests=requests, schema="question", now=now, timeout=0.5)
    assert answers == (Silence.UNREACHABLE, Silence.UNREACHABLE)
    with pytest.raises(NoAnswer, match="KFM did not answer"):
        ask(to="KFM", schema="question", body={}, now=now, timeout=0.5)
