"""Naming who is aboard, noting what was seen, and handing over the receipt."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.inspections import Mode
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import SubjectKind
from samverkan.web.inspections.actions.versions import keep_version
from samverkan.web.inspections.models import Check, CheckNote, CheckPerson
from samverkan.web.inspections.said import PersonSaid, sayings
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.subjects import actions as subjects


@in_one_transaction
def add_person(*, check: Check, said: PersonSaid, by: Actor, now: datetime) -> CheckPerson:
    """Name somebody in a check. Each gets a subject of their own; nothing is linked by itself.

    An unknown person's subject holds no statement, so no search and no question ever finds it.
    """
    by.may(Permission.CHECK)
    said.must_fit()
    ref = subjects.new_subject(SubjectKind.PERSON, by=by, now=now, case=check.case)
    if said.properties:
        told = sayings(
            said.properties,
            mode=Mode(check.mode),
            started_at=check.started_at,
            documented=said.documented,
        )
        subjects.say(subject=ref, sayings=told, case=check.case, by=by, now=now)
    person = CheckPerson.objects.create(
        check_made=check,
        subject=ref,
        role=said.role,
        evidence=said.evidence.strip(),
        unknown=said.unknown,
    )
    keep_version(check, by=by, now=now)
    journal.record(
        Act.CHECK_NAMED,
        about=check.record,
        by=by,
        at=now,
        case=check.case,
        details={"role": str(said.role), "subject": ref, "unknown": said.unknown},
    )
    return person


@in_one_transaction
def add_note(*, check: Check, text: str, fact: bool, by: Actor, now: datetime) -> CheckNote:
    """Note something seen (a fact) or thought (an assessment)."""
    by.may(Permission.CHECK)
    if not text.strip():
        raise NotAllowed("inspections.no_reason")
    note = CheckNote.objects.create(
        check_made=check, text=text.strip(), fact=fact, by=by.reference, at=now
    )
    journal.record(
        Act.CHECK_NOTED,
        about=check.record,
        by=by,
        at=now,
        case=check.case,
        details={"fact": fact, "text": note.text},
    )
    return note


@in_one_transaction
def give_receipt(*, person: CheckPerson, by: Actor, now: datetime) -> None:
    """Note that a person has got the receipt of the check."""
    by.may(Permission.CHECK)
    check = person.check_made
    CheckPerson.objects.filter(pk=person.pk).update(receipt_given_at=now)
    journal.record(
        Act.CHECK_RECEIPT_GIVEN,
        about=check.record,
        by=by,
        at=now,
        case=check.case,
        details={"subject": person.subject},
    )
