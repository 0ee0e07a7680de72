"""What a file asks about: lines of numbers, or rows of names; and what is sealed of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkan.cli.ending import in_file
from samverkan.cli.identifiers import text_of
from samverkan.cli.private_files import read
from samverkan.registers import asked_numbers, kept_files
from samverkan.registers.asked_numbers import AskedNumber, NotAsked
from samverkan.registers.kept_files import AskedRow, KeptFile
from samverkan.registers.question_files import Random
from samverkan.registers.question_reading import MOST
from samverkan.registers.tally import Tally
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.pack_header import Header

Input = tuple[int, str, bytes]
"""Line or row, family of keys (empty for a number), and the sealed input."""


@dataclass(frozen=True, slots=True)
class AskedFile:
    """What is asked, what is put aside, and for likeness the rows and their scheme's digest.

    `read` tells of cells that were not understood; their rows are asked by the rest.
    """

    inputs: Sequence[Input]
    aside: tuple[NotAsked, ...] = ()
    rows: tuple[AskedRow, ...] = ()
    scheme: str = ""
    read: Tally | None = None

    def must_be_askable(self, file: Path) -> None:
        """Raise NotAllowed if nothing can be asked, or more than one question holds."""
        if not self.inputs and self.aside and not self.scheme:
            one = self.aside[0]
            raise NotAllowed("ask.no_number", file=file, line=one.line, why=one.refusal)
        if not self.inputs:
            raise NotAllowed("ask.nothing", file=file)
        if len(self.inputs) > MOST:
            raise NotAllowed("ask.too_many", file=file, count=len(self.inputs), most=MOST)

    def count(self) -> int:
        """Count the lines or rows that are asked about."""
        return len(self.rows) or len(self.inputs)

    def blinded(self, header: Header, *, random: Random) -> KeptFile:
        """Hide it from the holder of a pack; what is given back opens it."""
        return kept_files.blind(
            self.inputs, header, random=random, rows=self.rows, scheme=self.scheme
        )

    def is_kept(self, kept: KeptFile) -> bool:
        """Say whether what was kept asks just this, by the same scheme."""
        same = [(each.line, each.family, each.value) for each in kept.asked] == list(self.inputs)
        return same and (kept.rows, kept.scheme) == (self.rows, self.scheme)


def numbers(file: Path, *, on: date) -> AskedFile:
    """Read a file of numbers, one a line."""
    with in_file(file):
        text = text_of(read(file))
    lines = tuple(asked_numbers.read(text, on=on))
    if not lines:
        raise NotAllowed("files.empty", file=file)
    asked = [(line.line, "", line.sealed_input) for line in lines if isinstance(line, AskedNumber)]
    return AskedFile(asked, tuple(line for line in lines if isinstance(line, NotAsked)))
