"""`samverkan verify FIGURE.json`: recompute a published figure from the file behind it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from samverkan.cli.ending import ASIDE, WRONG, InFile, in_file, status_of
from samverkan.cli.parser import Parser
from samverkan.rules.figure_files import Verified, verify
from samverkan.rules.measures import Unit
from samverkan.rules.money import format_kronor
from samverkan.rules.refusal import NotAllowed

WORDS = {
    "sv": {
        "right": "Stämmer: {title}, {value}.",
        "rows": "{counted} av {rows} rader räknas enligt måttet {measure}, version {version}.",
        "definition": "Måttet: {definition}",
        "hash": "Kontrollsumma: {data_hash}",
        "compare": "Jämför kontrollsumman med den på sidan, eller ge den med --hash.",
        "wrong": "Stämmer inte: {file}",
    },
    "en": {
        "right": "Right: {title}, {value}.",
        "rows": "{counted} of {rows} rows count by the measure {measure}, version {version}.",
        "definition": "The measure: {definition}",
        "hash": "Hash: {data_hash}",
        "compare": "Compare the hash with the one on the page, or give it with --hash.",
        "wrong": "Wrong: {file}",
    },
}


def run(words: list[str]) -> int:
    """Recompute a figure. 0 if it is right, 1 if something disagrees."""
    call = _arguments(words)
    with in_file(call.file):
        data = Path(call.file).read_bytes()
    try:
        found = verify(data, page_hash=call.hash)
    except NotAllowed as refusal:
        if status_of(refusal) == WRONG:  # it is no figure at all
            raise InFile(call.file, refusal) from None
        _say_wrong(refusal, call)
        return ASIDE
    if call.json:
        sys.stdout.write(json.dumps(_fields(found), ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found, call))
    return 0


def _say_wrong(refusal: NotAllowed, call: Namespace) -> None:
    sentence = refusal.sentence(call.lang)
    if call.json:
        sys.stdout.write(
            json.dumps({"right": False, "finding": refusal.key, "sentence": sentence}) + "\n"
        )
        return
    sys.stdout.write(WORDS[call.lang]["wrong"].format(file=call.file) + f"\n{sentence}\n")


def _lines(found: Verified, call: Namespace) -> list[str]:
    language = call.lang
    values = {
        **_fields(found),
        "title": found.measure.title.read(language),
        "definition": found.measure.definition.read(language),
        "value": _value(found, language),
    }
    keys = ["right", "rows", "definition", "hash", *([] if call.hash else ["compare"])]
    return [WORDS[language][key].format(**values) for key in keys]


def _value(found: Verified, language: str) -> str:
    if found.measure.dataset.unit is Unit.ORE:
        return format_kronor(found.value, language)
    return str(found.value)


def _fields(found: Verified) -> dict[str, object]:
    return {
        "right": True,
        "measure": found.measure.id,
        "version": found.measure.version,
        "value": found.value,
        "unit": str(found.measure.dataset.unit),
        "rows": found.rows,
        "counted": found.counted,
        "data_hash": found.data_hash,
    }


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("verify", words)
    parser.add_argument("file", metavar="FIGURE.json")
    parser.add_argument("--hash", default="", metavar="HASH")
    parser.common()
    return parser.parse_args(words)
