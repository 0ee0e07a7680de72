"""Terms that documents link to the glossary stand there, and each stands once."""

import re
from collections import Counter

from tests.whole.tracked import ROOT, texts

ROW = re.compile(r"^\| (?!Swedish|---)([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\([^)]*glossary\.md\)")
ORDINARY = {"glossary", "the glossary", "docs/glossary.md", "ordlista"}  # links to the page itself


def rows() -> list[tuple[str, str, str]]:
    return ROW.findall((ROOT / "docs/glossary.md").read_text("utf-8"))


def terms() -> Counter[str]:
    parts = (part for swedish, _, _ in rows() for part in re.split(r" / |; ", swedish))
    return Counter(re.sub(r" \(.*\)", "", part).strip().lower() for part in parts)


def test_every_linked_term_is_in_the_glossary():
    linked = {
        (name, term)
        for name, text in texts()
        if name.endswith(".md")
        for term in LINK.findall(text)
    }
    known = terms().keys() | ORDINARY
    assert {(name, term) for name, term in linked if term.lower() not in known} == set()


def test_no_term_stands_twice():
    assert [term for term, count in terms().items() if count > 1] == []


def test_every_legal_term_says_who_uses_the_english():
    legal = (ROOT / "docs/glossary.md").read_text("utf-8").split("## The software")[0]
    marks = {mark for _, _, mark in ROW.findall(legal)}
    assert len(marks) > 3
    assert [mark for mark in marks if not mark.startswith(("official", "own"))] == []
