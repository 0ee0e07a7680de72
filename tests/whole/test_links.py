"""What a document links to inside the project exists."""

import re
from pathlib import Path

from tests.whole.tracked import ROOT, tracked

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def broken(page: Path) -> list[str]:
    targets = LINK.findall(page.read_text("utf-8"))
    return [target for target in targets if not (page.parent / target).exists()]


def test_links_between_documents_lead_somewhere():
    pages = [path for path in tracked() if path.suffix == ".md"]
    assert {str(page.relative_to(ROOT)): broken(page) for page in pages if broken(page)} == {}
