"""Questions to a register that is reached by file only: the question, the answer, what is kept.

All are canonical JSON. The question goes to the holder: whose pack it is about, and blinded
elements. The answer comes back with a proof for each 65,535 of them. What is kept, numbers and
blinds, stays with the asker, and opens the question to whoever holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from samverkan.exchange.reading import Fields
from samverkan.sealed import asking, sodium, voprf
from samverkan.sealed.errors import Misuse
from samverkan.sealed.pack_header import Header
from samverkan.sealed.voprf import MOST_IN_A_BATCH, Evaluation, KeyPair
from samverkan.wire.canonical import Json, Malformed, decode, digest, encode

QUESTION = "samverkan/question/v1"
ANSWER = "samverkan/answer/v1"
KEPT = "samverkan/kept-question/v1"
MOST = 1_000_000
"""Elements in one question; more belong in several."""
MOST_OF_A_NAME = 255
"""Bytes of a holder, asker or epoch, as in a pack's head."""

_ROOM = 100_000
_HEX_ELEMENT = 2 * sodium.SIZE + 3
LARGEST = _HEX_ELEMENT * MOST + _ROOM
"""Bytes of a question or an answer."""
LARGEST_KEPT = 512 * 2**20
_VALUES_KEPT = 5

_HEX = re.compile(r"(?:[0-9a-f]{2})*")
_NAMES = ("holder", "asker", "epoch")
Random = Callable[[int], bytes]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """What goes to the holder: the pack's holder, asker, epoch and key, and the elements."""

    holder: str
    asker: str
    epoch: str
    public_key: bytes
    elements: tuple[bytes, ...]

    @classmethod
    def about(cls, header: Header, elements: Sequence[bytes]) -> QuestionFile:
        """Make a question about one pack."""
        return cls(header.holder, header.asker, header.epoch, header.public_key, tuple(elements))

    def to_bytes(self) -> bytes:
        """Write the file."""
        return encode(
            {
                "form": QUESTION,
                **{name: getattr(self, name) for name in _NAMES},
                "public_key": self.public_key.hex(),
                "elements": [element.hex() for element in self.elements],
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> QuestionFile:
        """Read a file that may be hostile, or raise Malformed."""
        _must_be_few(data, MOST, LARGEST)
        fields = _fields("question", data, QUESTION, *_NAMES, "public_key", "elements")
        holder, asker, epoch = (_name(fields, name) for name in _NAMES)
        elements = tuple(_bytes(text, sodium.SIZE) for text in fields.texts("elements"))
        if not 1 <= len(elements) <= MOST:
            raise Malformed(f"A question holds 1 to {MOST:,} elements.")
        return cls(holder, asker, epoch, _bytes(fields.text("public_key"), sodium.SIZE), elements)

    def differs_from(self, header: Header) -> str:
        """Name what this question and a pack's head do not say alike; empty if all is the same."""
        names = (*_NAMES, "public_key")
        return next((n for n in names if getattr(self, n) != getattr(header, n)), "")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What comes back: the digest of the question, and one evaluation for each batch of it."""

    question: str
    batches: tuple[Evaluation, ...]

    def to_bytes(self) -> bytes:
        """Write the file."""
        batches: list[Json] = [
            {"elements": [each.hex() for each in batch.elements], "proof": batch.proof.hex()}
            for batch in self.batches
        ]
        return encode({"form": ANSWER, "question": self.question, "batches": batches})

    @classmethod
    def from_bytes(cls, data: bytes) -> AnswerFile:
        """Read a file that may be hostile, or raise Malformed."""
        _must_be_few(data, MOST, LARGEST)
        fields = _fields("answer", data, ANSWER, "question", "batches")
        return cls(fields.text("question"), tuple(map(_batch, fields.sequence("batches"))))


@dataclass(frozen=True, slots=True)
class Asked:
    """One element as the asker keeps it: which line it is about, what was sealed, the blind.

    `family` is empty for a number; else it names the family of keys of a question of likeness.
    """

    line: int
    family: str
    value: bytes = field(repr=False)
    blind: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What the asker keeps: the question as it was sent, and each of its elements opened."""

    question: QuestionFile
    asked: tuple[Asked, ...]

    def to_bytes(self) -> bytes:
        """Write the file: for the asker's eyes alone."""
        asked: list[Json] = [
            [each.line, each.family, each.value.hex(), each.blind.hex()] for each in self.asked
        ]
        question = decode(self.question.to_bytes(), max_bytes=LARGEST_KEPT)
        return encode({"form": KEPT, "question": question, "asked": asked})

    @classmethod
    def from_bytes(cls, data: bytes) -> KeptFile:
        """Read what was kept, or raise Malformed."""
        _must_be_few(data, _VALUES_KEPT * MOST, LARGEST_KEPT)
        fields = _fields("kept question", data, KEPT, "question", "asked")
        question = QuestionFile.from_bytes(encode(fields.mapping("question")))
        asked = tuple(map(_asked, fields.sequence("asked")))
        if len(asked) != len(question.elements):
            raise Malformed("It keeps another number of elements than the question has.")
        return cls(question, asked)


def blind(inputs: Sequence[tuple[int, str, bytes]], header: Header, *, random: Random) -> KeptFile:
    """Blind (line, family, sealed input) triples for one pack. `random` gives so many bytes."""
    values = [value for _, _, value in inputs]
    drawn = random(len(values) * sodium.UNIFORM_SIZE)
    questions = asking.Question.about_many(values, random=drawn)
    asked = tuple(
        Asked(line, family, value, question.blind)
        for (line, family, value), question in zip(inputs, questions, strict=True)
    )
    return KeptFile(QuestionFile.about(header, [each.element for each in questions]), asked)


def answer(question: QuestionFile, key: KeyPair, *, random: Random) -> AnswerFile:
    """Evaluate a question with a proof for each batch. BadElement if an element is none.

    Misuse if the key is not the pack's: an answer with another would not open.
    """
    if key.public != question.public_key:
        raise Misuse("The key is not the pack's.")
    batches = tuple(
        voprf.evaluate(key, part, r=sodium.scalar_from(random(sodium.UNIFORM_SIZE)))
        for part in _parts(question.elements)
    )
    return AnswerFile(digest(question.to_bytes()), batches)


def outputs(kept: KeptFile, answered: AnswerFile) -> list[bytes]:
    """Give each element's PRF output, 64 bytes, in order.

    ProofInvalid if any proof does not hold under the pack's key; Malformed if the answer is to
    another question.
    """
    if answered.question != digest(kept.question.to_bytes()):
        raise Malformed("The answer is to another question.")
    elements = kept.question.elements
    made = [
        asking.Question(each.value, each.blind, element)
        for each, element in zip(kept.asked, elements, strict=True)
    ]
    parts = list(_parts(made))
    if len(parts) != len(answered.batches):
        raise Malformed("The answer has another number of batches than the question.")
    key = kept.question.public_key
    return [
        output
        for part, batch in zip(parts, answered.batches, strict=True)
        for output in asking.open_answer(part, batch, public_key=key)
    ]


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (
        values[start : start + MOST_IN_A_BATCH] for start in range(0, len(values), MOST_IN_A_BATCH)
    )


def _fields(what: str, data: bytes, form: str, *names: str) -> Fields:
    found = Fields.of(what, decode(data, max_bytes=LARGEST_KEPT), frozenset({"form", *names}))
    if found.text("form") != form:
        raise Malformed(f"Its form is {found.text('form')[:40]!r}, not {form}.")
    return found


def _must_be_few(data: bytes, values: int, most: int) -> None:
    """Refuse what would fill the memory when it is read: JSON values take far more than commas."""
    if len(data) > most or data.count(b",") > values + _ROOM:
        raise Malformed(f"It is larger than one of {MOST:,} elements.")


def _name(fields: Fields, name: str) -> str:
    text = fields.text(name)
    if not (text.isprintable() and 1 <= len(text.encode()) <= MOST_OF_A_NAME):
        raise Malformed(f"{name} is not 1 to {MOST_OF_A_NAME} bytes of printable text.")
    return text


def _batch(value: Json) -> Evaluation:
    fields = Fields.of("batch", value, frozenset({"elements", "proof"}))
    elements = tuple(_bytes(text, sodium.SIZE) for text in fields.texts("elements"))
    return Evaluation(elements, _bytes(fields.text("proof"), 2 * sodium.SIZE))


def _asked(value: Json) -> Asked:
    match value:
        case [int(line), str(family), str(sealed), str(blind)]:
            return Asked(line, family, _bytes(sealed), _bytes(blind, sodium.SIZE))
        case _:
            raise Malformed("A kept element is not a line, a family, an input and a blind.")


def _bytes(text: str, size: int | None = None) -> bytes:
    if _HEX.fullmatch(text) is None or (size is not None and len(text) != 2 * size):
        raise Malformed("A value is not in lower-case hexadecimal of its length.")
    return bytes.fromhex(text)
