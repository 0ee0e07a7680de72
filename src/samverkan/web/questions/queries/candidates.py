"""Candidates of likeness: what waits for a person's review, and what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samverkan.rules.actor import Actor
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.likeness import policy
from samverkan.rules.lists import is_afloat
from samverkan.rules.permissions import Permission
from samverkan.sealed.likeness.reasons import Reason
from samverkan.sealed.likeness.wording import sentence
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.people.queries import local_date
from samverkan.web.questions.models import Candidate
from samverkan.web.questions.said import Likeness, open_likeness
from samverkan.wire.canonical import decode


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A candidate as its reviewer sees it: what was said, what agrees and what does not.

    `said` is None, and there are no reasons, once the case is erased. `policy` is the row that let
    it through, with its measured error rates.
    """

    row: Candidate
    said: Likeness | None
    reasons: tuple[Reason, ...]
    policy: Mapping[str, Any]

    def sentence(self, language: str) -> str:
        """Say what agrees and what does not, in `sv` or `en`."""
        return sentence(self.reasons, language)


def candidate(pk: int) -> CandidateView:
    """Give one candidate. Candidate.DoesNotExist if there is none."""
    row = Candidate.objects.select_related("card", "card__said").get(pk=pk)
    card, on = row.card, local_date(row.found_at)
    line = policy(card.likeness, Purpose(card.purpose), on)
    try:
        return CandidateView(row, open_likeness(card), _reasons(row), line)
    except CaseErased:
        return CandidateView(row, None, (), line)


def candidates_for(actor: Actor) -> QuerySet[Candidate]:
    """Give those that an actor may review, oldest first: their own, or all for a duty officer.

    What is not for the patrol at sea is left to the duty officer, as a hit is.
    """
    rows = Candidate.objects.select_related("card").order_by("found_at", "pk")
    if Permission.APPROVE_MINOR in actor.permissions:
        return rows
    own = rows.filter(card__officer=actor.reference)
    found = own.order_by().values_list("holder", "found_at")
    inland = {holder for holder, at in found if not is_afloat(holder, on=local_date(at))}
    return own.exclude(holder__in=inland)


def _reasons(row: Candidate) -> tuple[Reason, ...]:
    said = decode(open_under(row.card.check_ref, bytes(row.sealed)))
    pairs = said if isinstance(said, list) else []
    return tuple(Reason(str(field), str(level)) for field, level in pairs)
