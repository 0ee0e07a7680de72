"""What travelled, in words for a page."""

from __future__ import annotations

from dataclasses import replace

from samverkan.web.disclosure.content import DisclosedContent, Said, SubjectSaid
from samverkan.web.disclosure.labels import GROUPS
from samverkan.web.subjects.labels import label_of, value_of


def subjects_shown(
    content: DisclosedContent | None,
) -> tuple[tuple[str, tuple[tuple[str, Said], ...]], ...]:
    """Give each subject of a disclosure as (heading, statements with their labels)."""
    return tuple(subject_shown(each) for each in content.subjects) if content else ()


def subject_shown(said: SubjectSaid) -> tuple[str, tuple[tuple[str, Said], ...]]:
    """Give one subject as (heading, statements with their labels)."""
    return str(GROUPS[said.kind]), tuple(
        (label_of(each.property), replace(each, value=value_of(each.property, each.value)))
        for each in said.statements
    )
