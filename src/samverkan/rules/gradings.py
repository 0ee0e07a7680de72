"""How information is marked: grading, handling code, regime, category, fact or assessment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load


class Source(StrEnum):
    """How far the source is trusted."""

    A = "A"
    B = "B"
    C = "C"
    X = "X"


class Information(StrEnum):
    """How the information is known."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"


class Handling(StrEnum):
    """What a receiver may do without asking the sender; travels with the data (BDF 2:3)."""

    H0 = "H0"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"


class Category(StrEnum):
    """What a person is in the matter; kept apart as far as possible (BDL 2:9)."""

    SUSPECT = "suspect"
    CONVICTED = "convicted"
    VICTIM = "victim"
    OTHER = "other"


class Assertion(StrEnum):
    """Facts are kept apart from personal assessments (BDL 2:10)."""

    FACT = "fact"
    ASSESSMENT = "assessment"


class Regime(StrEnum):
    """The data-protection rules that the controller follows for this record."""

    GDPR = "gdpr"
    BDL = "bdl"


@dataclass(frozen=True, slots=True)
class Grading:
    """A source and its information, written `B2`."""

    source: Source
    information: Information

    def __str__(self) -> str:
        return f"{self.source}{self.information}"


@dataclass(frozen=True, slots=True)
class Marking:
    """How one statement is marked; None for what nobody has said."""

    regime: Regime
    category: Category | None
    assertion: Assertion | None
    grading: Grading | None


def parse_grading(text: str) -> Grading:
    """Read a grading such as `B2`: source A, B, C or X, information 1 to 4."""
    if not re.fullmatch("[ABCX][1-4]", text):
        raise NotAllowed("gradings.unknown", text=text)
    return Grading(Source(text[0]), Information(text[1]))


def must_be_marked(marking: Marking) -> None:
    """Refuse a statement under brottsdatalagen that lacks a mark the law asks for.

    A suspect or another person concerned needs a grading (2018:1695 3:3).
    """
    if marking.regime is Regime.GDPR:
        return
    if marking.category is None:
        raise NotAllowed("gradings.no_category", section="BDL 2:9")
    if marking.assertion is None:
        raise NotAllowed("gradings.no_assertion", section="BDL 2:10")
    if marking.grading is None and marking.category in {Category.SUSPECT, Category.OTHER}:
        raise NotAllowed("gradings.no_grading", section="2018:1695 3:3")


def may_pass_on(handling: Handling, *, permission: bool) -> None:
    """Refuse to pass a release on where its code asks for the sender's permission first."""
    row = _row(handling)
    if not (row["may_pass_on"] or permission):
        raise NotAllowed("gradings.not_passed_on", section=row["citation"], code=str(handling))


def may_be_evidence(handling: Handling, *, permission: bool) -> None:
    """Refuse use as evidence where the handling code asks for the sender's permission first."""
    row = _row(handling)
    if not (row["may_be_evidence"] or permission):
        raise NotAllowed("gradings.not_evidence", section=row["citation"], code=str(handling))


def words(code: str, language: str) -> str:
    """Say in `sv` or `en` what a source grade, information grade or handling code means."""
    text: str = _row(code)[f"text_{language}"]
    return text


def _row(code: str) -> Mapping[str, Any]:
    return next(row for row in load("gradings") if row["id"] == code)
