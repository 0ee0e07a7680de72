"""A candidate of likeness in words: what agrees, how surely, and how often that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.web.partners.queries import name_of
from samverkan.web.people.queries import display_name
from samverkan.web.questions.labels import SAID, VERDICTS
from samverkan.web.subjects import queries as subjects

if TYPE_CHECKING:
    from samverkan.web.questions.models import Candidate, PurposeCard
    from samverkan.web.questions.queries import CandidateView


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A candidate in words: what was said, what agrees, how surely, and how often that is wrong.

    `percent` is a whole number, at most 99: no likeness is certain.
    """

    candidate: Candidate
    card: PurposeCard
    is_craft: bool
    heading: str
    holder: str
    said: tuple[tuple[str, str], ...]
    established: str
    agrees: str
    surely: str
    percent: int
    wrong: int
    missed: int
    measured: date
    why_line: str
    verdict: str
    decided_by: str


def shown_candidate(view: CandidateView) -> ShownCandidate:
    """Put a candidate into words, in the screen's language."""
    row, language = view.row, (get_language() or "sv")[:2]
    said = view.said.known() if view.said else {}
    return ShownCandidate(
        candidate=row,
        card=row.card,
        is_craft=row.card.likeness == "craft",
        heading=subjects.heading_of(row.card.subject),
        holder=name_of(row.holder),
        said=tuple((str(SAID[name]), text) for name, text in said.items()),
        established=view.said.established if view.said else "",
        agrees=view.sentence(language),
        surely=_surely(row.probability),
        percent=min(99, int(row.probability * 100)),
        wrong=view.policy["wrong"],
        missed=view.policy["missed"],
        measured=view.policy["measured"],
        why_line=view.policy[f"why_{'en' if language == 'en' else 'sv'}"],
        verdict=str(VERDICTS[row.verdict]),
        decided_by=display_name(row.decided_by),
    )


def _surely(probability: float) -> str:
    """Put a probability into plain words; the figure stands beside it."""
    for least, words in (
        (0.99, _("Nästan säkert samma")),
        (0.95, _("Mycket troligt samma")),
        (0.80, _("Troligt samma")),
    ):
        if probability >= least:
            return words
    return _("Kanske samma: mer troligt än inte")
