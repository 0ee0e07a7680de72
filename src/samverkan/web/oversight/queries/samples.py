"""Reading samples: what may be drawn, what was drawn, what was found."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet

from samverkan.rules.acts import Act
from samverkan.rules.logged import Operation, operations
from samverkan.web.oversight.models import Finding, Sample, SampledEntry
from samverkan.web.oversight.words import act_name, operation_name

QUESTIONS = "questions"
REVIEWS = "reviews"
FIRST = {QUESTIONS: Act.ASKED, REVIEWS: Act.CANDIDATE_REVIEWED}
"""Kinds of one act, which stand before the operations of the logging duty."""

KINDS = {
    **{key: (str(act),) for key, act in FIRST.items()},
    **{str(each): operations()[each].acts for each in Operation if operations()[each].acts},
}


def acts_of(kind: str) -> tuple[str, ...]:
    """Give the acts that a kind of sample is drawn from. KeyError if there is no such kind."""
    return KINDS[kind]


def kind_choices() -> list[tuple[str, str]]:
    """Give the kinds in words: questions, reviews, and each operation of the logging duty."""
    first = [(key, act_name(act)) for key, act in FIRST.items()]
    rest = [(key, operation_name(Operation(key))) for key in KINDS if key not in FIRST]
    return first + rest


def samples() -> QuerySet[Sample]:
    """Give the samples, newest first."""
    return Sample.objects.order_by("-pk").prefetch_related("entries")


def sample(pk: int) -> Sample:
    """Give one sample. Sample.DoesNotExist if there is none."""
    return Sample.objects.get(pk=pk)


def sampled(pk: int) -> SampledEntry:
    """Give one drawn entry with its sample. SampledEntry.DoesNotExist if there is none."""
    return SampledEntry.objects.select_related("sample").get(pk=pk)


def tally(row: Sample) -> dict[str, int]:
    """Count what was found in a sample: by finding, and how many are left."""
    found = Counter(entry.finding for entry in row.entries.all())
    return {"left": found.pop("", 0), **{each: found.get(each, 0) for each in Finding.values}}
