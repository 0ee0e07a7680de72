"""The generated reference says what the program says, and leaves out no command."""

import sys

import pytest

from samverkan.cli import VERBS
from tests.whole.tracked import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import reference


def test_the_reference_is_fresh(capsys):
    assert reference.main(["--check"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_command_is_documented(verb):
    assert f"## `samverkan {verb}`" in (ROOT / "docs/reference/commands.md").read_text("utf-8")


def test_a_stale_page_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(reference, "TARGET", tmp_path)
    monkeypatch.setattr(reference, "commands", lambda: "commands")
    assert reference.main([]) == 0
    (tmp_path / "acts.md").write_text("old", "utf-8")
    assert reference.main(["--check"]) == 1
    assert "acts.md" in capsys.readouterr().err


def test_a_wrong_call_says_how(capsys):
    assert reference.main(["--chekc"]) == 2
    assert "usage" in capsys.readouterr().err
