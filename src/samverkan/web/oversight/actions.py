"""What an overseer may write: own samples and notes. To erase takes another, with the mandate."""

from __future__ import annotations

from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.sampling import draw
from samverkan.web.journal import actions as journal
from samverkan.web.journal import review
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.oversight.due import due_cases
from samverkan.web.oversight.models import (
    DataRequest,
    Finding,
    RetentionRun,
    Sample,
    SampledEntry,
)
from samverkan.web.oversight.queries import acts_of
from samverkan.web.oversight.words import elements_of
from samverkan.web.people.queries import display_name, local_date, must_be_another
from samverkan.web.questions import actions as questions

CASE = "oversight"


@in_one_transaction
def draw_sample(*, kind: str, seed: str, count: int, by: Actor, now: datetime) -> Sample:
    """Draw entries of a kind by the overseer's own seed; the draw can be done again by anyone."""
    by.may(Permission.OVERSEE)
    acts, upto = acts_of(kind), review.last_number()
    numbers = review.numbers(acts, upto=upto)
    drawn = draw(seed, numbers, count)
    sample = Sample.objects.create(
        record=_record(),
        seed=seed.strip(),
        kind=kind,
        acts=list(acts),
        count=count,
        upto=upto,
        population=len(numbers),
        drawn_by=by.reference,
        drawn_at=now,
    )
    SampledEntry.objects.bulk_create(
        SampledEntry(sample=sample, place=place, number=number)
        for place, number in enumerate(drawn, start=1)
    )
    journal.record(
        Act.SAMPLE_DRAWN,
        about=sample.record,
        by=by,
        at=now,
        case=CASE,
        details={"count": len(drawn), "kind": kind, "of": len(numbers), "upto": upto},
    )
    return sample


@in_one_transaction
def open_entry(*, sampled: SampledEntry, by: Actor, now: datetime) -> None:
    """Open a drawn entry; of a sealed question each blinded element is opened too."""
    _must_be_mine(sampled, by)
    line = review.line(sampled.number)
    elements = elements_of(line) if line.act == Act.ASKED else ()
    opens = [questions.open_logged(element=each, by=by, now=now) for each in elements]
    moved = SampledEntry.objects.filter(pk=sampled.pk, opened_at=None).update(
        opened_at=now,
        elements=len(elements) if elements else None,
        elements_open=sum(opens) if elements else None,
    )
    if moved != 1:
        raise Changed("Posten är redan öppnad.")
    journal.record(
        Act.SAMPLE_OPENED,
        about=line.about,
        by=by,
        at=now,
        case=CASE,
        details={"entry": sampled.number, "sample": sampled.sample.record},
    )


@in_one_transaction
def assess(
    *, sampled: SampledEntry, finding: Finding, words: str, by: Actor, now: datetime
) -> None:
    """Write down what the overseer finds of an entry that has been opened."""
    _must_be_mine(sampled, by)
    if sampled.opened_at is None:
        raise NotAllowed("sampling.not_opened")
    if finding is not Finding.RIGHT and not words.strip():
        raise NotAllowed("sampling.no_words")
    SampledEntry.objects.filter(pk=sampled.pk).update(
        finding=finding, words=words.strip(), assessed_at=now
    )
    journal.record(
        Act.SAMPLE_ASSESSED,
        about=sampled.sample.record,
        by=by,
        at=now,
        case=CASE,
        details={"entry": sampled.number, "finding": str(finding), "reason": words.strip()},
    )


@in_one_transaction
def open_element(*, element: str, by: Actor, now: datetime) -> bool:
    """Say whether a blinded element from another's log opens with what was kept here."""
    by.may(Permission.OVERSEE)
    return questions.open_logged(element=element.strip().lower(), by=by, now=now)


@in_one_transaction
def take_proof(*, number: int, by: Actor, now: datetime) -> str:
    """Give the proof of an entry as a file; that it was taken out is itself in the journal."""
    by.may(Permission.OVERSEE)
    proof = review.proof(number)
    journal.record(Act.PROOF_TAKEN, about=f"entry/{number}", by=by, at=now, case=CASE, details={})
    return proof


@in_one_transaction
def note_request(*, number: str, came_on: date, by: Actor, now: datetime) -> DataRequest:
    """Note that somebody asks what is held about them; the number lies under the request's case."""
    by.may(Permission.OVERSEE)
    record = _record()
    row = DataRequest.objects.create(
        record=record,
        sealed=seal_under(record, number.strip().encode(), now=now),
        came_on=came_on,
        noted_by=by.reference,
        noted_at=now,
    )
    journal.record(Act.DATA_REQUEST_NOTED, about=record, by=by, at=now, case=record)
    return row


@in_one_transaction
def answer_request(*, request: DataRequest, words: str, by: Actor, now: datetime) -> None:
    """Note what was answered, by whom; the letter itself goes the ordinary way."""
    by.may(Permission.OVERSEE)
    if not words.strip():
        raise NotAllowed("sampling.no_words")
    sealed = seal_under(request.record, words.strip().encode(), now=now)
    moved = DataRequest.objects.filter(pk=request.pk, answered_at=None).update(
        answer=sealed, answered_at=now, answered_by=by.reference
    )
    if moved != 1:
        raise Changed("Begäran är redan besvarad.")
    journal.record(
        Act.DATA_REQUEST_ANSWERED, about=request.record, by=by, at=now, case=request.record
    )


@in_one_transaction
def list_due(*, by: Actor, now: datetime) -> RetentionRun:
    """Draw up the list of cases that have been kept long enough. Nothing is erased by it."""
    by.may(Permission.OVERSEE)
    found = due_cases(on=local_date(now))
    if not found:
        raise NotAllowed("oversight.nothing_due")
    record = _record()
    cases = [
        {"case": each.case, "kept": str(each.kept), "ended": each.ended.isoformat()}
        for each in found
    ]
    row = RetentionRun.objects.create(
        record=record, cases=cases, listed_by=by.reference, listed_at=now
    )
    journal.record(
        Act.RETENTION_LISTED, about=record, by=by, at=now, case=CASE, details={"count": len(cases)}
    )
    return row


@in_one_transaction
def erase_due(*, run: RetentionRun, by: Actor, now: datetime) -> None:
    """Destroy the keys of the listed cases that are still due; proofs stay valid.

    Another person than the one who listed them, with the mandate to erase.
    """
    by.may(Permission.ERASE)
    must_be_another(by, run.listed_by)
    if run.done_at is not None:
        raise NotAllowed("oversight.run_done")
    still = {each.case for each in due_cases(on=local_date(now))}
    for each in run.cases:
        if each["case"] not in still:
            raise NotAllowed("oversight.not_due", case=each["case"])
    moved = RetentionRun.objects.filter(pk=run.pk, done_at=None).update(
        done_at=now, done_by=by.reference
    )
    if moved != 1:
        raise Changed("Någon annan hann gallra före.")
    for each in run.cases:
        journal.erase_case(case=each["case"], by=by, now=now)
    journal.record(
        Act.RETENTION_RUN,
        about=run.record,
        by=by,
        at=now,
        case=CASE,
        ground="BDL 2:17",
        details={"count": len(run.cases), "reason": "BDL 2:17"},
    )


def _record() -> str:
    return f"{here().participant}/{new_uuid()}"


def _must_be_mine(sampled: SampledEntry, by: Actor) -> None:
    by.may(Permission.OVERSEE)
    if sampled.sample.drawn_by != by.reference:
        raise NotAllowed("sampling.not_yours", person=display_name(sampled.sample.drawn_by))
