"""Questions to a register that is reached by file only: the question and its answer.

Both are canonical JSON. The question goes to the holder: whose pack it is about, and blinded
elements. The answer comes back with a proof for each 65,535 of them. What the asker keeps is in
`kept_files`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from samverkan.exchange.reading import Fields
from samverkan.registers.question_reading import (
    LARGEST,
    MOST,
    bytes_of,
    fields_of,
    must_be_few,
    name_of,
)
from samverkan.sealed import dleq, sodium, voprf
from samverkan.sealed.errors import Misuse, TheirFault
from samverkan.sealed.pack_header import Header
from samverkan.sealed.voprf import MOST_IN_A_BATCH, Evaluation, KeyPair
from samverkan.wire.canonical import Json, Malformed, digest, encode

QUESTION = "samverkan/question/v1"
ANSWER = "samverkan/answer/v1"
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
        must_be_few(data, MOST, LARGEST)
        fields = fields_of("question", data, QUESTION, *_NAMES, "public_key", "elements")
        holder, asker, epoch = (name_of(fields, name) for name in _NAMES)
        elements = tuple(bytes_of(text, sodium.SIZE) for text in fields.texts("elements"))
        if not 1 <= len(elements) <= MOST:
            raise Malformed(f"A question holds 1 to {MOST:,} elements.")
        return cls(holder, asker, epoch, bytes_of(fields.text("public_key"), sodium.SIZE), elements)

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
        must_be_few(data, MOST, LARGEST)
        fields = fields_of("answer", data, ANSWER, "question", "batches")
        return cls(fields.text("question"), tuple(map(_batch, fields.sequence("batches"))))


def answer(question: QuestionFile, key: KeyPair, *, random: Random) -> AnswerFile:
    """Evaluate a question with a proof for each batch. BadElement if an element is none.

    Misuse if the key is not the pack's: an answer with another would not open.
    """
    if key.public != question.public_key:
        raise Misuse("The key is not the pack's.")
    batches = tuple(
        voprf.evaluate(
            key, part, r=voprf.proof_scalar(key, part, random=random(sodium.UNIFORM_SIZE))
        )
        for part in parts_of(question.elements)
    )
    return AnswerFile(digest(question.to_bytes()), batches)


def is_by(answered: AnswerFile, question: QuestionFile, key: KeyPair) -> bool:
    """Say whether an answer is this question's, and every proof in it holds under this key."""
    parts = list(parts_of(question.elements))
    if answered.question != digest(question.to_bytes()) or len(parts) != len(answered.batches):
        return False
    try:
        for part, batch in zip(parts, answered.batches, strict=True):
            dleq.check(key.public, part, batch.elements, batch.proof, secret=key.secret)
    except TheirFault:
        return False
    return True


def parts_of(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut into batches that have a proof each."""
    return (
        values[start : start + MOST_IN_A_BATCH] for start in range(0, len(values), MOST_IN_A_BATCH)
    )


def _batch(value: Json) -> Evaluation:
    fields = Fields.of("batch", value, frozenset({"elements", "proof"}))
    elements = tuple(bytes_of(text, sodium.SIZE) for text in fields.texts("elements"))
    return Evaluation(elements, bytes_of(fields.text("proof"), 2 * sodium.SIZE))
