"""`samverkan VERB …`: each verb is a module, loaded when it is chosen."""

import sys
from importlib import import_module
from io import TextIOWrapper

from samverkan.cli import help_texts
from samverkan.cli.ending import DONE, WRONG, ended
from samverkan.cli.language import language_of, leading
from samverkan.rules.refusal import sentence

VERBS = (
    "ask",
    "backup",
    "demo",
    "directory",
    "distribute",
    "identifiers",
    "init",
    "link",
    "pack",
    "register",
    "restore",
    "seal",
    "serve",
    "verify",
    "worker",
)


def main(arguments: list[str] | None = None) -> int:
    """Run one verb and give its exit status, by the one rule of `ending`."""
    words = sys.argv[1:] if arguments is None else arguments
    language, before = language_of(words), leading(words)
    verb, rest = "".join(words[before : before + 1]), [*words[before + 1 :], *words[:before]]
    _print_any_text()
    return ended(lambda: _run(verb, rest, language), (verb, *rest), language)


def _run(verb: str, rest: list[str], language: str) -> int:
    if verb in VERBS:
        return int(import_module(f"samverkan.cli.{verb}").run(rest))
    if verb == "help" and rest[:1] and rest[0] in VERBS:
        return _run(rest[0], [*rest[1:], "--help"], language)
    if verb in {"-h", "--help", "help"}:
        sys.stdout.write(_help(language))
        return DONE
    if verb:
        sys.stderr.write(f"samverkan: {sentence('call.no_verb', language, word=verb)}\n\n")
    sys.stderr.write(_help(language))
    return WRONG


def _help(language: str) -> str:
    lines = (f"  {verb:<12} {help_texts.text(f'every {verb}', language)}" for verb in VERBS)
    return help_texts.text("every (verbs)", language).format(verbs="\n".join(lines)) + "\n"


def _print_any_text() -> None:
    """Let a file's name be printed even if the terminal's encoding does not have it."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
