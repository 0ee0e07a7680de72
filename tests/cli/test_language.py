"""Help, and what is wrong with a call, in one language at a time: for every command."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from pathlib import Path
from tomllib import loads

import pytest

from samverkan.cli import VERBS, main
from samverkan.cli.language import LANGUAGES, language_of, leading
from samverkan.cli.link import STEPS
from tests.cli.stop_words import foreign

SOURCE = Path(__file__).parents[2] / "src" / "samverkan"
HELP = SOURCE / "cli" / "help"
ACTS = {
    "ask": ("blind", "answer", "open", "try"),
    "directory": ("make", "join", "pin", "renew"),
    "pack": ("info", "delta", "apply"),
    "register": ("check", "take"),
}
COMMANDS = [[verb] for verb in VERBS] + [[verb, act] for verb in ACTS for act in ACTS[verb]]
FORMS = [*COMMANDS, ["verify", "a.json"], ["verify", "a.tlog-proof"]]


def said(words: list[str], capsys) -> str:
    with suppress(SystemExit):
        main(words)
    told = capsys.readouterr()
    return told.out + told.err


def others(command: list[str]) -> list[str]:
    """Give what one may choose from, which a help lists by its names."""
    return [name for name in (*VERBS, *ACTS.get(command[0], ())) if name != command[-1]]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("command", FORMS, ids=" ".join)
def test_help_is_in_one_language(command, language, capsys):
    text = said([*command, "--help", "--lang", language], capsys)
    begun = {"sv": "användning: samverkan", "en": "usage: samverkan"}[language]
    assert text.startswith(begun)
    names = "|".join(map(re.escape, others(command)))
    assert foreign(re.sub(rf"^ +({names})\b", "", text, flags=re.MULTILINE), language) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--no-such"],
        ["a", "b", "c"],
        ["--out"],
        ["--lang", "fi"],
        ["--json=yes"],
        ["--port", "99999"],
        ["--on", "yesterday"],
        ["--vkey", "kbv", "--card", "x"],
        ["--format", "pdf"],
        ["--workers", "many"],
        ["--epoch", "2025-13-12"],
        ["--threshold", "2"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_wrong_call_is_told_in_one_language(command, wrong, language, capsys):
    if command == ["demo"] and not wrong:
        pytest.skip("this is a right call, and would play the season")
    words = [*command, *wrong, *([] if "--lang" in wrong else ["--lang", language])]
    text = said(words, capsys)
    assert "Traceback" not in text
    assert foreign(text, "sv" if "--lang" in wrong else language) == set()


@pytest.mark.parametrize(("language", "words"), [("sv", "kommando"), ("en", "command")])
def test_all_commands_are_listed_and_an_unknown_one_is_told_of(language, words, capsys):
    assert main(["--lang", language, "--help"]) == 0
    listed = capsys.readouterr().out
    assert main(["sael", "--lang", language]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.endswith(listed)
    for verb in VERBS:
        assert f"\n  {verb} " in listed
    assert foreign(re.sub(r"^  [a-z]+ ", "", listed, flags=re.MULTILINE), language) == set()
    assert main([]) == 2


def test_the_language_is_known_wherever_it_stands():
    assert language_of([]) == language_of(["--lang"]) == language_of(["--lang", "fi"]) == "sv"
    assert language_of(["seal", "--lang", "en"]) == language_of(["--lang=en", "seal"]) == "en"
    assert leading(["--lang", "en", "seal"]) == 2
    assert leading(["--lang=en", "seal"]) == 1
    assert leading(["seal", "--lang=en"]) == 0
    assert leading(["--lang"]) == 1


def test_the_language_may_stand_before_the_command(capsys):
    assert main(["--lang", "en", "identifiers", "none.txt"]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_word_may_not_be_shortened(capsys):
    """An abbreviation would mean something else once an option is added."""
    with pytest.raises(SystemExit):
        main(["seal", "--regi", "x", "--lan", "en"])
    assert "--lan" in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_that_link_shows_has_its_words(language):
    shown = {
        node.args[0].value
        for file in ("registers/linking.py", "cli/link_sources.py")
        for node in ast.walk(ast.parse((SOURCE / file).read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "step"
    }
    assert shown == set(STEPS[language])
    assert foreign(" ".join(STEPS[language].values()), language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_help_is_in_both_languages(language):
    for file in HELP.iterdir():
        for key, row in loads(file.read_text("utf-8")).items():
            assert set(row) == {"sv", "en"}, key
            assert key.split()[0] in {file.stem, "every"}
            assert row[language].strip()


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "frob finns inte här: välj något av"), ("en", "There is no frob here: choose one of")],
)
@pytest.mark.parametrize("verb", ACTS)
def test_an_unknown_act_is_told_with_those_there_are(verb, language, words, capsys):
    text = said([verb, "frob", "--lang", language], capsys)
    assert f"{words} {', '.join(ACTS[verb])}." in text


def test_help_may_be_asked_for_before_the_command(capsys):
    asked = said(["help", "pack", "info", "--lang", "en"], capsys)
    assert asked == said(["pack", "info", "--help", "--lang", "en"], capsys)
    assert asked.startswith("usage: samverkan pack info")
