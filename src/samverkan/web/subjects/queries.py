"""Reading what is said about a subject. Where a protected person can be found is not given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from samverkan.rules.gradings import Assertion
from samverkan.rules.subjects import YES, Property, SubjectKind, is_hidden
from samverkan.web.subjects.labels import KINDS, UNKNOWN, kind_of_saying, label_of, value_of
from samverkan.web.subjects.models import Statement, Subject


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement as a page may show it; `hidden` ones have lost their value.

    `words` says whether it is a fact or an assessment, and what the person is in it.
    """

    property: str
    label: str
    value: str
    hidden: bool
    source: str
    ground: str
    regime: str
    category: str
    fact: bool
    grading: str
    handling: str
    said_at: datetime
    delete_after: date
    release: str
    words: str


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A subject: its reference, its kind, what is said (newest first per property), its heading."""

    ref: str
    kind: SubjectKind
    case: str
    statements: tuple[StatementView, ...]
    heading: str
    protected: bool

    @property
    def kind_label(self) -> str:
        """Name the kind on screen."""
        return str(KINDS[self.kind])


def view_of(ref: str) -> SubjectView:
    """Give a subject with the statements in force. Subject.DoesNotExist if there is none."""
    subject = Subject.objects.get(ref=ref)
    rows = list(_in_force().filter(subject=subject).order_by("property", "-said_at", "-pk"))
    protected = _is_protected(ref)
    said = tuple(_view(row, protected=protected) for row in rows)
    return SubjectView(
        ref=ref,
        kind=SubjectKind(subject.kind),
        case=subject.case,
        statements=tuple(sorted(said, key=_by_order)),
        heading=heading_of(ref),
        protected=protected,
    )


def value(ref: str, name: str) -> str | None:
    """Give the newest value of a property; None if nobody has said it, or if it is hidden."""
    if is_hidden(name, protected=_is_protected(ref)):
        return None
    return _newest(ref, name)


def values(ref: str, *names: str) -> dict[str, str]:
    """Give the newest values of some properties; those that nobody has said are left out."""
    asked = (*names, Property.PROTECTED_IDENTITY)
    rows = _in_force().filter(subject__ref=ref, property__in=asked).order_by("said_at", "pk")
    newest = dict(rows.values_list("property", "value"))
    protected = newest.get(Property.PROTECTED_IDENTITY) == YES
    shown = (name for name in names if name in newest)
    return {name: newest[name] for name in shown if not is_hidden(name, protected=protected)}


def find(name: str, value: str) -> tuple[str, ...]:
    """Give the subjects of whom we ourselves have said this; `value` in its normal form."""
    rows = _in_force().filter(property=name, value=value, release="")
    return tuple(rows.order_by("subject_id").values_list("subject__ref", flat=True).distinct())


def is_person(name: str) -> bool:
    """Say whether the name is said of a person in our own statements."""
    return any(kind_of(ref) is SubjectKind.PERSON for ref in find(Property.NAME, name))


def exists(ref: str) -> bool:
    """Say whether the subject is at home here."""
    return Subject.objects.filter(ref=ref).exists()


def kind_of(ref: str) -> SubjectKind:
    """Give what the subject is. Subject.DoesNotExist if there is none."""
    return SubjectKind(Subject.objects.get(ref=ref).kind)


def heading_of(ref: str) -> str:
    """Name a subject for a heading or a list: what it is called, else what it is."""
    return headings([ref])[ref]


def headings(refs: Iterable[str]) -> dict[str, str]:
    """Name many subjects at once, as `heading_of` names one; those not here are left out."""
    subjects = {row.ref: row for row in Subject.objects.filter(ref__in=set(refs))}
    rows = _in_force().filter(subject__in=subjects.values(), property__in=NAMING)
    said: dict[str, dict[str, str]] = {ref: {} for ref in subjects}
    for ref, name, value in rows.order_by("said_at", "pk").values_list(
        "subject__ref", "property", "value"
    ):
        said[ref][name] = value
    return {ref: _heading(SubjectKind(row.kind), said[ref]) for ref, row in subjects.items()}


def due_for_deletion(*, on: date) -> QuerySet[Statement]:
    """Give the statements that may be kept no longer."""
    return Statement.objects.filter(delete_after__lt=on).select_related("subject").order_by("pk")


NAMING = (Property.NAME, Property.CRAFT_NAME, Property.MAKE, Property.MODEL)
_ORDER = {str(name): place for place, name in enumerate(Property)}


def _heading(kind: SubjectKind, said: Mapping[str, str]) -> str:
    named = said.get(Property.NAME) or said.get(Property.CRAFT_NAME)
    make = " ".join(said[name] for name in (Property.MAKE, Property.MODEL) if name in said)
    return named or make or str(UNKNOWN[kind])


def _by_order(said: StatementView) -> int:
    return _ORDER.get(said.property, len(_ORDER))


def _in_force() -> QuerySet[Statement]:
    return Statement.objects.filter(withdrawn_at=None)


def _newest(ref: str, name: str) -> str | None:
    rows = _in_force().filter(subject__ref=ref, property=name).order_by("-said_at", "-pk")
    return rows.values_list("value", flat=True).first()


def _is_protected(ref: str) -> bool:
    return _newest(ref, Property.PROTECTED_IDENTITY) == YES


def _view(row: Statement, *, protected: bool) -> StatementView:
    hidden = is_hidden(row.property, protected=protected)
    return StatementView(
        property=row.property,
        label=label_of(row.property),
        value="" if hidden else value_of(row.property, row.value),
        hidden=hidden,
        source=row.source,
        ground=row.ground,
        regime=row.regime,
        category=row.category,
        fact=row.assertion == Assertion.FACT,
        grading=row.grading,
        handling=row.handling,
        said_at=row.said_at,
        delete_after=row.delete_after,
        release=row.release,
        words=kind_of_saying(row.category, fact=row.assertion == Assertion.FACT),
    )
