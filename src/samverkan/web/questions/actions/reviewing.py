"""A named person's verdict on a candidate: only "the same" opens the desk to contact."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.likeness import CITATION, Verdict, may_review
from samverkan.rules.refusal import Changed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.questions.models import Candidate


@in_one_transaction
def review(*, candidate: Candidate, verdict: Verdict, words: str, by: Actor, now: datetime) -> None:
    """Say whether a candidate is the one asked about, with words."""
    may_review(officer=candidate.card.officer, decided=bool(candidate.verdict), words=words, by=by)
    moved = Candidate.objects.filter(pk=candidate.pk, verdict="").update(
        verdict=verdict, words=words.strip(), decided_by=by.reference, decided_at=now
    )
    if moved != 1:
        raise Changed("Någon annan hann pröva den före.")
    card = candidate.card
    journal.record(
        Act.CANDIDATE_REVIEWED,
        about=card.record,
        by=by,
        at=now,
        case=card.check_ref,
        ground=CITATION,
        details={
            "holder": candidate.holder,
            "probability": round(candidate.probability, 4),
            "row": candidate.row,
            "verdict": str(verdict),
            "words": words.strip(),
        },
    )
