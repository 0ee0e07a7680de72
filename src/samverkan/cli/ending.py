"""How a command ends: its exit status, and one sentence for whatever stopped it.

0: all is done. 1: something was put aside or refused. 2: a wrong call, or a file that is not
there, not what it should be, or cannot be written. 130: stopped with Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from errno import EDQUOT, EIO, ENOSPC
from pathlib import Path

from samverkan.registers.file_faults import file_fault
from samverkan.registers.naming import shown
from samverkan.rules.faults import in_words
from samverkan.rules.refusal import NotAllowed, sentence

DONE, ASIDE, WRONG, STOPPED = 0, 1, 2, 130

_WRONG_KINDS = ("call.", "files.", "link.", "mapping.", "registers.", "sale_file.")
_WRONG = {
    "ask.no_answer",
    "ask.no_key",
    "ask.no_question",
    "ask.no_scheme",
    "ask.no_secrets",
    "ask.others_can_read",
    "figures.bad_field",
    "figures.not_a_figure",
    "figures.not_json",
    "seal.change_unnamed",
    "seal.change_unread",
    "seal.damaged",
    "seal.label_too_long",
    "seal.names",
    "seal.no_card",
    "seal.no_columns",
    "seal.no_spark",
    "seal.nothing_alike",
    "seal.scheme",
}
_REFUSED = {"registers.another_import", "registers.not_done"}
_GOES_ON = (["seal"], ["register", "take"])
"""Commands that go on where they were stopped."""


class InFile(NotAllowed):
    """A refusal of what stands in a file, which its sentence names first."""

    def __init__(self, file: str, refusal: NotAllowed) -> None:
        super().__init__(refusal.key, section=refusal.section, **refusal.parameters)
        self.file = file

    def sentence(self, language: str = "sv") -> str:
        """Give the sentence after the file's name, unless it names it itself."""
        said = super().sentence(language)
        return said if Path(self.file).name in said else f"{self.file}: {said}"


@contextmanager
def in_file(file: str | Path | None) -> Iterator[None]:
    """Name the file in what is said of it, also if it is the disk that refuses."""
    try:
        yield
    except InFile:
        raise
    except NotAllowed as refusal:
        raise InFile(shown(file), refusal) if file else refusal from None
    except BrokenPipeError:  # that is no file's
        raise
    except OSError as error:
        raise file_fault(error, file or "") from None


@contextmanager
def goes_on(file: Path) -> Iterator[None]:
    """Say of a disk that is full while `file` is made that the same command goes on later."""
    try:
        yield
    except BrokenPipeError:  # that is no file's
        raise
    except OSError as error:
        fault = file_fault(error, file)
        passing = error.errno in {ENOSPC, EDQUOT, EIO}
        raise NotAllowed("files.goes_on", why=fault) if passing else fault from None


class Told(NotAllowed):
    """A refusal that another part of the program wrote in English, and the status it ends with."""

    def __init__(self, error: Exception, status: int) -> None:
        super().__init__("")
        self.text = str(error).strip()
        self.status = status

    def sentence(self, language: str = "sv") -> str:
        """Give its sentence in the language."""
        return in_words(self.text, language)


def status_of(refusal: NotAllowed) -> int:
    """Say with which status a command ends that was refused."""
    if isinstance(refusal, Told):
        return refusal.status
    if refusal.key in _REFUSED:
        return ASIDE
    wrong = refusal.key in _WRONG or refusal.key.startswith(_WRONG_KINDS)
    return WRONG if wrong else ASIDE


def ended(act: Callable[[], int], words: Sequence[str], language: str) -> int:
    """Do what a call asks for and give its exit status; what stops it is told in one sentence."""
    try:
        status = act()
        sys.stdout.flush()
        return status  # noqa: TRY300
    except NotAllowed as refusal:
        _say(words, refusal.sentence(language))
        return status_of(refusal)
    except BrokenPipeError:  # `| head` has seen enough
        _let_go()
        return ASIDE
    except OSError as error:
        _say(words, _fault(error).sentence(language))
        if error.filename is None:
            _let_go()
        return WRONG
    except KeyboardInterrupt:
        goes_on = any(list(words[: len(verb)]) == verb for verb in _GOES_ON)
        _say(words, sentence("call.goes_on" if goes_on else "call.stopped", language))
        return STOPPED


def _fault(error: OSError) -> NotAllowed:
    """Name the file of an error; one that names none is of what is printed."""
    if error.filename is None:
        return NotAllowed("files.output", why=error.strerror or error)
    return file_fault(error, str(error.filename))


def _say(words: Sequence[str], said: str) -> None:
    sys.stderr.write(f"samverkan {words[0]}".rstrip() + f": {said}\n")


def _let_go() -> None:
    """Let what is still to be printed go nowhere, so that the end of the process is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
