"""An operation: proposed at a centre, agreed on in its council, closed; and the copies of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.operations import Plan, may_agree, may_close, may_propose, must_be_council
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.cooperation import queries
from samverkan.web.cooperation.contents import AgreedPlan, agreed_content, plain, read_agreed
from samverkan.web.cooperation.models import Operation
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners.queries import directory, remits
from samverkan.web.people.queries import display_name
from samverkan.web.releases.actions import release_jointly
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease

LISTS = ("networks", "methods", "participants")


@in_one_transaction
def propose_operation(*, plan: Plan, by: Actor, now: datetime) -> Operation:
    """Write down a plan for the council. Nothing leaves before the council has agreed."""
    may_propose(plan, by=by, remits=remits())
    record = f"{here().participant}/{new_uuid()}"
    row = Operation.objects.create(
        record=record,
        proposed_by=display_name(by.reference),
        proposed_at=now,
        **_columns(plan),
    )
    journal.record(
        Act.OPERATION_PROPOSED, about=record, by=by, at=now, case=record, details=plain(plan)
    )
    return row


@in_one_transaction
def agree(*, operation: Operation, by: Actor, now: datetime) -> None:
    """Write down that the council agrees, and ask each authority for its own decision."""
    row = _ours(operation.record)
    may_agree(queries.standing_of(row), by=by)
    moved = Operation.objects.filter(pk=row.pk, agreed_at=None).update(
        agreed_at=now, agreed_by=display_name(by.reference)
    )
    if moved != 1:
        raise Changed("Någon annan hann före.")
    journal.record(Act.OPERATION_AGREED, about=row.record, by=by, at=now, case=row.record)
    _send(_ours(row.record), by=by, now=now)


@in_one_transaction
def close(*, operation: Operation, words: str, by: Actor, now: datetime) -> None:
    """Close the operation and tell everyone who was asked."""
    row = _ours(operation.record)
    may_close(queries.standing_of(row), by=by, words=words)
    moved = Operation.objects.filter(pk=row.pk, closed_at=None).update(
        closed_at=now, closing_words=words.strip()
    )
    if moved != 1:
        raise Changed("Någon annan hann före.")
    journal.record(
        Act.OPERATION_CLOSED,
        about=row.record,
        by=by,
        at=now,
        case=row.record,
        details={"words": words.strip()},
    )
    _send(_ours(row.record), by=by, now=now)


@in_one_transaction
def receive_operation(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep the copy that a centre sent, or what is new in it."""
    del now
    must_be_council(directory().participant(by.participant).remits)
    agreed = read_agreed(content)
    Operation.objects.update_or_create(
        record=release.record,
        defaults={
            **_columns(agreed.plan),
            "agreed_by": agreed.agreed_by,
            "agreed_at": agreed.agreed_at,
            "closed_at": agreed.closed_at,
            "closing_words": agreed.closing_words,
        },
        create_defaults={**_all_columns(agreed)},
    )


@in_one_transaction
def receive_operation_recall(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Stop counting an operation that its home has recalled."""
    del content, by
    Operation.objects.filter(record=release.record).update(recalled_at=now)


def _ours(record: str) -> Operation:
    """Give an operation that is at home here; another's is its own to change."""
    if not record.startswith(f"{here().participant}/"):
        raise NotAllowed("operations.not_home")
    return queries.operation(record)


def _send(row: Operation, *, by: Actor, now: datetime) -> None:
    content = agreed_content(queries.agreed_of(row))
    release_jointly(
        "operation", content, record=row.record, to=row.participants, ends=row.ends, by=by, now=now
    )


def _columns(plan: Plan) -> dict[str, object]:
    lists = {name: list(getattr(plan, name)) for name in LISTS}
    rest = {name: getattr(plan, name) for name in Plan.__dataclass_fields__ if name not in lists}
    return {**rest, **lists, "days": [day.isoformat() for day in plan.days]}


def _all_columns(agreed: AgreedPlan) -> dict[str, object]:
    return {
        **_columns(agreed.plan),
        "proposed_by": agreed.agreed_by,
        "proposed_at": agreed.agreed_at,
        "agreed_by": agreed.agreed_by,
        "agreed_at": agreed.agreed_at,
        "closed_at": agreed.closed_at,
        "closing_words": agreed.closing_words,
    }
