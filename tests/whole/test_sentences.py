"""Every refusal in the code has its sentence in both languages, and every sentence is used."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from samverkan.rules.refusal import sentences

SOURCE = Path(__file__).parents[2] / "src" / "samverkan"
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
LAW = "\n".join(path.read_text("utf-8") for path in SOURCE.glob("rules/law/*.toml"))


def refusals() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Give where, key and parameter names of each `NotAllowed("key", …)`; None if names vary."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id != "NotAllowed" or not node.args:
                continue
            if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                names = [word.arg for word in node.keywords if word.arg != "section"]
                given = None if None in names else frozenset(name for name in names if name)
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.args[0].value, given


RAISED = [pytest.param(key, names, id=f"{where} {key}") for where, key, names in refusals()]


def fields(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def words_in_code() -> frozenset[str]:
    constants = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(constants | set(re.findall(r'"([^"]+)"', LAW)))


@pytest.mark.parametrize(("key", "names"), RAISED)
def test_a_refusal_has_its_sentence_with_its_parameters(key, names):
    assert key in sentences(), f"no sentence says {key}"
    if names is not None:
        assert fields(sentences()[key]["sv"]) == names


@pytest.mark.parametrize("key", sorted(sentences()))
def test_a_sentence_says_the_same_in_both_languages(key):
    row = sentences()[key]
    assert set(row) == {"sv", "en"}
    assert fields(row["sv"]) == fields(row["en"])
    assert row["sv"] != row["en"]
    assert all(text.endswith((".", "?")) for text in row.values())


def test_every_sentence_is_used():
    assert set(sentences()) - words_in_code() == set()
