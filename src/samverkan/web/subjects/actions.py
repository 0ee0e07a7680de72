"""Opening a subject, writing down what is said of it, and taking it away again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.gradings import (
    Assertion,
    Category,
    Marking,
    Regime,
    must_be_marked,
    parse_grading,
)
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.releases import HANDLING_CODES
from samverkan.rules.subjects import SubjectKind, normal
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.subjects import queries
from samverkan.web.subjects.models import Statement, Subject


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says: property and value, from whom, on what ground, how sure, until when.

    `source` is a participant's code or who said it (`person`); `fact` is False for an assessment;
    `grading` such as `B2`, empty if none; `release` names the release it came in with.
    """

    property: str
    value: str
    source: str
    ground: str
    delete_after: date
    regime: Regime = Regime.BDL
    category: Category | None = None
    fact: bool = True
    grading: str = ""
    handling: str = "H2"
    release: str = ""


@in_one_transaction
def new_subject(kind: SubjectKind | str, *, by: Actor, now: datetime, case: str) -> str:
    """Open a subject that is at home here, and give its reference."""
    ref = f"{here().participant}/{new_uuid()}"
    known = SubjectKind(kind)
    Subject.objects.create(ref=ref, kind=known, case=case, made_at=now)
    journal.record(
        Act.SUBJECT_MADE, about=ref, by=by, at=now, case=case, details={"kind": str(known)}
    )
    return ref


@in_one_transaction
def say(*, subject: str, sayings: tuple[Saying, ...], case: str, by: Actor, now: datetime) -> None:
    """Write down what is said about a subject: all of it, or nothing if one saying is refused."""
    if not sayings:
        raise NotAllowed("subjects.nothing_said")
    row = Subject.objects.get(ref=subject)
    said = [_statement(row, saying, case=case, by=by, now=now) for saying in sayings]
    Statement.objects.bulk_create(said)
    journal.record(
        Act.STATED,
        about=subject,
        by=by,
        at=now,
        case=case,
        details={
            "said": [[one.property, one.value, one.source, one.ground, one.release] for one in said]
        },
    )


@in_one_transaction
def withdraw(*, release: str, by: Actor, now: datetime) -> int:
    """Take out of use what came in with a release that its sender has recalled. Gives how much."""
    rows = Statement.objects.filter(release=release, withdrawn_at=None).select_related("subject")
    found = sorted({(row.subject.ref, row.case) for row in rows})
    count = rows.update(withdrawn_at=now)
    for ref, case in found:
        journal.record(
            Act.STATEMENTS_WITHDRAWN,
            about=ref,
            by=by,
            at=now,
            case=case,
            ground="BDF 2:1",
            details={"release": release},
        )
    return count


@in_one_transaction
def delete_due(*, by: Actor, now: datetime) -> int:
    """Delete what may be kept no longer, and say so in the journal. Gives how much."""
    rows = queries.due_for_deletion(on=local_date(now))
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row.subject.ref, row.case), []).append(row.property)
    for (ref, case), names in found.items():
        journal.record(
            Act.STATEMENTS_DELETED,
            about=ref,
            by=by,
            at=now,
            case=case,
            details={"properties": sorted(names)},
        )
    rows.delete()
    return sum(map(len, found.values()))


def forget(*, case: str, now: datetime) -> None:
    """Delete what was said in a case that is erased; that there was a subject stays."""
    del now
    Statement.objects.filter(case=case).delete()


def _statement(
    subject: Subject, saying: Saying, *, case: str, by: Actor, now: datetime
) -> Statement:
    on = local_date(now)
    _must_be_complete(saying, on)
    return Statement(
        subject=subject,
        property=saying.property,
        value=normal(saying.property, saying.value, on=on),
        source=saying.source,
        ground=saying.ground,
        regime=saying.regime,
        category=saying.category or "",
        assertion=_assertion(saying),
        grading=saying.grading,
        handling=saying.handling,
        release=saying.release,
        case=case,
        said_by=by.reference,
        said_at=now,
        delete_after=saying.delete_after,
    )


def _must_be_complete(saying: Saying, on: date) -> None:
    if not saying.source.strip() or not saying.ground.strip():
        raise NotAllowed("subjects.no_source", section="BDL 2:1", name=saying.property)
    if saying.delete_after < on:
        raise NotAllowed(
            "subjects.past_delete_after",
            section="BDL 2:17",
            name=saying.property,
            day=saying.delete_after,
        )
    if saying.handling not in HANDLING_CODES:
        raise NotAllowed("releases.bad_handling", handling=saying.handling)
    grading = parse_grading(saying.grading) if saying.grading else None
    must_be_marked(Marking(Regime(saying.regime), saying.category, _assertion(saying), grading))


def _assertion(saying: Saying) -> Assertion:
    return Assertion.FACT if saying.fact else Assertion.ASSESSMENT
