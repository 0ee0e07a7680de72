"""Writes the process pages from what people do in the journeys, or checks that they still say so.

A journey tells each step as it takes it: in words, by pressing buttons with the names on screen,
and by keeping pictures. With SAMVERKAN_PICTURES=1 that becomes `docs/process/NN-name.md`; without,
the page that stands there must say exactly the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.journeys.browser import keeps_pictures, loaded, picture

WRITTEN = "main :is(textarea, input:not([type=radio], [type=checkbox]))"
PROCESS = Path(__file__).parents[2] / "docs" / "process"


@dataclass
class Guide:
    """One process page under way. `name` is its file's, such as `04-kontroll`."""

    name: str
    title: str
    english: str
    _lines: list[str] = field(default_factory=list)
    _number: int = 0

    def at(self, heading: str) -> None:
        """Begin a part: who does it, and where."""
        self._lines += ["", f"## {heading}", ""]
        self._number = 0

    def tell(self, words: str) -> None:
        """Tell a step: what somebody does or sees, and why."""
        self._number += 1
        self._lines.append(f"{self._number}. {words}")

    def press(
        self, page: Page | Locator, name: str, words: str = "", *, exact: bool = True
    ) -> None:
        """Press the button or follow the link of that name, and tell it."""
        self.tell(f"{words or 'Tryck på'} **{name}**.")
        press(page, name, exact=exact)

    def note(self, words: str) -> None:
        """Say something that is not a step."""
        self._lines += ["", words, ""]

    def picture(self, page: Page, name: str, words: str, *, at: Locator | None = None) -> None:
        """Keep a picture of the page, or from a part of it down, and show it with its words."""
        loaded(page)
        top = at.bounding_box() if at else None
        page.evaluate("y => scrollTo(0, y)", page.evaluate("scrollY") + top["y"] - 24 if top else 0)
        picture(page, f"{self.name}-{name}")
        self._lines += ["", f"![{words}](../pictures/{self.name}-{name}.png)", ""]

    def text(self) -> str:
        """Give the page as Markdown."""
        top = [f"# {self.title}", "", f"*In English: {self.english}*"]
        lines = "\n".join([*top, *self._lines])
        while "\n\n\n" in lines:
            lines = lines.replace("\n\n\n", "\n\n")
        return lines.rstrip() + "\n"

    def close(self) -> None:
        """Write the page, or see that it says what was done. AssertionError if it does not."""
        file = PROCESS / f"{self.name}.md"
        if keeps_pictures():
            PROCESS.mkdir(parents=True, exist_ok=True)
            file.write_text(self.text(), "utf-8")
        written = file.read_text("utf-8") if file.exists() else ""
        assert written == self.text(), f"run the journeys with SAMVERKAN_PICTURES=1: {file.name}"


def press(page: Page | Locator, name: str, *, exact: bool = True) -> None:
    """Press the button, or follow the link, of that name."""
    button = page.get_by_role("button", name=name, exact=exact)
    link = page.get_by_role("link", name=name, exact=exact)
    button.or_(link).first.click()


def fill(page: Page, label: str, text: str) -> str:
    """Write into the field whose label begins so, and give what stood there."""
    box = page.locator(WRITTEN).and_(page.get_by_label(re.compile(f"^{re.escape(label)}"))).first
    before = box.input_value()
    box.fill(text)
    return before


def choose(page: Page, label: str, option: str) -> None:
    """Choose in the list whose label begins so."""
    page.get_by_role("combobox", name=re.compile(f"^{re.escape(label)}")).select_option(
        label=option
    )
