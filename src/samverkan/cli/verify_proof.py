"""`samverkan verify ENTRY.tlog-proof`: that an entry is in a journal, shown offline by one file."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path

from samverkan.exchange.cards import open_chains
from samverkan.trail.evidence import Evidence, evidence_of
from samverkan.trail.merkle import ProofInvalid
from samverkan.trail.notes import Key
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
    """Verify a proof. 0 if it is right, 1 if it is not, 2 for a wrong call."""
    call = _arguments(words)
    try:
        proof = Path(call.file).read_text("utf-8")
        key = Key.read(call.vkey or _key_on_card(call.card)).vkey
    except (OSError, UnicodeDecodeError, ValueError) as error:
        sys.stderr.write(f"samverkan verify: {error}\n")
        return 2
    try:
        shown = _verify(proof, key)
    except ProofInvalid as error:
        _write({"right": False, "sentence": str(error)}, ["wrong"], call)
        return 1
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


def _key_on_card(file: str) -> str:
    chains = open_chains(Path(file).read_text("utf-8").split())
    if len(chains) != 1:
        raise ValueError(f"{file} must hold the card of one participant.")
    [(*_, card)] = chains.values()
    return card.log


def _arguments(words: list[str]) -> Namespace:
    parser = ArgumentParser(
        prog="samverkan verify",
        description="Show offline that an entry is in a participant's journal.",
    )
    parser.add_argument("file", metavar="ENTRY.tlog-proof", help="the file from oversight's room")
    key = parser.add_mutually_exclusive_group(required=True)
    key.add_argument("--vkey", metavar="VKEY", help="the journal's key, name+id+base64")
    key.add_argument("--card", metavar="FILE", help="the participant's card, which has the key")
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--lang", choices=sorted(WORDS), default="sv", help="default: sv")
    return parser.parse_args(words)
