"""What readers of bytes raise in English is said in Swedish too, to the last sentence."""

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter
from tomllib import loads

import pytest

from samverkan.rules.faults import in_words
from samverkan.rules.refusal import NotAllowed

SOURCE = Path(__file__).parents[2] / "src" / "samverkan"
TABLE = loads(files("samverkan.rules").joinpath("faults.toml").read_text("utf-8"))
READ = (
    "cli/directory.py",
    "cli/log_source.py",
    "cli/verify*.py",
    "exchange/cards.py",
    "exchange/directory.py",
    "exchange/reading.py",
    "registers/kept_files.py",
    "registers/question_files.py",
    "registers/question_reading.py",
    "sealed/likeness/scheme.py",
    "sealed/likeness/slots.py",
    "sealed/pack_checking.py",
    "sealed/pack_delta.py",
    "sealed/pack_header.py",
    "sealed/packs.py",
    "trail/*.py",
    "web/conf/*.py",
    "web/journal/cases.py",
    "web/journal/instance.py",
    "web/partners/queries.py",
    "wire/*.py",
)
"""What a command reads with, and may say the refusals of."""
FAULTS = {
    *("CopyRefused", "InUse", "InstanceBroken", "MakingRefused", "Malformed", "Misuse"),
    *("NotListed", "NoteInvalid", "PackDamaged", "PackRefused", "ProofInvalid", "SealBroken"),
    *("StartRefused", "TheirFault", "Unreadable", "ValueError", "TypeError"),
}


def raised() -> Iterator[str]:
    for path in sorted({path for glob in READ for path in SOURCE.glob(glob)}):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and called(node.func) in FAULTS:
                yield template(node.args[0])


def called(node: ast.expr) -> str:
    """Give the name of what is called, also as `module.Name`."""
    return getattr(node, "id", getattr(node, "attr", ""))


def template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
    return ""


@pytest.mark.parametrize("text", sorted(set(raised()) - {""}))
def test_every_fault_that_a_command_may_meet_is_said_in_swedish(text):
    assert text in TABLE
    assert in_words(text.replace("{}", "X-7"), "sv") != text.replace("{}", "X-7")
    assert in_words(text, "en") == text


@pytest.mark.parametrize("english", sorted(TABLE))
def test_the_swedish_has_the_same_values_and_the_same_end(english):
    swedish = TABLE[english]
    count = english.count("{}")
    names = [name for _, name, _, _ in Formatter().parse(swedish) if name is not None]
    assert all(not name or int(name) < count for name in names)
    assert len(names) <= count
    assert english.endswith(".") == swedish.endswith(".")


def test_what_is_quoted_is_said_in_swedish_too():
    said = in_words("card.jws is not a participant's card: The card lacks key.", "sv")
    assert said == "card.jws är inget kort för en deltagare: kortet saknar key."
    assert in_words("What nobody has translated", "sv") == "What nobody has translated"
    assert in_words("x" * 10_000, "sv") == "x" * 10_000


def test_a_refusal_says_its_reason_in_the_language():
    refusal = NotAllowed("seal.damaged", file="a", why="The file is not a pack.")
    assert refusal.sentence("sv") == "a går inte att lita på (filen är inget paket)."
    assert refusal.sentence("en") == "a cannot be trusted (The file is not a pack)."
    inner = NotAllowed("files.goes_on", why=NotAllowed("files.empty", file="b"))
    assert inner.sentence("sv") == "b är tom. Samma kommando går vidare där det slutade."
