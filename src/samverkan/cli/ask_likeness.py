"""`samverkan ask try --scheme S`: rehearse questions by likeness, a row of a file each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkan.cli.ask_words import Said
from samverkan.cli.private_files import Unreadable, read, unreadable
from samverkan.registers import likeness_lists as likeness
from samverkan.registers import question_files as files
from samverkan.registers.likeness_lists import Candidate
from samverkan.registers.link_file import read_link_file
from samverkan.registers.question_files import Random
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness import (
    Columns,
    Scheme,
    Subject,
    belongs,
    keys_of,
    sentence,
)
from samverkan.sealed.pack_header import Header
from samverkan.sealed.packs import Pack
from samverkan.sealed.voprf import KeyPair

SHOWN = 0.5
"""Less probable rows are not shown; the site has a line for each purpose."""


@dataclass(frozen=True, slots=True)
class FoundLike:
    """What came of one row: the candidates at the holder, the most probable first."""

    line: int
    text: str
    candidates: tuple[Candidate, ...]

    def sentence(self, language: str) -> str:
        """Say it in one line; a candidate is no hit before a person has reviewed it."""
        if not self.candidates:
            return f"{self.text}: {'ingen' if language == 'sv' else 'none'}"
        best = self.candidates[0]
        return f"{self.text}: {best.probability:.3f}: {sentence(best.reasons, language)}"

    def fields(self) -> dict[str, object]:
        """Give it for JSON."""
        found = [
            {"row": one.row, "probability": one.probability, "reasons": sentence(one.reasons, "en")}
            for one in self.candidates
        ]
        return {"line": self.line, "text": self.text, "candidates": found}


def rehearse(
    file: Path, scheme_file: Path, *, pack: Pack, key: KeyPair, on: date, random: Random
) -> Said:
    """Ask about every row of a file by the holder's scheme, both sides at once."""
    scheme = _scheme(scheme_file, pack.header)
    rows = _subjects(file, scheme, on)
    inputs = [
        (line, made.family, made.value)
        for line, (_, asked) in enumerate(rows, start=1)
        for made in keys_of(asked, scheme)
    ]
    kept = files.blind(inputs, pack.header, random=random)
    outputs = files.outputs(kept, files.answer(kept.question, key, random=random))
    opened: dict[int, list[tuple[str, bytes]]] = {}
    for (line, family, _), output in zip(inputs, outputs, strict=True):
        opened.setdefault(line, []).extend((family, label) for label in pack.look_up(output))
    found = tuple(
        FoundLike(line, name, _shown(asked, scheme, opened.get(line, [])))
        for line, (name, asked) in enumerate(rows, start=1)
    )
    hits = sum(bool(each.candidates) for each in found)
    return Said("judged", {"count": len(found), "hits": hits, "elements": len(inputs)}, found)


def _shown(
    asked: Subject, scheme: Scheme, opened: list[tuple[str, bytes]]
) -> tuple[Candidate, ...]:
    judged = likeness.judged(asked, scheme, opened)
    return tuple(one for one in judged if one.probability >= SHOWN)


def _subjects(file: Path, scheme: Scheme, on: date) -> list[tuple[str, Subject]]:
    try:
        taken = read_link_file(file, on=on)
    except OSError as error:
        raise unreadable(error, file) from None
    columns = Columns(scheme.kind, taken.fields)
    return [(name, columns.subject(row)) for row, name in enumerate(taken.ids)]


def _scheme(file: Path, header: Header) -> Scheme:
    data = read(file)
    try:
        scheme = Scheme.from_json(data.decode())
    except (TheirFault, UnicodeDecodeError) as fault:
        raise Unreadable("ask.no_scheme", file=file, fault=str(fault).rstrip(".")) from None
    if not belongs(data, header):
        raise NotAllowed("seal.another_scheme", file=file, holder=header.holder)
    return scheme
