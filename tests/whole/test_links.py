"""What a document links to inside the project exists: the file, and the heading in it."""

import re
from pathlib import Path

import pytest

from tests.whole.tracked import ROOT, tracked

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
ANCHOR = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def broken(page: Path) -> list[str]:
    targets = LINK.findall(page.read_text("utf-8"))
    return [target for target in targets if not (page.parent / target).exists()]


def lost(page: Path) -> list[str]:
    links = ANCHOR.findall(page.read_text("utf-8"))
    return [f"{target}#{name}" for target, name in links if name not in headings(page, target)]


def headings(page: Path, target: str) -> set[str]:
    path = page.parent / target if target else page
    found = HEADING.findall(path.read_text("utf-8")) if path.suffix == ".md" else []
    return {slug(heading) for heading in found}


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def pages() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def test_links_between_documents_lead_somewhere():
    found = {str(page.relative_to(ROOT)): broken(page) for page in pages()}
    assert {name: targets for name, targets in found.items() if targets} == {}


def test_links_to_headings_lead_to_one():
    found = {str(page.relative_to(ROOT)): lost(page) for page in pages()}
    assert {name: targets for name, targets in found.items() if targets} == {}


@pytest.mark.parametrize(
    ("heading", "name"),
    [("What a partial hit reveals", "what-a-partial-hit-reveals"), ("`a`, b: C", "a-b-c")],
)
def test_a_heading_is_named_as_the_reader_of_the_page_names_it(heading, name):
    assert slug(heading) == name
