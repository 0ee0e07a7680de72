"""`samverkan verify PLACE`: audit a journal from its public files, with no trust in its owner."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from samverkan.cli.ending import WRONG, Told, in_file
from samverkan.cli.log_source import Address, Folder, Unreadable, source
from samverkan.cli.numbers import spoken
from samverkan.cli.parser import Parser
from samverkan.exchange.cards import open_chains
from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.notes import NoteInvalid, to_base64
from samverkan.trail.verify import Report, verify_log
from samverkan.wire.times import to_text

ANOTHER = {
    ".json": "samverkan.cli.verify_figure",
    ".tlog-proof": "samverkan.cli.verify_proof",
}
WORDS = {
    "sv": {
        "size": "Journalen {origin} håller {size} poster.",
        "root": "Rot: {root}",
        "key": "Nyckel: {vkey}",
        "earlier": "Den tidigare kontrollpunkten stod för de första {earlier} posterna.",
        "right": "Allt stämmer: varje post, varje fil, roten och underskriften.",
        "wrong": "Antal fel: {count}.",
        "when": "Granskad {at} på {seconds:.1f} s.",
        "owners_key": "Obs: nyckeln kom från journalens ägare (filen vkey). Det visar att "
        "journalen hänger ihop, men inte vems den är. Jämför nyckeln med den på deltagarens kort.",
    },
    "en": {
        "size": "The journal {origin} holds {size} entries.",
        "root": "Root: {root}",
        "key": "Key: {vkey}",
        "earlier": "The earlier checkpoint stood for the first {earlier} entries.",
        "right": "All is right: every entry, every file, the root and the signature.",
        "wrong": "Faults found: {count}.",
        "when": "Audited {at} in {seconds:.1f} s.",
        "owners_key": "Note: the key came from the journal's owner (the file vkey). This shows "
        "that the journal holds together, not whose it is. Compare the key with the one on the "
        "participant's card.",
    },
}


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: what was found, with which key, when and in how long."""

    report: Report
    vkey: str
    key_from_owner: bool
    earlier: Checkpoint | None
    at: datetime
    seconds: float

    def lines(self, language: str) -> list[str]:
        """Give the audit in plain words, the findings first."""
        findings = self.report.findings
        said = [
            finding.sentence_sv if language == "sv" else finding.sentence_en for finding in findings
        ]
        keys = [
            "wrong" if findings else "right",
            *(["size", "root"] if self.report.checkpoint else []),
            *(["earlier"] if self.earlier and not findings else []),
            "key",
            *(["owners_key"] if self.key_from_owner else []),
            "when",
        ]
        return said + [
            WORDS[language][key].format(**spoken(self.fields(), language)) for key in keys
        ]

    def fields(self) -> dict[str, object]:
        """Give the audit for JSON; `origin`, `size` and `root` are null without a checkpoint."""
        checkpoint = self.report.checkpoint
        return {
            "origin": checkpoint.origin if checkpoint else None,
            "size": checkpoint.size if checkpoint else None,
            "root": to_base64(checkpoint.root) if checkpoint else None,
            "vkey": self.vkey,
            "key_from_owner": self.key_from_owner,
            "earlier": self.earlier.size if self.earlier else None,
            "at": to_text(self.at.replace(microsecond=0)),
            "seconds": self.seconds,
            "count": len(self.report.findings),
            "findings": [asdict(finding) for finding in self.report.findings],
        }


def run(words: list[str]) -> int:
    """Audit a journal. Exit status 0 if all is right, 1 if something is not, 2 for a wrong call.

    A file that ends in .json is a published figure, one in .tlog-proof a journal entry's proof.
    """
    for ending, verb in ANOTHER.items():
        if any(word.endswith(ending) for word in words):
            return int(import_module(verb).run(words))
    call = _arguments(words)
    try:
        audit = _audit(call)
    except (Unreadable, NoteInvalid) as refusal:
        raise Told(refusal, WRONG) from None
    if call.json:
        sys.stdout.write(json.dumps(audit.fields(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in audit.lines(call.lang))
    return 1 if audit.report.findings else 0


def _audit(call: Namespace) -> Audit:
    begun = _now()
    place = source(call.place)
    vkey = call.vkey or (key_on_card(call.card) if call.card else _key_beside(place))
    earlier = Checkpoint.open(text(call.earlier), vkey) if call.earlier else None
    report = verify_log(place.read, vkey, earlier=earlier, kept=place.partial())
    return Audit(
        report=report,
        vkey=vkey,
        key_from_owner=not (call.vkey or call.card),
        earlier=earlier,
        at=begun,
        seconds=(_now() - begun).total_seconds(),
    )


def _key_beside(place: Folder | Address) -> str:
    try:
        return place.read("vkey").decode("utf-8").strip()
    except (KeyError, UnicodeDecodeError):
        raise Unreadable("There is no key beside the journal: give --vkey or --card.") from None


def key_on_card(file: str) -> str:
    """Give the journal key of a card; older cards stand before it in the file, one a line."""
    try:
        chains = open_chains(text(file).split())
    except ValueError as error:
        raise Unreadable(f"{file} is not a participant's card: {error}") from None
    if len(chains) != 1:
        raise Unreadable(f"{file} must hold the card of one participant, not of {len(chains)}.")
    [(*_, card)] = chains.values()
    return card.log


def text(file: str) -> str:
    """Read a file of text. Unreadable if it is none, NotAllowed if the disk refuses."""
    try:
        with in_file(file):
            return Path(file).read_text("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(f"{file} is not UTF-8 text.") from None


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("verify", words)
    parser.add_argument("place", metavar="PLACE")
    keys = parser.add_mutually_exclusive_group()
    parser.told(keys.add_argument("--vkey", metavar="VKEY"))
    parser.told(keys.add_argument("--card", metavar="FILE"))
    parser.add_argument("--earlier", metavar="FILE")
    parser.common()
    return parser.parse_args(words)


def _now() -> datetime:
    return datetime.now(tz=UTC)  # noqa: TID251  a command is where the clock is read
