"""`samverkan verify ENTRY.tlog-proof`: that an entry is in a journal, shown offline by one file."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import dataclass

from samverkan.cli.ending import ASIDE, WRONG, Told
from samverkan.cli.log_source import Unreadable
from samverkan.cli.parser import Parser
from samverkan.cli.verify import key_on_card, text
from samverkan.rules.faults import in_words
from samverkan.trail.evidence import Evidence, evidence_of
from samverkan.trail.merkle import ProofInvalid
from samverkan.trail.notes import Key, NoteInvalid
from samverkan.trail.proofs import Proven, verify_proof, verify_record

WORDS = {
    "sv": {
        "right": "Stämmer: post {index} finns i journalen {origin}, som håller {size} poster.",
        "act": "Slag: {act}",
        "record": "Posten: {record}",
        "erased": "Posten är gallrad. Beviset gäller ändå: journalen håller bara dess åtagande.",
        "wrong": "Stämmer inte: {sentence}",
    },
    "en": {
        "right": "Right: entry {index} is in the journal {origin}, which holds {size} entries.",
        "act": "Kind: {act}",
        "record": "The record: {record}",
        "erased": "The record is erased. The proof holds: the journal has only its commitment.",
        "wrong": "Wrong: {sentence}",
    },
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the file showed."""

    proven: Proven
    evidence: Evidence

    def fields(self) -> dict[str, object]:
        """Give it for JSON; `record` is null once its case is erased."""
        record = self.evidence.record
        return {
            "right": True,
            "index": self.proven.index,
            "origin": self.proven.checkpoint.origin,
            "size": self.proven.checkpoint.size,
            "act": self.evidence.act,
            "record": None if record is None else json.loads(record),
        }


def run(words: list[str]) -> int:
    """Verify a proof. 0 if it is right, 1 if it is not."""
    call = _arguments(words)
    proof, key = _proof_and_key(call)
    try:
        shown = _verify(proof, key)
    except ProofInvalid as error:
        _write({"right": False, "sentence": in_words(str(error), call.lang)}, ["wrong"], call)
        return ASIDE
    record = shown.evidence.record
    keys = ["right", "act", "erased" if record is None else "record"]
    _write(shown.fields(), keys, call)
    return 0


def _verify(proof: str, key: str) -> Shown:
    evidence = evidence_of(proof)
    proven = verify_proof(proof, evidence.entry, vkey=key)
    if evidence.record is not None and evidence.salt is not None:
        verify_record(evidence.entry, evidence.salt, evidence.record)
    return Shown(proven, evidence)


def _write(fields: dict[str, object], keys: list[str], call: Namespace) -> None:
    if call.json:
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
        return
    sys.stdout.writelines(WORDS[call.lang][key].format(**fields) + "\n" for key in keys)


def _proof_and_key(call: Namespace) -> tuple[str, str]:
    try:
        return text(call.file), Key.read(call.vkey or key_on_card(call.card)).vkey
    except (Unreadable, NoteInvalid) as error:
        raise Told(error, WRONG) from None


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("verify", words)
    parser.add_argument("file", metavar="ENTRY.tlog-proof")
    key = parser.add_mutually_exclusive_group(required=True)
    parser.told(key.add_argument("--vkey", metavar="VKEY"))
    parser.told(key.add_argument("--card", metavar="FILE"))
    parser.common()
    return parser.parse_args(words)
