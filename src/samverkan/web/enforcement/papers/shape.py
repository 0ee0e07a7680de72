"""The form of every paper: sections of text, facts and tables, which `paper.typ` sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from samverkan.rules.money import Ore, format_kronor
from samverkan.web.design.paper.setting import render
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import STOCKHOLM

TEMPLATE = Path(__file__).parents[1] / "templates" / "enforcement" / "paper.typ"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head, perhaps with a total; `numbers` are the columns to align right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    total: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with text, facts (label, value, source), a table, and something to notice."""

    heading: str
    text: tuple[str, ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    table: Table | None = None
    notice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    title: str
    number: str
    sections: tuple[Section, ...]
    recipient: str = ""
    signatures: tuple[tuple[str, str], ...] = ()


def set_paper(paper: Paper, *, made_at: datetime) -> bytes:
    """Set a paper as PDF/UA-1 and PDF/A-2a; the same paper gives the same bytes."""
    data: Mapping[str, object] = {
        **asdict(paper),
        "authority": here().name_sv,
        "demo": here().demo,
    }
    return render(TEMPLATE, data, made_at=made_at, language="sv")


def kronor(ore: Ore) -> str:
    """Write öre as money with two decimals."""
    return format_kronor(ore, exact=True)


def moment(at: datetime) -> str:
    """Write a moment in Swedish time: `2025-07-12 14.05`."""
    return f"{at.astimezone(STOCKHOLM):%Y-%m-%d %H.%M}"


def day(on: date) -> str:
    """Write a day."""
    return on.isoformat()
