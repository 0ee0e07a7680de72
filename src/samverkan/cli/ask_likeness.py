"""Questions by likeness: the rows of a file, by the holder's scheme, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkan.cli.ask_words import WORDS
from samverkan.cli.asked_file import AskedFile, Input
from samverkan.cli.ending import in_file
from samverkan.cli.numbers import spoken
from samverkan.cli.private_files import Unreadable, read
from samverkan.registers import likeness_lists as likeness
from samverkan.registers.asked_numbers import NotAsked
from samverkan.registers.kept_files import AskedRow, KeptFile
from samverkan.registers.likeness_lists import Candidate
from samverkan.registers.link_file import read_link_file
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness import (
    Columns,
    Scheme,
    Subject,
    belongs,
    keys_of,
    scheme_digest,
    sentence,
)
from samverkan.sealed.likeness.subjects import KINDS, field_names
from samverkan.sealed.pack_header import Header
from samverkan.sealed.packs import Pack

SHOWN = 0.5
"""Less probable rows are not shown; the site has a line for each purpose."""


@dataclass(frozen=True, slots=True)
class FoundLike:
    """What came of one row: the candidates at the holder, the most probable first."""

    line: int
    text: str
    candidates: tuple[Candidate, ...]

    @property
    def is_hit(self) -> bool:
        """Say whether there is a candidate."""
        return bool(self.candidates)

    def sentences(self, language: str) -> list[str]:
        """Say each candidate in a line; none is a hit before a person has reviewed it."""
        words = WORDS[language]
        if not self.candidates:
            return [words["nobody_like"].format(text=self.text)]
        return [
            words["like"].format(
                text=self.text,
                **spoken({"probability": one.probability}, language),
                reasons=sentence(one.reasons, language),
            )
            for one in self.candidates
        ]

    def fields(self, language: str) -> dict[str, object]:
        """Give it for JSON."""
        found = [
            {
                "row": one.row,
                "probability": one.probability,
                "reasons": sentence(one.reasons, language),
            }
            for one in self.candidates
        ]
        return {"line": self.line, "text": self.text, "candidates": found}


def read_scheme(file: Path, header: Header) -> tuple[Scheme, str]:
    """Read the scheme that a pack's head names, and give its digest in hexadecimal."""
    data = read(file)
    try:
        scheme = Scheme.from_json(data.decode())
    except (TheirFault, UnicodeDecodeError) as fault:
        raise Unreadable("ask.no_scheme", file=file, fault=fault) from None
    if not belongs(data, header):
        raise NotAllowed("seal.another_scheme", file=file, holder=header.holder)
    return scheme, scheme_digest(data).hex()


def rows(file: Path, scheme_file: Path, header: Header, *, on: date) -> AskedFile:
    """Read a table with a row for each person, company or craft; say what is sealed of each."""
    scheme, digest = read_scheme(scheme_file, header)
    with in_file(file):
        taken = read_link_file(file, on=on)
    columns = Columns(scheme.kind, taken.fields)
    asked, aside = [], []
    for place, name in enumerate(taken.ids):
        one = columns.subject(place)
        if keys_of(one, scheme):
            said = {field: getattr(one, field) for field in field_names(scheme.kind)}
            fields = {field: text for field, text in said.items() if text}
            asked.append(AskedRow(place + 1, name, fields))
        else:
            aside.append(NotAsked(place + 1, name, NotAllowed("ask.too_little")))
    inputs = list(_inputs(asked, scheme))
    return AskedFile(inputs, tuple(aside), tuple(asked), digest, taken.aside)


def judged(
    kept: KeptFile, outputs: Sequence[bytes], *, pack: Pack, scheme: Scheme
) -> tuple[FoundLike, ...]:
    """Judge what an answer opened for each row that was asked about."""
    opened: dict[int, list[tuple[str, bytes]]] = {}
    for each, output in zip(kept.asked, outputs, strict=True):
        labels = ((each.family, label) for label in pack.look_up(output))
        opened.setdefault(each.line, []).extend(labels)
    return tuple(
        FoundLike(row.line, row.name, _shown(_subject(row, scheme), scheme, opened[row.line]))
        for row in kept.rows
    )


def must_be_of(kept: KeptFile, scheme: Scheme, file: Path) -> None:
    """Refuse a kept file whose elements are not those that its rows make by this scheme."""
    known = set(field_names(scheme.kind))
    asked = [(each.line, each.family, each.value) for each in kept.asked]
    strange = any(not row.fields.keys() <= known for row in kept.rows)
    if strange or list(_inputs(kept.rows, scheme)) != asked:
        fault = "It keeps other elements than its rows make."
        raise Unreadable("ask.no_secrets", file=file, fault=fault)


def _inputs(asked: Iterable[AskedRow], scheme: Scheme) -> Iterable[Input]:
    return (
        (row.line, key.family, key.value)
        for row in asked
        for key in keys_of(_subject(row, scheme), scheme)
    )


def _subject(row: AskedRow, scheme: Scheme) -> Subject:
    fields: Mapping[str, str] = row.fields
    return KINDS[scheme.kind](**fields)


def _shown(
    asked: Subject, scheme: Scheme, opened: list[tuple[str, bytes]]
) -> tuple[Candidate, ...]:
    found = likeness.judged(asked, scheme, opened)
    return tuple(one for one in found if one.probability >= SHOWN)
