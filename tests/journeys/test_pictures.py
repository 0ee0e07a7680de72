"""The documents' pictures: all are shown somewhere, all that are shown exist, all are small."""

from __future__ import annotations

import re
from pathlib import Path

from tests.journeys.browser import PICTURES

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"pictures/([\w-]+\.png)")
MOST_BYTES = 4_000_000


def shown() -> set[str]:
    documents = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
    return {name for file in documents for name in SHOWN.findall(file.read_text("utf-8"))}


def test_pictures_and_documents_fit_each_other():
    kept = {file.name for file in PICTURES.glob("*.png")}
    assert kept == shown()


def test_the_pictures_are_small():
    assert sum(file.stat().st_size for file in PICTURES.glob("*.png")) < MOST_BYTES
