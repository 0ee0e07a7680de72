"""A real browser for the pages: the system's Chromium, driven by Playwright, with strict eyes.

`page` fails a test on any error in the console, any exception in a script and any breach of the
content security policy. `check_page` runs axe's rules and looks for sideways scrolling, at the
width of a desk and of a phone. `shot` keeps a picture to look at, `picture` one for the documents.
"""

from __future__ import annotations

from atexit import register
from collections.abc import Iterator
from functools import cache
from os import environ
from pathlib import Path
from shutil import which
from tempfile import gettempdir
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

CHROMIUM = environ.get("SAMVERKAN_CHROMIUM") or which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A page may be long in coming where much else runs; what never comes fails all the same.
expect.set_options(timeout=30_000)
DESK = (1280, 900)
PHONE = (390, 844)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Give the system's Chromium; skip where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set SAMVERKAN_CHROMIUM")
    return _chromium()


@cache
def _chromium() -> Browser:
    """Start it once for the process, whichever module's fixture asks first."""
    # Playwright keeps an event loop in this thread; Django would refuse database calls beside it.
    environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    playwright = sync_playwright().start()
    register(playwright.stop)
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of its own; what went wrong in it fails the test. Pages that a test opens itself
    with `watched` have the same eyes."""
    context = browser.new_context(
        viewport={"width": DESK[0], "height": DESK[1]}, locale="sv-SE", color_scheme="light"
    )
    found = context.new_page()
    faults = watched(found)
    yield found
    context.close()
    assert not faults, "\n".join(faults)


def watched(page: Page) -> list[str]:
    """Collect everything that goes wrong in a page: the list fills while the page lives.

    A refusal (400, 403, 404, 409) that a test asks for is logged by the browser as an error of the
    network; only the page's own address may answer so.
    """
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        refused = "the server responded with a status of 4" in message.text
        expected = refused and message.location["url"] == page.url
        if (message.type == "error" and not expected) or "Security Policy" in message.text:
            faults.append(f"{page.url}: {message.text}")

    def crash(error: Error) -> None:
        faults.append(f"{page.url}: {error}")

    page.on("console", hear)
    page.on("pageerror", crash)
    return faults


def check_page(page: Page, *sizes: tuple[int, int]) -> None:
    """Assert that a page breaks no rule of axe and never scrolls sideways, on desk and phone.

    With `sizes` only in windows of those.
    """
    loaded(page)
    for width, height in sizes or (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} px wide in a window of {width}"
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, f"{page.url} at {width} px: " + "; ".join(map(_violation, found))
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def loaded(page: Page) -> Page:
    """Give a page once it is there: one just sent for by a press has no document yet."""
    page.wait_for_load_state()
    return page


def _violation(found: dict[str, Any]) -> str:
    nodes = ", ".join(str(node["target"]) + " " + node["html"][:120] for node in found["nodes"])
    return f"{found['id']} ({found['help']}): {nodes}"


def keeps_pictures() -> bool:
    """Say whether this run writes the documentation's pictures and process pages."""
    return environ.get("SAMVERKAN_PICTURES") == "1"


def shot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page among temporary files, to look at."""
    file = _temporary() / f"{name}.png"
    loaded(page).screenshot(path=file, full_page=True)
    return file


def picture(page: Page, name: str, *, tallest: int = 1000) -> Path:
    """Keep a picture of a page from where it is scrolled to, at most `tallest` pixels high.

    It goes to docs/pictures when SAMVERKAN_PICTURES=1, else among temporary files.
    """
    file = (PICTURES if keeps_pictures() else _temporary()) / f"{name}.png"
    width, height, scrolled = loaded(page).evaluate(
        "[innerWidth, document.documentElement.scrollHeight, scrollY]"
    )
    top = min(scrolled, max(0, height - tallest))
    clip: Any = {"x": 0, "y": top, "width": width, "height": min(tallest, height)}
    page.screenshot(path=file, full_page=True, clip=clip, animations="disabled")
    return file


def _temporary() -> Path:
    folder = Path(gettempdir()) / "samverkan-pictures"
    folder.mkdir(exist_ok=True)
    return folder
