"""What is said of a subject that may be asked about."""

from __future__ import annotations

from datetime import date, datetime

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property
from samverkan.web.people.queries import local_date
from samverkan.web.questions.numbers import PROPERTIES, Number, read
from samverkan.web.subjects import queries as subjects


def numbers_of(subject: str, *, now: datetime) -> tuple[Number, ...]:
    """Give the numbers of a subject that can be asked about, in fixed order."""
    on = local_date(now)
    said = subjects.values(subject, *PROPERTIES)
    found = (_number(Property(name), text, on) for name, text in said.items())
    return tuple(sorted({number for number in found if number is not None}))


def _number(name: Property, text: str, on: date) -> Number | None:
    try:
        return read(name, text, on=on)
    except NotAllowed:
        # A temporary or reserve number means nothing to another register: it is not asked about.
        return None
