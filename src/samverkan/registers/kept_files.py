"""What the asker keeps of a question by file: numbers or rows, and the blinds that open it.

It stays with the asker, and opens the question to whoever holds it. Of a question by likeness it
keeps the fields of the rows that were asked about, by which the candidates are judged, and the
digest of the scheme: another scheme would judge by other weights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samverkan.registers.question_files import AnswerFile, QuestionFile, Random, parts_of
from samverkan.registers.question_reading import (
    LARGEST_KEPT,
    MOST,
    bytes_of,
    fields_of,
    must_be_few,
)
from samverkan.sealed import asking, sodium
from samverkan.sealed.likeness import MOST_KEYS
from samverkan.sealed.pack_header import Header
from samverkan.wire.canonical import Json, Malformed, decode, digest, encode

KEPT = "samverkan/kept-question/v2"
_VALUES = 8
"""JSON values for each element, at most."""
_SCHEME = re.compile("(?:[0-9a-f]{64})?")


@dataclass(frozen=True, slots=True)
class Asked:
    """One element as the asker keeps it: which line it is about, what was sealed, the blind.

    `family` is empty for a number; else it names the family of keys of a question by likeness.
    """

    line: int
    family: str
    value: bytes = field(repr=False)
    blind: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row asked about by likeness: its place from 1, what it is called, its normal fields."""

    line: int
    name: str = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What the asker keeps: the question as it was sent, and each of its elements opened.

    `rows`, and the digest of the `scheme` in hexadecimal, are of a question by likeness only.
    """

    question: QuestionFile
    asked: tuple[Asked, ...]
    rows: tuple[AskedRow, ...] = ()
    scheme: str = ""

    def to_bytes(self) -> bytes:
        """Write the file: for the asker's eyes alone."""
        asked: list[Json] = [
            [each.line, each.family, each.value.hex(), each.blind.hex()] for each in self.asked
        ]
        rows: list[Json] = [[each.line, each.name, each.fields] for each in self.rows]
        question = decode(self.question.to_bytes(), max_bytes=LARGEST_KEPT)
        own = {"form": KEPT, "question": question, "scheme": self.scheme}
        return encode({**own, "asked": asked, "rows": rows})

    @classmethod
    def from_bytes(cls, data: bytes) -> KeptFile:
        """Read what was kept, or raise Malformed."""
        must_be_few(data, _VALUES * MOST, LARGEST_KEPT)
        fields = fields_of("kept question", data, KEPT, "question", "asked", "rows", "scheme")
        question = QuestionFile.from_bytes(encode(fields.mapping("question")))
        asked = tuple(map(_asked, fields.sequence("asked")))
        rows = tuple(map(_row, fields.sequence("rows")))
        kept = cls(question, asked, rows, fields.text("scheme"))
        kept.must_hold()
        return kept

    def must_hold(self) -> None:
        """Raise Malformed unless elements, lines, families and rows belong together."""
        if len(self.asked) != len(self.question.elements):
            raise Malformed("It keeps another number of elements than the question has.")
        if _SCHEME.fullmatch(self.scheme) is None:
            raise Malformed("A value is not in lower-case hexadecimal of its length.")
        lines = [row.line for row in self.rows]
        if any(second <= first for first, second in zip([0, *lines], lines, strict=False)):
            raise Malformed("The rows that it keeps do not rise.")
        if any(bool(each.family) != bool(self.scheme) for each in self.asked):
            raise Malformed("It keeps a family without a scheme, or a scheme without families.")
        if set(lines) != ({each.line for each in self.asked} if self.scheme else set()):
            raise Malformed("It keeps other rows than it asks about.")
        if self.scheme and max(Counter(each.line for each in self.asked).values()) > MOST_KEYS:
            raise Malformed(f"It asks with more than {MOST_KEYS} elements about one row.")


def blind(
    inputs: Sequence[tuple[int, str, bytes]],
    header: Header,
    *,
    random: Random,
    rows: Sequence[AskedRow] = (),
    scheme: str = "",
) -> KeptFile:
    """Blind (line, family, sealed input) triples for one pack. `random` gives so many bytes."""
    values = [value for _, _, value in inputs]
    drawn = random(len(values) * sodium.UNIFORM_SIZE)
    questions = asking.Question.about_many(values, random=drawn)
    asked = tuple(
        Asked(line, family, value, question.blind)
        for (line, family, value), question in zip(inputs, questions, strict=True)
    )
    question = QuestionFile.about(header, [each.element for each in questions])
    return KeptFile(question, asked, tuple(rows), scheme)


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
    parts = list(parts_of(made))
    if len(parts) != len(answered.batches):
        raise Malformed("The answer has another number of batches than the question.")
    key = kept.question.public_key
    return [
        output
        for part, batch in zip(parts, answered.batches, strict=True)
        for output in asking.open_answer(part, batch, public_key=key)
    ]


def _asked(value: Json) -> Asked:
    match value:
        case [int(line), str(family), str(sealed), str(blind)] if _is_line(line):
            return Asked(line, family, bytes_of(sealed), bytes_of(blind, sodium.SIZE))
        case _:
            raise Malformed("A kept element is not a line, a family, an input and a blind.")


def _row(value: Json) -> AskedRow:
    match value:
        case [int(line), str(name), Mapping() as fields] if _is_line(line):
            said = {key: text for key, text in fields.items() if isinstance(text, str) and text}
            if len(said) == len(fields):
                return AskedRow(line, name, said)
    raise Malformed("A kept row is not a line, a name and its fields.")


def _is_line(line: int) -> bool:
    return line is not True and line >= 1
