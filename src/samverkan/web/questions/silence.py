"""Whether a question that a holder did not answer may still be asked again by itself."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.questions import may_wait
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.journal.cases import CaseErased
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries
from samverkan.web.questions.checks import has_ended
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.kept import open_kept
from samverkan.web.questions.models import Question
from samverkan.web.questions.operations import facts_of
from samverkan.web.questions.said import numbers_of


def why_not_wait(row: Question, *, now: datetime) -> NotAllowed | None:
    """Give the rule's refusal, or None if the question may be asked again by itself."""
    card, on = row.card, local_date(now)
    try:
        item = open_kept(row).item
    except CaseErased:
        return NotAllowed("questions.wait_erased")
    operation = facts_of(card.operation, on=on)
    return reason(
        may_wait,
        operation.card(card.record, Purpose(card.purpose)) if operation else None,
        check_ended=has_ended(card.check_ref),
        pack_in_force=row.epoch == epoch_of(now) and row.holder in queries.holders(now=now),
        # What was said of a likeness stands on its own card, and is not corrected elsewhere.
        still_said=bool(row.family) or item in numbers_of(card.subject, now=now),
        asker=here().participant,
        decisions=operation.decisions if operation else (),
        on=on,
    )
