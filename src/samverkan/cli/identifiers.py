"""`samverkan identifiers FILE`: check the numbers in a file, one a line, and say what is wrong."""

from __future__ import annotations

import json
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from samverkan.cli.ending import in_file
from samverkan.cli.parser import Parser
from samverkan.cli.values import day
from samverkan.registers import encodings
from samverkan.rules.identifiers import parse
from samverkan.rules.personal_numbers import PersonalNumber
from samverkan.rules.printable import printable
from samverkan.rules.refusal import NotAllowed

WORDS = {
    "sv": {
        "valid": "giltigt",
        "invalid": "ogiltigt",
        "personnummer": "personnummer",
        "samordningsnummer": "samordningsnummer",
        "temporary": "tillfälligt nummer",
        "reserve": "reservnummer",
        "organisationsnummer": "organisationsnummer",
        "HIN": "skrovnummer",
        "MMSI": "MMSI",
        "no_date": "utan fullständigt födelsedatum",
    },
    "en": {
        "valid": "valid",
        "invalid": "invalid",
        "personnummer": "personal identity number",
        "samordningsnummer": "coordination number",
        "temporary": "temporary number",
        "reserve": "reserve number",
        "organisationsnummer": "organisation number",
        "HIN": "hull number",
        "MMSI": "MMSI",
        "no_date": "no full birth date",
    },
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found on one line. `kind` and `normal` are empty if the number is not valid."""

    line: int
    text: str
    valid: bool
    kind: str
    normal: str
    full_birth_date: bool | None
    reason: str

    def sentence(self, language: str) -> str:
        """Write the verdict as one line: the text, its kind, and valid or why not."""
        words = WORDS[language]
        if not self.valid:
            return f"{printable(self.text)}: {words['invalid']}: {self.reason}"
        note = f", {words['no_date']}" if self.full_birth_date is False else ""
        return f"{self.text}: {words['valid']} {words[self.kind]}{note}"

    def fields(self) -> dict[str, object]:
        """Give the verdict for JSON; what is not known is null."""
        return {
            "line": self.line,
            "text": self.text,
            "valid": self.valid,
            "kind": self.kind or None,
            "normal": self.normal or None,
            "full_birth_date": self.full_birth_date,
            "reason": self.reason or None,
        }


def run(words: list[str]) -> int:
    """Check a file. Exit status 0 if every number is valid, 1 if one is not."""
    call = _arguments(words)
    with in_file(call.file):
        text = text_of(_read(call.file))
        verdicts = tuple(check(text, on=call.on, language=call.lang))
        if not verdicts:
            raise NotAllowed("files.no_lines")
    if call.json:
        sys.stdout.write(json.dumps([verdict.fields() for verdict in verdicts], ensure_ascii=False))
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{verdict.sentence(call.lang)}\n" for verdict in verdicts)
    return 0 if all(verdict.valid for verdict in verdicts) else 1


def check(text: str, *, on: date, language: str) -> Iterator[Verdict]:
    """Give a verdict for each line that is not blank; the first line is 1."""
    for line, words in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if words.strip():
            yield _verdict(line, words.strip(), on, language)


def text_of(content: bytes) -> str:
    """Decode a file of lines; a byte that its encoding does not know becomes U+FFFD.

    NotAllowed if it is no text.
    """
    _, text = encodings.read(content)
    if "\0" in text:
        raise NotAllowed("registers.not_text")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _verdict(line: int, text: str, on: date, language: str) -> Verdict:
    try:
        number = parse(text, on=on)
    except NotAllowed as refusal:
        return Verdict(line, text, False, "", "", None, refusal.sentence(language))
    full = number.has_full_birth_date if isinstance(number, PersonalNumber) else None
    return Verdict(line, text, True, str(number.kind), number.normal, full, "")


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("identifiers", words)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--on", metavar="DATE", type=parser.typed(day), default=_today())
    parser.common()
    return parser.parse_args(words)


def _today() -> date:
    return datetime.now(tz=UTC).date()  # noqa: TID251  a command is where the clock is read


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
