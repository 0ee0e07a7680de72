"""A disclosure that came in: kept as statements, confirmed by the desk, cleared when recalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure_fields import (
    UNKNOWN_CATEGORY,
    UNKNOWN_GRADING,
    regime_at_receiver,
)
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.disclosure_requests import RequestState
from samverkan.rules.gradings import Category, Regime
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.disclosure import queries
from samverkan.web.disclosure.content import DisclosedContent, Said, SubjectSaid, read_disclosure
from samverkan.web.disclosure.models import DisclosureRequest, ReceivedDisclosure, ReceivedState
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.releases import actions as releases
from samverkan.web.subjects import actions as subjects
from samverkan.web.subjects.actions import Saying

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease
    from samverkan.wire.canonical import Json


@in_one_transaction
def receive(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep what came as statements of subjects of their own: nobody is linked by itself."""
    found = read_disclosure(content)
    refs = [_keep(each, release, found.purpose, by=by, now=now) for each in found.subjects]
    ReceivedDisclosure.objects.create(
        record=release.record,
        sender=release.sender,
        subjects=refs,
        source=found.source,
        request=found.request,
        purpose=found.purpose,
        received_at=now,
    )
    if found.request:
        _note_answered(found, by=by, now=now)
    journal.record(
        Act.DISCLOSURE_RECEIVED,
        about=release.record,
        by=by,
        at=now,
        case=release.case,
        ground=release.ground,
        details={"request": found.request, "source": found.source, "subjects": refs},
    )


@in_one_transaction
def receive_recall(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Take out of use what came with a recalled disclosure; an officer confirms later."""
    del content
    subjects.withdraw(release=queries.release_id(release), by=by, now=now)
    ReceivedDisclosure.objects.filter(sender=release.sender, record=release.record).update(
        state=ReceivedState.RECALLED
    )


@in_one_transaction
def confirm(
    *, received: ReceivedDisclosure, pending: bool, note: str, by: Actor, now: datetime
) -> None:
    """Say whether it concerns something pending here, before anything happens to anybody."""
    by.may(Permission.ANSWER_DISCLOSURE)
    if received.state != ReceivedState.WAITING:
        raise NotAllowed("disclosure.answered_here")
    state = ReceivedState.PENDING if pending else ReceivedState.NOT_OURS
    moved = ReceivedDisclosure.objects.filter(pk=received.pk, state=ReceivedState.WAITING).update(
        state=state, note=note.strip(), answered_by=by.reference, answered_at=now
    )
    if moved != 1:
        raise Changed("Någon annan hann svara före.")
    journal.record(
        Act.DISCLOSURE_CONFIRMED,
        about=received.record,
        by=by,
        at=now,
        case=received.record,
        details={"note": note.strip(), "pending": pending},
    )


@in_one_transaction
def confirm_recalled(*, received: ReceivedDisclosure, note: str, by: Actor, now: datetime) -> None:
    """Tell the sender that what it recalled has been put right here (BDF 2:1)."""
    by.may(Permission.ANSWER_DISCLOSURE)
    releases.confirm_recall(release=queries.release_of(received), note=note.strip(), by=by, now=now)
    ReceivedDisclosure.objects.filter(pk=received.pk).update(state=ReceivedState.RECALL_DONE)


def _keep(
    said: SubjectSaid, release: ReceivedRelease, purpose: Purpose, *, by: Actor, now: datetime
) -> str:
    ref = subjects.new_subject(said.kind, by=by, now=now, case=release.case)
    regime = regime_at_receiver(purpose)
    sayings = tuple(_saying(each, release, regime) for each in said.statements)
    subjects.say(subject=ref, sayings=sayings, case=release.case, by=by, now=now)
    return ref


def _saying(said: Said, release: ReceivedRelease, regime: Regime) -> Saying:
    """Mark a statement as our regime asks; it is kept no longer than the sender allows."""
    category = Category(said.category) if said.category else None
    crime = regime is Regime.BDL
    return Saying(
        property=said.property,
        value=said.value,
        source=release.sender,
        ground=release.ground,
        delete_after=release.expires_on,
        regime=regime,
        category=category or (UNKNOWN_CATEGORY if crime else None),
        fact=said.fact,
        grading=said.grading or (UNKNOWN_GRADING if crime else ""),
        handling=release.handling,
        release=queries.release_id(release),
    )


def _note_answered(found: DisclosedContent, *, by: Actor, now: datetime) -> None:
    row = queries.request_named(found.request)
    if row is None or not row.outgoing or row.partner != by.participant:
        raise NotAllowed("disclosure.not_from_holder")
    DisclosureRequest.objects.filter(pk=row.pk).update(
        state=RequestState.DISCLOSED, answered_at=now
    )
