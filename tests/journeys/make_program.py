"""`python -m tests.journeys.make_program ROOT KBV=8401 KFM=8402`: makes the instances of a house.

A process of its own, since making loads the site on the house's folder and the tests have theirs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from samverkan.demo.making import make_all
from samverkan.demo.story.season import season


def main(root: str, *pairs: str) -> None:
    """Make an instance for each pair of code and port."""
    ports = {code: int(port) for code, _, port in (pair.partition("=") for pair in pairs)}
    make_all(Path(root), ports, at=season()[0].at)


if __name__ == "__main__":
    main(*sys.argv[1:])
