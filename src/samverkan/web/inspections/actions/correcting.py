"""Correcting a check and approving it: the version before a correction is always kept."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.control_grounds import Power, grounds_named, must_have_powers, must_rest_on
from samverkan.rules.inspections import Mode, may_approve, may_correct
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.inspections.actions.versions import keep_version
from samverkan.web.inspections.models import Check, CheckPerson
from samverkan.web.inspections.said import Correction, PersonSaid, sayings
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.subjects import actions as subjects


@in_one_transaction
def correct(*, check: Check, correction: Correction, by: Actor, now: datetime) -> None:
    """Correct what the record says. Changed if the officer had read an older version."""
    by.may(Permission.CHECK)
    may_correct(reason=correction.reason)
    if check.version != correction.version:
        raise Changed("Någon annan hann ändra kontrollen före.")
    _must_hold_together(correction, now=now)
    Check.objects.filter(pk=check.pk).update(
        place=correction.place.words,
        latitude=correction.place.latitude,
        longitude=correction.place.longitude,
        grounds=list(correction.grounds),
        powers=list(correction.powers),
        started_at=correction.started_at,
        control_ended_at=correction.control_ended_at,
        outcome=correction.outcome or "",
    )
    _kept(check, correction.reason, by=by, now=now)


@in_one_transaction
def correct_person(
    *, person: CheckPerson, said: PersonSaid, reason: str, by: Actor, now: datetime
) -> None:
    """Say again who a person is: what was said before stays, the newest counts."""
    by.may(Permission.CHECK)
    may_correct(reason=reason)
    said.must_fit()
    if said.unknown or person.unknown:
        raise NotAllowed("inspections.unknown_with_identity")
    check = person.check_made
    told = sayings(
        said.properties,
        mode=Mode(check.mode),
        started_at=check.started_at,
        documented=said.documented,
    )
    subjects.say(subject=person.subject, sayings=told, case=check.case, by=by, now=now)
    CheckPerson.objects.filter(pk=person.pk).update(role=said.role, evidence=said.evidence.strip())
    _kept(check, reason, by=by, now=now)


@in_one_transaction
def approve(*, check: Check, version: int, by: Actor, now: datetime) -> None:
    """Approve a version that a duty officer has read; a later version needs to be approved anew."""
    may_approve(ended=check.control_ended_at is not None, opened_by=check.by, by=by)
    moved = Check.objects.filter(pk=check.pk, version=version).exclude(approved_version=version)
    if moved.update(approved_version=version, approved_by=by.reference, approved_at=now) != 1:
        raise Changed("Kontrollen har ändrats sedan du läste den, eller är redan godkänd.")
    journal.record(
        Act.CHECK_APPROVED,
        about=check.record,
        by=by,
        at=now,
        case=check.case,
        details={"version": version},
    )


def _must_hold_together(correction: Correction, *, now: datetime) -> None:
    on = local_date(correction.started_at)
    must_rest_on(correction.grounds, here().participant, on)
    powers = (Power(name) for name in correction.powers)
    must_have_powers(powers, grounds_named(correction.grounds, on))
    ended = correction.control_ended_at
    if correction.started_at > now or (ended is not None and ended > now):
        raise NotAllowed("inspections.in_the_future")
    if ended is not None and ended < correction.started_at:
        raise NotAllowed("inspections.ends_first")


def _kept(check: Check, reason: str, *, by: Actor, now: datetime) -> None:
    kept = keep_version(check, reason=reason, by=by, now=now)
    journal.record(
        Act.CHECK_CORRECTED,
        about=check.record,
        by=by,
        at=now,
        case=check.case,
        ground="BDL 2:7",
        details={"digest": kept.digest, "reason": kept.reason, "version": kept.number},
    )
