"""Reads a command's call; help, and what is wrong with a call, in the user's language."""

from __future__ import annotations

import re
from argparse import Action, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, TypeVar

from samverkan.cli import help_texts
from samverkan.cli.language import LANGUAGES, language_of
from samverkan.rules.refusal import NotAllowed, sentence

T = TypeVar("T")

_TITLES = {
    "sv": {"usage": "användning: ", "arguments": "argument", "options": "flaggor"},
    "en": {"usage": "usage: ", "arguments": "arguments", "options": "options"},
}
_ARGUMENT = "argument (?P<name>[^:]+): "
_FAULTS = (
    ("the following arguments are required: (?P<names>.+)", "call.required"),
    ("one of the arguments (?P<names>.+) is required", "call.one_of"),
    ("unrecognized arguments: (?P<words>.+)", "call.unknown"),
    (_ARGUMENT + "not allowed with argument (?P<other>.+)", "call.together"),
    (
        "argument [^: ]+[|][^:]+: invalid choice: (?P<value>.+) [(]choose from (?P<known>.+)[)]",
        "call.no_act",
    ),
    (_ARGUMENT + "invalid choice: (?P<value>.+) [(]choose from (?P<known>.+)[)]", "call.choice"),
    (_ARGUMENT + "expected .+ arguments?", "call.no_value"),
    (_ARGUMENT + "ignored explicit argument (?P<value>.+)", "call.a_value"),
    (_ARGUMENT + "(?P<why>.+)", "call.wrong"),
)
"""What argparse says of a wrong call, and the sentence for it."""


class Parser(ArgumentParser):
    """A command's arguments. Their texts stand in `help/`; a wrong call ends with status 2."""

    def __init__(self, prog: str, *, language: str) -> None:
        """Make the parser of a command, such as `samverkan pack`."""
        self.language = language
        self.command = prog.removeprefix("samverkan ")
        super().__init__(
            prog=prog,
            description=help_texts.text(self.command, language),
            epilog=help_texts.epilog(self.command, language),
            formatter_class=_Swedish if language == "sv" else RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self._positionals.title = _TITLES[language]["arguments"]
        self._optionals.title = _TITLES[language]["options"]
        self.add_argument("-h", "--help", action="help")

    @classmethod
    def of(cls, verb: str, words: Sequence[str]) -> Parser:
        """Make the parser of a verb for a call."""
        return cls(f"samverkan {verb}", language=language_of(words))

    def add_argument(self, *names: Any, **how: Any) -> Action:  # noqa: ANN401  as argparse has it
        """Add an argument whose text stands in `help/`."""
        return self.told(super().add_argument(*names, **how))

    def told(self, action: Action) -> Action:
        """Give an argument its text, and its value's name, in the language."""
        name = action.option_strings[-1] if action.option_strings else str(action.metavar)
        action.help = help_texts.argument(self.command, name, self.language)
        if isinstance(action.metavar, str):
            action.metavar = help_texts.placeholder(action.metavar, self.language)
        return action

    def acts(self, *names: str) -> Iterable[Parser]:
        """Add what a verb does, each with arguments of its own; `act` is the one chosen."""
        chosen = self.add_subparsers(dest="act", required=True, metavar="|".join(names))
        for name in names:
            told = help_texts.text(f"{self.command} {name}", self.language)
            yield chosen.add_parser(name, help=told, language=self.language)

    def common(self, *, json: bool = True) -> None:
        """Add what every command has."""
        if json:
            self.add_argument("--json", action="store_true")
        self.add_argument("--lang", choices=LANGUAGES, default="sv")

    def typed(self, read: Callable[[str], T]) -> Callable[[str], T]:
        """Make of a reader that refuses in a sentence one that argparse understands."""

        def typed(text: str) -> T:
            try:
                return read(text)
            except NotAllowed as refusal:
                raise ArgumentTypeError(refusal.sentence(self.language)) from None

        return typed

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, in the language, and end with status 2."""
        for pattern, key in _FAULTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                said = {name: _plain(value) for name, value in found.groupdict().items()}
                self.wrong(key, **said)
        self.wrong("call.other", why=message)

    def wrong(self, key: str, **parameters: object) -> NoReturn:
        """End with status 2 and a sentence."""
        said = sentence(key, self.language, **parameters)
        more = sentence("call.more", self.language, command=self.prog)
        self.exit(2, f"{self.prog}: {said} {more}\n")


def _plain(value: str) -> str:
    """Take away the quotes that argparse sets around words, and a full stop."""
    return re.sub("'([^' ]*)'", r"\1", value).rstrip(".")


class _Swedish(RawDescriptionHelpFormatter):
    """Writes help in Swedish."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401
        """Begin the help with how the command is called."""
        begun = _TITLES["sv"]["usage"] if prefix is None else prefix
        super().add_usage(usage, actions, groups, begun)
