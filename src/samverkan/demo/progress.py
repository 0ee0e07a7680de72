"""How far the season has come, for the page to show while it is played."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from samverkan.demo.words import Said, Words


@dataclass(frozen=True, slots=True)
class Stage:
    """What is shown now: steps done of all, what is under way, and when in the story that is.

    `failed` is the sentence the run ended with, else empty.
    """

    done: int
    total: int
    under_way: Said
    at: datetime | None = None
    failed: str = ""

    @property
    def complete(self) -> bool:
        """Say whether every step has been played."""
        return self.done == self.total

    def words(self, language: str) -> str:
        """Say in `sv` or `en` what is under way, or why it ended."""
        return self.failed or self.under_way.said(language)


class Progress:
    """The stage, written by the driver and read by the page's threads."""

    def __init__(self, total: int) -> None:
        self._lock = Lock()
        self._stage = Stage(0, total, Words("", ""))

    @property
    def stage(self) -> Stage:
        """Give the stage now."""
        with self._lock:
            return self._stage

    def note(self, said: Said, *, at: datetime | None = None, steps: int = 0) -> None:
        """Say what is under way, when in the story, and how many more steps are done."""
        with self._lock:
            old = self._stage
            self._stage = Stage(old.done + steps, old.total, said, at)

    def fail(self, sentence: str) -> None:
        """Say why the season will not be played to its end."""
        with self._lock:
            self._stage = replace(self._stage, failed=sentence)
