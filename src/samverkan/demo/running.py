"""One run of the demo from first to last: page up, season played, checked or kept open."""

from __future__ import annotations

from pathlib import Path
from signal import SIGTERM, signal
from sys import stderr, stdout
from threading import Event
from time import monotonic
from types import FrameType

from samverkan.demo.checking import Checking
from samverkan.demo.child import ChildError
from samverkan.demo.driver import Driver
from samverkan.demo.front import Front
from samverkan.demo.lines import Where
from samverkan.demo.links import links
from samverkan.demo.progress import Progress
from samverkan.demo.story.season import season
from samverkan.demo.story_page import FrontPage, Link, pages
from samverkan.demo.supervisor import Supervisor


def run_demo(root: Path, *, port: int, check: bool) -> int:
    """Play the season in a clean folder. Exit status 1 if a step or a check fails."""
    signal(SIGTERM, _interrupt)
    began = monotonic()
    try:
        with Supervisor(root / "run") as supervisor:
            return _play(Driver(root, supervisor, Progress(len(season()))), port, check, began)
    except ChildError as error:
        stderr.write(f"samverkan demo: {error}\n")
        return 1
    except KeyboardInterrupt:
        stdout.write("\nStopped.\n")
        return 0


def _play(driver: Driver, port: int, check: bool, began: float) -> int:
    driver.make()
    where = Where(driver.ports)
    shown: list[Link] = []
    front = Front(0 if check else port, pages(FrontPage(where, driver.progress, shown)))
    stdout.write(f"The story: {front.address}  (up after {monotonic() - began:.0f} s)\n")
    stdout.flush()
    try:
        driver.start()
        driver.prepare()
        driver.play()
    except ChildError as error:
        driver.progress.fail(str(error))
        raise
    stdout.write(f"The season is complete after {monotonic() - began:.0f} s.\n")
    stdout.flush()
    if check:
        return _check(driver, began)
    shown += links(driver, where)
    stdout.write("Ctrl-C ends it.\n")
    stdout.flush()
    Event().wait()
    return 0


def _check(driver: Driver, began: float) -> int:
    """Compare, stop the instances, verify and search. Exit status 1 if anything differs."""
    checking = Checking(driver)
    checking.while_running()
    driver.supervisor.stop()
    checking.when_stopped()
    lines = [*checking.summary, f"Played and checked in {monotonic() - began:.0f} s."]
    stdout.write("".join(f"{line}\n" for line in lines))
    for fault in checking.faults:
        stderr.write(f"samverkan demo: {fault}\n")
    return 1 if checking.faults else 0


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
