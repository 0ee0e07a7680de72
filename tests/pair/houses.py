"""Real instances: made, served and stopped by the commands, visited over HTTP as people do."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL, SIGTERM
from socket import create_server
from time import monotonic, sleep

import httpx

PHRASE = "sju sjösjuka sjömän"
ADMINISTRATOR = "alma"
START_SECONDS = 60.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def command(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `samverkan …` and give what it answered."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan", *map(str, words), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**clean(), **environment},
    )


def clean() -> dict[str, str]:
    """Give an environment that names no other instance and no other database."""
    names = {"DJANGO_SETTINGS_MODULE", "SAMVERKAN_DATABASE_URL", "SAMVERKAN_DATA"}
    return {name: value for name, value in os.environ.items() if name not in names}


def free_port() -> int:
    """Find a port of the loopback address that nobody listens on."""
    with create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@dataclass
class House:
    """One participant's instance in a folder of its own, on a port of its own."""

    code: str
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    visitors: list[Visitor] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def init(self, *more: str) -> subprocess.CompletedProcess[str]:
        """Make the instance, or bring it up to date."""
        return command(
            "init", "--participant", self.code, "--data", self.folder, "--base-url", self.url,
            *more, SAMVERKAN_PASSWORD=PHRASE,
        )  # fmt: skip

    def make(self) -> House:
        """Make the instance with its first administrator."""
        made = self.init("--administrator", ADMINISTRATOR)
        assert made.returncode == 0, made.stderr
        return self

    def start(self) -> float:
        """Serve, and give how many seconds it took until the instance answered."""
        begun = monotonic()
        words = ("serve", "--data", str(self.folder), "--port", str(self.port))
        with (self.folder / "served").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "samverkan", *words], stdout=log, stderr=log, env=clean()
            )
        while monotonic() - begun < START_SECONDS:
            if self.process.poll() is not None:
                raise AssertionError((self.folder / "served").read_text("utf-8"))
            try:
                if httpx.get(f"{self.url}/healthz").json()["participant"] == self.code:
                    return monotonic() - begun
            except httpx.HTTPError:
                sleep(0.02)
        raise AssertionError(f"{self.code} did not start in {START_SECONDS} s")

    def stop(self, signal: int = SIGTERM) -> None:
        """Stop serving; SIGKILL is how a power cut looks from inside."""
        if self.process is not None:
            self.process.send_signal(signal)
            self.process.wait(20)
            self.process = None

    def close(self) -> None:
        """Stop, and see every visitor out."""
        self.stop()
        for visitor in self.visitors:
            visitor.client.close()

    def kill(self) -> None:
        """End the server at once, wherever it is."""
        self.stop(SIGKILL)

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """Read the database's file beside the running instance."""
        address = f"file:{self.folder / 'instance.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=20)) as database:
            return database.execute(sql, values).fetchall()

    def verify(self, *more: str) -> subprocess.CompletedProcess[str]:
        """Audit the journal over HTTP, with the key on the participant's card."""
        card = self.folder / "card.jws"
        words = ("--card", str(card), "--lang", "en", *more)
        return command("verify", f"{self.url}/journal", *words)

    def visit(self, name: str) -> Visitor:
        """Log in as a member of staff on the log-in page."""
        visitor = Visitor(httpx.Client(base_url=self.url, timeout=20))
        self.visitors.append(visitor)
        answer = visitor.send("/konto/logga-in/", {"login": name, "password": PHRASE})
        assert answer.status_code == 302, answer.text
        return visitor

    def employ(self, name: str, *roles: str) -> Visitor:
        """Let the administrator add a member of staff with roles; give them at their desk."""
        alma = self.visit(ADMINISTRATOR)
        words = {"username": name, "display_name": name.title(), "title": "", "password": PHRASE}
        assert alma.send("/personal/", words).status_code == 302
        for role in roles:
            mandate = {"role": role, "valid_from": "2025-01-01", "valid_to": ""}
            assert alma.send(f"/personal/{name}/", mandate).status_code == 302
        return self.visit(name)


@dataclass
class Visitor:
    """A person with a browser without scripts."""

    client: httpx.Client

    def see(self, address: str) -> str:
        """Open a page and give its text."""
        answer = self.client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:2000]}"
        return answer.text

    def send(self, address: str, words: Mapping[str, object]) -> httpx.Response:
        """Fill in the form on a page and send it, its token with it."""
        found = TOKEN.search(self.see(address))
        assert found, f"no form at {address}"
        return self.client.post(address, data={**words, "csrfmiddlewaretoken": found[1]})


TERMS = {
    "ground": "OSL 10:2",
    "purpose": "delta i insatsen",
    "handling": "H2",
    "expires_on": "2099-12-31",
    "fields_chosen": ["text"],
}


def release_note(visitor: Visitor, text: str, to: str) -> int:
    """Write a note and take it through the gate; give the release's number on its page."""
    note = visitor.send("/anteckningar/", {"text": text})
    assert note.status_code == 302, note.text
    sent = visitor.send(f"{note.headers['location']}lamna-ut/", {**TERMS, "recipient": to})
    assert sent.status_code == 302, sent.text
    return int(sent.headers["location"].strip("/").rpartition("/")[2])


def until(fact, *, seconds: float = 15.0, what: str = "it") -> None:
    """Wait until something is so, or fail."""
    end = monotonic() + seconds
    while not fact():
        assert monotonic() < end, f"{what} was not so after {seconds} s"
        sleep(0.05)
