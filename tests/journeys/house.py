"""A house of real instances in which people work in a browser, and the story's plan beside them.

Five participants run, each a process with its own keys, database and staff, as in the demo. The
driver plays the plan's steps up to the one that a person takes by hand; the steps of those who do
not run are left out.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

from samverkan.demo.driver import Driver
from samverkan.demo.making import set_clock
from samverkan.demo.progress import Progress
from samverkan.demo.story.data import STOCKHOLM
from samverkan.demo.story.people import member
from samverkan.demo.story.season import season
from samverkan.demo.story.steps import Step, StepAct
from samverkan.demo.supervisor import Supervisor
from tests.journeys.browser import DESK, watched

PARTICIPANTS = ("KBV", "KFM", "RUC-STHLM", "NUC", "POL")
CASE_ONE = date(2025, 7, 12)
STEERING = frozenset(
    {
        StepAct.PICTURE_WRITTEN,
        StepAct.PICTURE_ADOPTED,
        StepAct.PICTURE_RELEASED,
        StepAct.DIRECTION_PROPOSED,
        StepAct.POSITION_GIVEN,
        StepAct.DIRECTION_ADOPTED,
        StepAct.OPERATION_PROPOSED,
        StepAct.OPERATION_AGREED,
        StepAct.PARTICIPATION_DECIDED,
        StepAct.CLAIMS_IMPORTED,
        StepAct.LIST_DECIDED,
    }
)
"""What must have been decided before a crew may ask. Each morning's seal is added for one day."""


@dataclass
class House:
    """The running instances, and those who are logged in to them. `faults` is what went wrong."""

    driver: Driver
    browser: Browser
    faults: list[list[str]] = field(default_factory=list)
    _pages: dict[str, Page] = field(default_factory=dict)
    _plan: list[Step] = field(default_factory=lambda: [*filter(_is_played, season())])

    def address(self, code: str, path: str = "/") -> str:
        """Give the address of a page at a participant's own instance."""
        return f"{self.driver.child(code).address}{path}"

    def at(self, clock: str, day: str = "2025-07-12") -> None:
        """Set every clock in the house to a time in Stockholm, such as `14:05`."""
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=STOCKHOLM)
        set_clock(self.driver.root, moment)

    def settle(self) -> None:
        """Wait until what was sent has come in and is answered."""
        self.driver.settle()

    def until(self, act: StepAct, by: str) -> Step:
        """Play the plan up to somebody's last step of a kind, which a person now takes by hand."""
        places = [n for n, step in enumerate(self._plan) if (step.act, step.by) == (act, by)]
        before, step = self._plan[: places[-1]], self._plan[places[-1]]
        self._plan = self._plan[places[-1] + 1 :]
        self.driver.play(before)
        set_clock(self.driver.root, step.at)
        return step

    def play_rest(self) -> None:
        """Play what is left of the plan before the first case."""
        self.driver.play(self._plan)
        self._plan = []

    def play(self, act: StepAct, *, case: int) -> None:
        """Play the steps of a kind in a case, or in none (0), as the persons they name."""
        self.driver.play([step for step in season() if (step.case, step.act) == (case, act)])

    def person(self, reference: str) -> Page:
        """Give somebody's own browser, logged in with one click at their own instance."""
        if reference not in self._pages:
            page = self.visitor()
            code, _, _ = reference.partition("/")
            page.goto(self.address(code, "/demo/"))
            name = member(reference).display_name
            page.get_by_role("button", name=f"Logga in som {name}").click()
            page.get_by_role("button", name="Logga ut").wait_for()
            self._pages[reference] = page
        return self._pages[reference]

    def close(self) -> None:
        """Close every browser window. AssertionError if something went wrong in one of them."""
        for context in self.browser.contexts:
            context.close()
        faults = [fault for found in self.faults for fault in found]
        assert not faults, "\n".join(faults)

    def visitor(self) -> Page:
        """Give a browser of its own, with nobody logged in; its faults are heard."""
        page = self.browser.new_context(
            viewport={"width": DESK[0], "height": DESK[1]},
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            color_scheme="light",
        ).new_page()
        self.faults.append(watched(page))
        return page


def make_house(root: Path, browser: Browser, supervisor: Supervisor) -> House:
    """Make, start and furnish the instances; nothing of the season has happened yet."""
    driver = Driver(root, supervisor, Progress(len(season())), PARTICIPANTS)
    pairs = (f"{code}={port}" for code, port in driver.ports.items())
    make = (sys.executable, "-m", "tests.journeys.make_program", str(root), *pairs)
    subprocess.run(make, check=True, cwd=Path(__file__).parents[2])
    driver.start()
    driver.prepare()
    return House(driver, browser)


def _is_played(step: Step) -> bool:
    sealed = step.act is StepAct.PACK_PUBLISHED and step.at.date() == CASE_ONE
    return sealed or (step.act in STEERING and step.at.date() < CASE_ONE)
