"""Finds what earlier steps made, by the words that the story has for it. No step remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samverkan.demo.acts.roles import ROLES
from samverkan.demo.story import steering as story
from samverkan.demo.story.cases import case
from samverkan.demo.story.checks import single
from samverkan.demo.story.singles import singles
from samverkan.rules.subjects import Property, normal
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.disclosure import queries as disclosures
from samverkan.web.inspections import queries as inspections
from samverkan.web.picture import queries as pictures

if TYPE_CHECKING:
    from samverkan.demo.story import check as story_check
    from samverkan.demo.story.steps import Step
    from samverkan.rules.inspections import AboardRole
    from samverkan.web.cooperation.models import Direction, Operation, Proposal
    from samverkan.web.disclosure.models import ReceivedDisclosure
    from samverkan.web.inspections.models import Check, CheckPerson
    from samverkan.web.picture.models import Picture


def proposal() -> Proposal:
    """Give the newest version of the season's proposal for a direction."""
    return cooperation.current(cooperation.proposals()[0].record)


def direction() -> Direction:
    """Give the direction as it is known here."""
    return cooperation.directions().get(title=story.direction().title)


def operation(name: str = "") -> Operation:
    """Give the summer's operation, or another by its name."""
    return cooperation.operation_rows().get(name=name or story.operation().title)


def picture() -> Picture:
    """Give the newest version of the season's picture. IndexError before it is begun."""
    return pictures.pictures().filter(title=story.picture().title)[0]


def single_of(step: Step) -> story_check.Check:
    """Give the story's check that a step is about: named by it, its officer's that day, its case's.

    StopIteration if there is none.
    """
    key = dict(step.details).get("check", "")
    same_day = (
        check
        for check in singles()
        if check.officer == step.by and check.at.date() == step.at.date()
    )
    found = None if key else next(same_day, None)
    return found or single(key or case(step.case).check)


def check(told: story_check.Check) -> Check:
    """Give the record of a check, by who made it and when it began."""
    return inspections.checks(mine=told.officer).get(started_at=told.at)


def person_of(told: story_check.Check, role: AboardRole) -> CheckPerson:
    """Give who has a role in a check."""
    return check(told).persons.select_related("check_made").get(role=role)


def asked_about(told: story_check.Check) -> str:
    """Give the subject that a check's last question was about: a person, else the craft."""
    row = check(told)
    if not told.questions or told.ask_craft:
        return row.craft
    role = ROLES[told.questions[-1].role]
    return person_of(told, role).subject


def police_check(step: Step) -> Check:
    """Give the Police's own check of the day."""
    return inspections.checks(day=step.at.date())[0]


def received(step: Step) -> ReceivedDisclosure:
    """Give the newest disclosure received here about whoever the step's check is about.

    LookupError if nothing came.
    """
    told = single_of(step)
    engine = normal(Property.ENGINE_NUMBER, told.craft.engine, on=step.at.date())
    return received_about(engine, *(question.person.number for question in told.questions))


def received_about(*numbers: str) -> ReceivedDisclosure:
    """Give the newest disclosure received here that holds one of some numbers, in normal form."""
    for row in disclosures.received():
        content = disclosures.content_of_received(row)
        subjects = content.subjects if content else ()
        if any(each.value in numbers for subject in subjects for each in subject.statements):
            return row
    raise LookupError(f"Nothing came about {', '.join(numbers)}")
