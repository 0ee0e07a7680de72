"""From the picture to the operation: proposals, positions, and each authority's own decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse

from samverkan.demo.acts import known
from samverkan.demo.acts.pages import open_page
from samverkan.demo.acts.player import Player
from samverkan.demo.story import steering as story
from samverkan.demo.story.batches import operation_days
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.council import Stance
from samverkan.rules.directions import Draft
from samverkan.rules.gradings import Assertion, Handling, parse_grading
from samverkan.rules.operations import Plan
from samverkan.rules.picture import AboutKind, Confidence, Paragraph
from samverkan.web.cooperation import actions as cooperation
from samverkan.web.cooperation.contents import Participation
from samverkan.web.people.queries import display_name, local_date
from samverkan.web.picture import actions as pictures

METHODS = (
    "Gemensamma kontroller till sjöss",
    "Frågor till förteckningar som varje myndighet själv beslutat",
    "Utmätning av det som påträffas, på Kronofogdens egna befogenheter",
)
"""How the operation works; joint checks are one method among others."""

LISTENS = "Inga uppgifter begärs; myndigheten tar emot det som lämnas till den."
"""The need of a participant that the story gives no fields."""

CONFIDENCE = {"hög": Confidence.HIGH, "medel": Confidence.MEDIUM, "låg": Confidence.LOW}
NETWORKS_GRADED = "B3"
YEAR_ENDS = date(2025, 12, 31)


def write_picture(step: Step, by: Actor, now: datetime) -> None:
    """Begin the picture with all its paragraphs, or write one anew after reading the sources."""
    changed = dict(step.details).get("changed", "")
    if changed:
        (paragraph,) = (each for each in _paragraphs() if each.key == changed)
        pictures.write(
            picture=known.picture(), paragraph=paragraph, instead_of=changed, by=by, now=now
        )
        return
    said = story.picture()
    draft = pictures.begin(
        title=said.title, words=said.words, starts=local_date(now), ends=YEAR_ENDS, by=by, now=now
    )
    for paragraph in _paragraphs():
        pictures.write(picture=draft, paragraph=_at_first(paragraph), by=by, now=now)


def adopt_picture(step: Step, by: Actor, now: datetime) -> None:
    """Adopt the draft that another wrote last."""
    del step
    draft = known.picture()
    pictures.adopt(picture=draft, as_of=draft.changed_at, by=by, now=now)


def release_picture(step: Step, by: Actor, now: datetime) -> None:
    """Give the picture to the council and the other centre."""
    del step
    pictures.release(picture=known.picture(), by=by, now=now)


def read_powers(step: Step, by: Actor, now: datetime) -> None:
    """Go through who may do what at a check under the operation."""
    del step, now
    open_page(reverse("cooperation:powers", query={"operation": known.operation().record}), by=by)


def read_operation(step: Step, by: Actor, now: datetime) -> None:
    """Go through the operation's card: its purpose, its days, and who has decided to take part."""
    del step, now
    open_page(reverse("cooperation:operation", args=[known.operation().pk]), by=by)


def propose_direction(step: Step, by: Actor, now: datetime) -> None:
    """Put a version of the direction to the members; the second takes the first one's place."""
    version = step.detail("version")
    said = story.direction()
    words, closing = next(row[1:] for row in said.versions if row[0] == version)
    draft = Draft(
        title=said.title,
        text=words,
        picture=known.picture().record,
        members=step.to,
        closing_at=closing,
        starts=local_date(now),
        ends=YEAR_ENDS,
    )
    before = known.proposal() if version != said.versions[0][0] else None
    cooperation.propose_direction(draft=draft, by=by, now=now, instead_of=before)


def take_position(step: Step, by: Actor, now: datetime) -> None:
    """Take the authority's position on the version that is current here."""
    stance = Stance(step.detail("stance"))
    cooperation.take_position(
        proposal=known.proposal(), stance=stance, words=step.words, by=by, now=now
    )


def adopt_direction(step: Step, by: Actor, now: datetime) -> None:
    """Adopt what nobody objects to; the decision names every position and silence."""
    del step
    cooperation.adopt(proposal=known.proposal(), by=by, now=now)


def propose_operation(step: Step, by: Actor, now: datetime) -> None:
    """Write the plan of the summer for the regional council."""
    said, picture = story.operation(), story.picture()
    plan = Plan(
        name=said.title,
        direction=known.direction().record,
        phenomenon=f"{said.phenomenon} {_title_of(said.phenomenon)}",
        networks=tuple(network.name for network in picture.networks),
        subject=said.subject,
        goal=said.goal,
        serious=said.serious,
        organised=said.organised,
        methods=METHODS,
        days=operation_days(),
        participants=step.to,
        starts=said.starts,
        ends=said.ends,
    )
    cooperation.propose_operation(plan=plan, by=by, now=now)


def agree_operation(step: Step, by: Actor, now: datetime) -> None:
    """Write down that the council agrees; each authority is asked for its own decision."""
    del step
    cooperation.agree(operation=known.operation(), by=by, now=now)


def decide_participation(step: Step, by: Actor, now: datetime) -> None:
    """Decide for this authority, with both criteria and its own need."""
    operation, said = known.operation(), story.operation()
    needs = {need.participant: (need.need, need.fields) for need in said.needs}
    need, fields = needs.get(by.participant, (step.words, LISTENS))
    decision = CooperationDecision(
        participant=by.participant,
        cooperation=operation.record,
        subject=said.subject,
        goal=said.goal,
        serious=said.serious,
        organised=said.organised,
        starts=said.starts,
        ends=said.ends,
        decided_by=display_name(by.reference),
    )
    participation = Participation(decision=decision, need=need, fields=fields)
    cooperation.decide(participation=participation, by=by, now=now)


def close_operation(step: Step, by: Actor, now: datetime) -> None:
    """Close the operation: its cards and lists end with it."""
    cooperation.close(operation=known.operation(), words=step.words, by=by, now=now)


def _paragraphs() -> Iterator[Paragraph]:
    """Give the picture's paragraphs: what the sources said, then what is not known."""
    for each in story.picture().phenomena:
        yield Paragraph(
            key=each.key,
            kind=AboutKind.PHENOMENON,
            title=each.title,
            text=each.words,
            grading=parse_grading(f"{each.source}{each.information}"),
            assertion=Assertion.ASSESSMENT,
            handling=Handling.H2,
            confidence=CONFIDENCE[each.confidence],
            gap=each.gap,
            dissent="",
        )
    for number, network in enumerate(story.picture().networks, start=1):
        yield Paragraph(
            key=f"N-{number}",
            kind=AboutKind.NETWORK,
            title=network.name,
            text=network.words,
            grading=parse_grading(NETWORKS_GRADED),
            assertion=Assertion.ASSESSMENT,
            handling=Handling.H2,
            confidence=Confidence.MEDIUM,
            gap="",
            dissent="",
        )


def _at_first(paragraph: Paragraph) -> Paragraph:
    """Give a paragraph as the first analyst saw it: the second lowered what was low in the end."""
    low = paragraph.confidence is Confidence.LOW
    return replace(paragraph, confidence=Confidence.MEDIUM) if low else paragraph


def _title_of(phenomenon: str) -> str:
    return next(each.title for each in story.picture().phenomena if each.key == phenomenon)


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.PICTURE_WRITTEN: write_picture,
    StepAct.PICTURE_ADOPTED: adopt_picture,
    StepAct.PICTURE_RELEASED: release_picture,
    StepAct.POWERS_CHECKED: read_powers,
    StepAct.CARD_ISSUED: read_operation,
    StepAct.DIRECTION_PROPOSED: propose_direction,
    StepAct.POSITION_GIVEN: take_position,
    StepAct.DIRECTION_ADOPTED: adopt_direction,
    StepAct.OPERATION_PROPOSED: propose_operation,
    StepAct.OPERATION_AGREED: agree_operation,
    StepAct.PARTICIPATION_DECIDED: decide_participation,
    StepAct.OPERATION_CLOSED: close_operation,
}
