"""Opening a logged element to the auditor, who asks whether it is what the asker says."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.sealed import asking
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import CaseErased
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.questions.kept import open_kept
from samverkan.web.questions.models import Question


@in_one_transaction
def open_logged(*, element: str, by: Actor, now: datetime) -> bool:
    """Say whether a blinded element in a log, in hexadecimal, opens with what was kept here.

    False if we keep no such question, if its case is erased, or if it does not open: an element
    that cannot be opened before its time is a breach.
    """
    by.may(Permission.OVERSEE)
    question = Question.objects.select_related("card").filter(element=element).first()
    opens = question is not None and _opens(question)
    journal.record(
        Act.QUESTION_OPENED,
        about=question.card.record if question else "question",
        by=by,
        at=now,
        case="oversight",
        details={"element": element, "opens": opens},
    )
    return opens


def _opens(question: Question) -> bool:
    try:
        kept = open_kept(question)
    except CaseErased:
        return False
    return asking.open_logged(
        bytes.fromhex(question.element), value=kept.item.sealed_input, blind=kept.blind
    )
