"""Each authority's own decision: to take part or not, and to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.authorities import must_be_listed
from samverkan.rules.cooperation import LAW, check_decision
from samverkan.rules.operations import check_participation, may_answer, may_decline, may_withdraw
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.cooperation import queries
from samverkan.web.cooperation.contents import (
    Declined,
    Participation,
    answer_content,
    read_answer,
)
from samverkan.web.cooperation.models import Decision, Operation
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.releases import actions as releases
from samverkan.web.releases.actions import release_jointly
from samverkan.web.releases.queries import releases_of
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease

ACTS = {True: Act.PARTICIPATION_DECIDED, False: Act.PARTICIPATION_DECLINED}


@in_one_transaction
def decide(*, participation: Participation, by: Actor, now: datetime) -> Decision:
    """Decide that our authority takes part; the centre and the other parties are told."""
    operation = _asked(participation.decision.cooperation, by=by)
    _must_be_ours(participation.decision.participant)
    check_participation(
        participation.decision,
        need=participation.need,
        fields=participation.fields,
        starts=operation.starts,
        ends=operation.ends,
    )
    return _answer(participation, operation, by=by, now=now)


@in_one_transaction
def decline(*, declined: Declined, by: Actor, now: datetime) -> Decision:
    """Decide that our authority does not take part; the centre and the other parties are told."""
    operation = _asked(declined.operation, by=by)
    _must_be_ours(declined.participant)
    may_decline(declined.reasons)
    return _answer(declined, operation, by=by, now=now)


@in_one_transaction
def withdraw(*, decision: Decision, reasons: str, by: Actor, now: datetime) -> None:
    """Take our own decision back: from now on it carries no duty. The others are told."""
    _must_be_ours(decision.participant)
    row = queries.decision(decision.pk)
    may_withdraw(withdrawn=row.withdrawn_at is not None, reasons=reasons, by=by)
    moved = Decision.objects.filter(pk=row.pk, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_reasons=reasons.strip()
    )
    if moved != 1:
        raise Changed("Någon annan hann före.")
    journal.record(
        Act.PARTICIPATION_WITHDRAWN,
        about=row.record,
        by=by,
        at=now,
        case=row.record,
        ground=LAW,
        details={"reasons": reasons.strip()},
    )
    for sent in releases_of(row.record):
        releases.recall(release=sent, reason=reasons, by=by, now=now)


@in_one_transaction
def receive_answer(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep another authority's answer, if it is its own and would stand.

    It may come before the operation it is about: the two travel from different homes.
    """
    answer = read_answer(content)
    participant = _participant(answer)
    if participant != by.participant:
        raise NotAllowed("operations.not_yours", sender=by.participant, participant=participant)
    if isinstance(answer, Participation):
        check_decision(answer.decision)
    else:
        must_be_listed(participant, on=local_date(now))
    _keep(answer, record=release.record, at=release.made_at)


@in_one_transaction
def receive_withdrawal(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Stop counting another authority's decision that it has taken back."""
    del content, by
    Decision.objects.filter(record=release.record, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_reasons=release.recall_reason
    )


def _asked(ref: str, *, by: Actor) -> Operation:
    row = queries.operation(ref)
    us = here().participant
    may_answer(queries.standing_of(row), participants=row.participants, us=us, by=by)
    return row


def _must_be_ours(participant: str) -> None:
    us = here().participant
    if participant != us:
        raise NotAllowed("operations.not_yours", sender=us, participant=participant)


def _answer(
    answer: Participation | Declined, operation: Operation, *, by: Actor, now: datetime
) -> Decision:
    record = f"{here().participant}/{new_uuid()}"
    row = _keep(answer, record=record, at=now)
    content = answer_content(answer)
    journal.record(
        ACTS[row.takes_part],
        about=record,
        by=by,
        at=now,
        case=record,
        ground=LAW,
        details=content,
    )
    release_jointly(
        "cooperation-decision",
        content,
        record=record,
        to=(operation.record.partition("/")[0], *operation.participants),
        ends=operation.ends,
        by=by,
        now=now,
    )
    return row


def _keep(answer: Participation | Declined, *, record: str, at: datetime) -> Decision:
    same = Q(operation=_operation(answer), participant=_participant(answer), withdrawn_at=None)
    if Decision.objects.filter(same | Q(record=record)).exists():
        raise NotAllowed("operations.answered")
    words = answer_content(answer)
    if isinstance(answer, Participation):
        words |= {"starts": answer.decision.starts, "ends": answer.decision.ends}  # type: ignore[dict-item]
    return Decision.objects.create(record=record, decided_at=at, **words)


def _participant(answer: Participation | Declined) -> str:
    return answer.participant if isinstance(answer, Declined) else answer.decision.participant


def _operation(answer: Participation | Declined) -> str:
    return answer.operation if isinstance(answer, Declined) else answer.decision.cooperation
