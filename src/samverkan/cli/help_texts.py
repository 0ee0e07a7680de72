"""What each command and each of its arguments is for, in both languages: `help/*.toml`.

A key is the command as it is called, and behind it the option or the name of the argument.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def text(key: str, language: str) -> str:
    """Give the text of a key. KeyError if there is none."""
    return _texts(key.split(maxsplit=1)[0])[key][language].rstrip("\n")


def argument(command: str, name: str, language: str) -> str:
    """Say what an argument is for; what several commands have alike is told once."""
    key = f"{command} {name}"
    return text(key if key in _texts(command.split(maxsplit=1)[0]) else f"every {name}", language)


def epilog(command: str, language: str) -> str:
    """Give what stands last in a command's help, if anything does."""
    row = _texts(command.split(maxsplit=1)[0]).get(f"{command} (last)", {})
    return row.get(language, "").rstrip("\n")


def placeholder(name: str, language: str) -> str:
    """Give what stands for a value, such as FILE."""
    return _texts("every").get(f"every {name}", {}).get(language, name)


@cache
def _texts(verb: str) -> Mapping[str, Mapping[str, str]]:
    file = files("samverkan.cli").joinpath("help", f"{verb}.toml")
    return tomllib.loads(file.read_text("utf-8"))
