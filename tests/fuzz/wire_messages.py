"""Fuzz all that reads messages with atheris: `python tests/fuzz/wire_messages.py [options]`.

Each reader gets bytes as they come, and a sound message of its own with some values in it changed,
cut out or doubled, since no fuzzer finds canonical JSON. Whatever comes, a reader gives a value or
refuses in words of its own; and what it took, it writes again as it was.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import atheris
from hostile import patched

with atheris.instrument_imports(include=["samverkan"]):
    from samverkan.exchange.cards import Card, issue, open_card
    from samverkan.exchange.directory import Directory, open_directory, sign
    from samverkan.exchange.envelope import Envelope
    from samverkan.exchange.participants import participants_from_toml, shipped_toml
    from samverkan.exchange.receipts import Receipt, ReceiptKind
    from samverkan.registers.kept_files import KeptFile
    from samverkan.registers.question_files import AnswerFile, QuestionFile
    from samverkan.rules.disclosure_ladder import Purpose
    from samverkan.sealed.errors import TheirFault
    from samverkan.sealed.voprf import Evaluation
    from samverkan.trail.checkpoints import Checkpoint
    from samverkan.trail.entries import EntryInvalid, LogEntry
    from samverkan.trail.notes import Note, NoteInvalid
    from samverkan.trail.proofs import Proof, ProofInvalid
    from samverkan.web.questions.request import CardBody, Request, answer_body, read_answer
    from samverkan.wire.canonical import Json, Malformed, decode, encode
    from samverkan.wire.seal import SealBroken

from tests.exchange.letters import LETTER, card, signing
from tests.trail.logs import SIGNER, entries, log_of

REFUSALS = (Malformed, SealBroken, TheirFault, EntryInvalid, NoteInvalid, ProofInvalid)
ELEMENTS = tuple(bytes([number]) * 32 for number in range(3))
EVALUATION = Evaluation(ELEMENTS, bytes(64))
QUESTION = QuestionFile("KFM", "KBV", "2025-07-12", bytes(32), ELEMENTS)
RECEIPT = Receipt(kind=next(iter(ReceiptKind)), of=LETTER.message_id, digest="0" * 64, note="")
REQUEST = Request(
    "NUC/1", "2025-07-12", (CardBody("1", Purpose.PREVENT_CRIME, "u", "c", ELEMENTS),)
)
FILES = log_of(3)
NOTE = FILES["checkpoint"].decode()
DIRECTORY = Directory(
    1, participants_from_toml(shipped_toml()), ("NUC",), (issue(card("NUC"), signing("NUC")),)
)


class Reader(NamedTuple):
    """A reader of bytes, a sound message for it, and how what it read is written again."""

    sound: bytes
    read: Callable[[bytes], object]
    write: Callable[[object], bytes] | None = None


def body_of(data: bytes) -> Json:
    """Give the body of a message, as the inbox does."""
    return decode(data)


def written(value: object) -> bytes:
    """Write what has a form of its own."""
    return value.to_bytes()


READERS = (
    Reader(LETTER.to_bytes(), Envelope.from_bytes, written),
    Reader(card("KBV", voprf={"2025-07-12": "ab" * 32}).to_bytes(), Card.from_bytes, written),
    Reader(DIRECTORY.to_bytes(), Directory.from_bytes, written),
    Reader(encode(RECEIPT.to_body()), lambda data: Receipt.from_body(body_of(data))),
    Reader(encode(REQUEST.to_body()), lambda data: Request.from_body(body_of(data))),
    Reader(encode(answer_body(EVALUATION)), lambda data: read_answer(body_of(data))),
    Reader(QUESTION.to_bytes(), QuestionFile.from_bytes, written),
    Reader(AnswerFile("0" * 64, (EVALUATION,)).to_bytes(), AnswerFile.from_bytes, written),
    Reader(KeptFile(QUESTION, ()).to_bytes(), KeptFile.from_bytes, written),
    Reader(issue(card("NUC"), signing("NUC")).encode(), lambda data: open_card(as_text(data))),
    Reader(sign(DIRECTORY, [signing("NUC")]).encode(), lambda d: open_directory(as_text(d))),
    Reader(entries(1)[0], LogEntry.from_bytes, written),
    Reader(NOTE.encode(), lambda data: Note.read(as_text(data)), lambda note: str(note).encode()),
    Reader(NOTE.encode(), lambda data: Checkpoint.open(as_text(data), SIGNER.vkey)),
    Reader(str(Proof(0, (bytes(32),), NOTE)).encode(), lambda data: Proof.read(as_text(data))),
)


def as_text(data: bytes) -> str:
    """Decode as a transport does."""
    return data.decode("utf-8", "replace")


def one_input(data: bytes) -> None:
    """Give one reader one hostile message."""
    source = atheris.FuzzedDataProvider(data)
    reader = READERS[source.ConsumeIntInRange(0, len(READERS) - 1)]
    way = source.ConsumeIntInRange(0, 2)
    if way == 0:
        message = source.ConsumeBytes(len(data))
    elif way == 1:
        message = patched(reader.sound, source)
    else:
        message = changed(reader.sound, source)
    with suppress(*REFUSALS):
        value = reader.read(message)
        if reader.write:
            assert reader.write(value) in {message, as_text(message).encode()}


def changed(sound: bytes, source: atheris.FuzzedDataProvider) -> bytes:
    """Change values inside a message that is JSON; others are patched."""
    try:
        value = json.loads(sound)
    except ValueError:
        return patched(sound, source)
    while source.remaining_bytes():
        value = other(value, source)
    try:
        return encode(value)
    except Malformed:
        return json.dumps(value).encode()


def other(value: Json, source: atheris.FuzzedDataProvider) -> Json:
    """Walk down to some value, and put another in its place."""
    if isinstance(value, dict) and value and source.ConsumeBool():
        key = source.PickValueInList(sorted(value))
        rest = {name: one for name, one in value.items() if name != key}
        return (
            rest if not source.ConsumeIntInRange(0, 7) else {**rest, key: other(value[key], source)}
        )
    if isinstance(value, list) and value and source.ConsumeBool():
        at = source.ConsumeIntInRange(0, len(value) - 1)
        return [
            *value[:at],
            other(value[at], source),
            *value[at + source.ConsumeIntInRange(0, 1) :],
        ]
    return strange(source)


def strange(source: atheris.FuzzedDataProvider) -> Json:
    """Make a value of any type."""
    kinds = [
        lambda: source.ConsumeUnicode(40),
        lambda: source.ConsumeInt(8),
        source.ConsumeFloat,
        lambda: [strange(source) for _ in range(source.ConsumeIntInRange(0, 3))],
        lambda: {source.ConsumeUnicode(8): strange(source)},
        lambda: source.PickValueInList([None, True, False, "", [], {}, 0, -1, 2**53]),
        lambda: source.ConsumeBytes(32).hex(),
        lambda: RECEIPT.digest,
    ]
    return source.PickValueInList(kinds)()


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
