"""How far the season has come, for the page to show while it is played."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class Stage:
    """What is shown now: steps done of all, and the words of the step under way."""

    done: int
    total: int
    words: str
    failed: str = ""

    @property
    def complete(self) -> bool:
        """Say whether every step has been played."""
        return self.done == self.total

    @property
    def percent(self) -> int:
        """Give the part that is done, 0 to 100."""
        return 100 * self.done // self.total if self.total else 0


class Progress:
    """The stage, written by the driver and read by the page's threads."""

    def __init__(self, total: int) -> None:
        self._lock = Lock()
        self._stage = Stage(0, total, "")

    @property
    def stage(self) -> Stage:
        """Give the stage now."""
        with self._lock:
            return self._stage

    def note(self, words: str, *, steps: int = 0, failed: str = "") -> None:
        """Say what is under way, and how many more steps are done."""
        with self._lock:
            old = self._stage
            self._stage = Stage(old.done + steps, old.total, words, failed)
