"""What one question costs: in process against a pack of ten million, and over loopback HTTP.

Against the pack it is CPU time of both sides, hashing, blind, evaluation, proof, opening and
look-up, median of many; the pack is made of random outputs, since no look-up can tell.

Over HTTP one person is asked about at eleven holders at once. Each holder is a process of its own
with a minimal endpoint around the product's code: it opens the sealed envelope, reads the request,
evaluates with a proof, and seals the answer, under keys and cards as instances have. What an
instance does besides, its journal, budgets and database, is not in it. Wall time of the asker, from
the number to eleven look-ups; means something on an idle machine alone. All twelve have compiled
what they multiply with, as instances have that serve for a while; that is not in the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha512
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from statistics import median
from time import perf_counter, process_time
from uuid import UUID

import httpx
import numpy as np
from rows import Row, main, timed

from samverkan.exchange.cards import Card
from samverkan.exchange.envelope import Envelope
from samverkan.exchange.post import close, open_closed
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.sealed import engines, sodium, voprf
from samverkan.sealed.asking import Question, open_answer
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.pack_header import Header, buckets_for, padded
from samverkan.sealed.pack_order import arranged
from samverkan.sealed.pack_rows import RowCipher, as_rows
from samverkan.sealed.pack_writing import Assembly, build, signed
from samverkan.sealed.packs import Pack
from samverkan.web.questions.request import CardBody, Request, answer_body, read_answer
from samverkan.wire.keys import EncryptionKey, SigningKey

LISTED = 10_000_000
CHECKS = 400
HOLDERS = 11
ROUNDS = 300
EPOCH = "2025-07-12"
NOW = datetime(2025, 7, 12, 12, 5, tzinfo=UTC)
LABEL, CHECK = 12, 8
DRAW = np.random.default_rng()  # what is measured opens nobody's question
SOMEBODY = exact_input(Kind.PERSONAL_NUMBER, "199001019802")


def measure() -> Iterator[Row]:
    """Measure and give the rows."""
    yield from one_check()
    yield from over_http()


def one_check() -> Iterator[Row]:
    """Ask about one person in a register of ten million, with a proof and without.

    Twice: as a process does that has not compiled anything, and as one does that has, since its
    lists or questions came to some thousand elements. The goal is for the second.
    """
    key = epoch_key(bytes(32), asker="KBV", epoch=EPOCH)
    pack = _large(key)
    yield from _checks(key, pack, ", by a process that has compiled nothing")
    engines.best(LISTED)
    yield from _checks(key, pack, "", goals=("<= 0.2", "<= 0.6"))


def _checks(
    key: voprf.KeyPair,
    pack: Pack,
    process: str,
    *,
    goals: tuple[str | None, str | None] = (None, None),
) -> Iterator[Row]:
    bare, proved = [], []
    for _ in range(CHECKS):
        bare.append(timed(partial(_bare, key, pack)))
        proved.append(timed(partial(_proved, key, pack)))
    group = "one check, 10 million listed"
    for kind, times, goal in zip(("without", "with"), (bare, proved), goals, strict=True):
        name = f"CPU of both sides, {kind} proof{process}"
        yield Row(group, name, median(times) * 1e3, "ms", goal)


def _bare(key: voprf.KeyPair, pack: Pack) -> None:
    scalar = sodium.scalar_from(DRAW.bytes(64))
    (evaluated,) = voprf.evaluate_bare(key.secret, [voprf.blind(SOMEBODY, scalar)])
    _must_hit(pack, voprf.finalize(SOMEBODY, scalar, evaluated))


def _proved(key: voprf.KeyPair, pack: Pack) -> None:
    question = Question.about(SOMEBODY, random=DRAW.bytes(64))
    r = voprf.proof_scalar(key, [question.element], random=DRAW.bytes(64))
    answer = voprf.evaluate(key, [question.element], r=r)
    (output,) = open_answer([question], answer, public_key=pack.header.public_key)
    _must_hit(pack, output)


def _must_hit(pack: Pack, output: bytes) -> None:
    if not pack.look_up(output):
        raise RuntimeError("Somebody who is listed was not found.")


def _large(key: voprf.KeyPair) -> Pack:
    header = Header("KFM", "KBV", EPOCH, key.public, bytes(16), LABEL, CHECK)
    strangers = np.random.default_rng(1).bytes(64 * (padded(LISTED) - 1))
    outputs = as_rows(voprf.prf(key.secret, SOMEBODY) + strangers, 64)
    cipher = RowCipher.of(header)
    labels = cipher.seal(outputs, np.ones((len(outputs), LABEL), np.uint8))
    assembly = Assembly(header, buckets_for(len(outputs)))
    parts = assembly.take(arranged(cipher.places(outputs), labels, assembly.buckets))
    return Pack.open(signed(b"".join((assembly.front(), *parts)), SigningKey(bytes(32))))


@dataclass(frozen=True)
class Party:
    """A participant with keys that its name alone gives; made once, as a process has its own."""

    code: str

    @cached_property
    def signing(self) -> SigningKey:
        """Give its key for signing."""
        return SigningKey.from_seed(sha512(f"sign {self.code}".encode()).digest()[:32])

    @cached_property
    def encryption(self) -> EncryptionKey:
        """Give its key for what is sealed to it."""
        return EncryptionKey.from_seed(sha512(f"lock {self.code}".encode()).digest()[:32])

    @cached_property
    def sealing(self) -> voprf.KeyPair:
        """Give its key for this asker and epoch."""
        return epoch_key(sha512(self.code.encode()).digest(), asker="KBV", epoch=EPOCH)

    @cached_property
    def card(self) -> Card:
        """Give its card."""
        return Card(
            participant=self.code,
            signing=self.signing.public,
            encryption=self.encryption.public,
            log=f"journal.{self.code.lower()}.example+01ab23cd+" + "A" * 44,
            base_url=f"https://{self.code.lower()}.example",
            valid_from=NOW,
        )


ASKER = Party("KBV")
HELD = tuple(Party(f"H{number}") for number in range(HOLDERS))
CARDS = {party.card.signing.kid: party.card for party in (ASKER, *HELD)}


def over_http() -> Iterator[Row]:
    """Ask about one person at all holders at once, over loopback."""
    engines.best(LISTED)
    started = [_started(party) for party in HELD]
    packs = [_small(party) for party in HELD]
    ports = [port for _, port in started]
    times = []
    try:
        with httpx.Client(timeout=10) as client, ThreadPoolExecutor(HOLDERS) as pool:
            for _ in range(20):  # the first ones open connections
                _asked(client, pool, ports, packs)
            before = _cpu(client, ports)
            for _ in range(ROUNDS):
                start = perf_counter()
                _asked(client, pool, ports, packs)
                times.append(perf_counter() - start)
            spent = _cpu(client, ports) - before
    finally:
        for process, _ in started:
            process.terminate()
    group = f"one person, {HOLDERS} holders, loopback HTTP"
    yield Row(group, "CPU of all twelve, sealed envelopes and proofs", spent / ROUNDS * 1e3, "ms")
    yield Row(group, "p50, sealed envelopes and proofs", median(times) * 1e3, "ms")
    yield Row(
        group, "p99, sealed envelopes and proofs", float(np.quantile(times, 0.99)) * 1e3, "ms"
    )


def _cpu(client: httpx.Client, ports: list[int]) -> float:
    """Give the seconds of CPU that the asker and all holders have used."""
    holders = (float(client.get(f"http://127.0.0.1:{port}/").text) for port in ports)
    return process_time() + sum(holders)


def _asked(
    client: httpx.Client, pool: ThreadPoolExecutor, ports: list[int], packs: list[Pack]
) -> None:
    questions = [Question.about(SOMEBODY, random=DRAW.bytes(64)) for _ in HELD]
    letters = [_letter(party, question) for party, question in zip(HELD, questions, strict=True)]

    def carry(port: int, letter: str) -> str:
        return client.post(f"http://127.0.0.1:{port}/", content=letter.encode()).text

    answers = list(pool.map(carry, ports, letters))
    for question, pack, text in zip(questions, packs, answers, strict=True):
        answer = open_closed(text, key=ASKER.encryption, signer=CARDS.get)
        evaluated = read_answer(answer.body)
        (output,) = open_answer([question], evaluated, public_key=pack.header.public_key)
        _must_hit(pack, output)


def _letter(party: Party, question: Question) -> str:
    card = CardBody("k", Purpose.PREVENT_CRIME, "u", "c", (question.element,))
    request = Request("RUC/1", EPOCH, (card,))
    envelope = _envelope("question", ASKER.code, party.code, request.to_body())
    return close(envelope, key=ASKER.signing, to=party.card)


def _envelope(schema: str, sender: str, recipient: str, body: object) -> Envelope:
    return Envelope(
        message_id=str(UUID(bytes=DRAW.bytes(16), version=4)),
        schema=schema,
        schema_version=1,
        sender=sender,
        recipient=recipient,
        sequence=1,
        made_at=NOW,
        body=body,  # type: ignore[arg-type]
    )


def _small(party: Party) -> Pack:
    key = party.sealing
    header = Header(party.code, "KBV", EPOCH, key.public, bytes(16), LABEL, CHECK)
    rows = [(voprf.prf(key.secret, SOMEBODY), party.code.encode().ljust(LABEL, b"\0"))]
    return Pack.open(build(rows, header, random=bytes(32), key=party.signing))


def _started(party: Party) -> tuple[BaseProcess, int]:
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(party.code, theirs), daemon=True)
    process.start()
    return process, int(ours.recv())


def _serve(code: str, started: Connection) -> None:
    """Be one holder: answer sealed requests until told to stop."""
    party = Party(code)

    class Endpoint(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # head and body leave together
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(_evaluated(party, text).encode())

        def do_GET(self) -> None:
            self._say(str(process_time()).encode())

        def _say(self, answer: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    engines.best(LISTED)
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    started.send(server.server_port)
    server.serve_forever()


def _evaluated(party: Party, text: str) -> str:
    envelope = open_closed(text, key=party.encryption, signer=CARDS.get)
    request = Request.from_body(envelope.body)
    r = voprf.proof_scalar(party.sealing, request.elements, random=DRAW.bytes(64))
    body = answer_body(voprf.evaluate(party.sealing, request.elements, r=r))
    reply = _envelope("question/answer", party.code, envelope.sender, body)
    return close(reply, key=party.signing, to=ASKER.card)


if __name__ == "__main__":
    main(measure, __doc__)
