"""What is begun and not ended when the season has been told: work that waits at the desks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from samverkan.demo.acts import known
from samverkan.demo.acts.player import Player
from samverkan.demo.acts.police import QUAY, notice, own_check
from samverkan.demo.story import steering as story
from samverkan.demo.story.persons import named
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.control_grounds import Power
from samverkan.rules.directions import Draft
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.inspections import AboardRole, Mode, Opening, Outcome
from samverkan.web.cooperation import actions as cooperation
from samverkan.web.disclosure import actions as disclosure
from samverkan.web.disclosure.drafts import RequestDraft
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.said import CraftSaid, PersonSaid, Place
from samverkan.web.oversight import actions as oversight
from samverkan.web.people.queries import local_date
from samverkan.web.picture import actions as pictures
from samverkan.web.picture import queries as picture_queries

NEXT_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CHANNEL = Place(59.2727, 18.8981, "Sandhamnsleden")
BOAT = CraftSaid(kind="open-boat", make="Toft 480", colour="grå")
ANSWER_KEPT = date(2026, 6, 30)
GAP = "Om nätverken byter farkoster mot annan egendom när säsongen är slut."
NEED = "Vi utreder hur egendomen flyttas mellan bulvaner."


def propose_next_direction(step: Step, by: Actor, now: datetime) -> None:
    """Propose the direction of the next year; nobody has taken a position yet."""
    said = story.next_direction()
    (_, words, closing), (starts, ends) = said.versions[0], NEXT_YEAR
    draft = Draft(
        title=said.title,
        text=words,
        picture=known.picture().record,
        members=step.to,
        closing_at=closing,
        starts=starts,
        ends=ends,
    )
    cooperation.propose_direction(draft=draft, by=by, now=now)


def continue_picture(step: Step, by: Actor, now: datetime) -> None:
    """Begin the picture's next version with one paragraph written anew."""
    draft = pictures.begin_version(picture=known.picture(), by=by, now=now)
    changed = step.detail("changed")
    found = next(each for each in picture_queries.paragraphs(draft) if each.key == changed)
    paragraph = replace(found, gap=GAP)
    pictures.write(picture=draft, paragraph=paragraph, instead_of=changed, by=by, now=now)


def leave_check(step: Step, by: Actor, now: datetime) -> None:
    """Open a routine check of today, and end it if the step says so."""
    opening = Opening(Mode.ROUTINE, ("kbl-6-1",), (Power.STOP, Power.BOARD), now)
    check = inspections.open_check(opening=opening, place=CHANNEL, craft=BOAT, by=by, now=now)
    if step.detail("ended"):
        inspections.end_control(
            check=check,
            ended_at=now,
            outcome=Outcome.NOTHING_FOUND,
            alongside=False,
            by=by,
            now=now,
        )


def notify_find(step: Step, by: Actor, now: datetime) -> None:
    """Check on own power, and notify Kronofogden, whose duty desk has not answered yet."""
    person = named()[step.detail("person")]
    check = inspections.open_check(opening=own_check(now), place=QUAY, craft=BOAT, by=by, now=now)
    said = PersonSaid(
        role=AboardRole.DRIVER,
        evidence="körkort",
        documented=True,
        name=person.name,
        personal_number=person.number,
    )
    driver = inspections.add_person(check=check, said=said, by=by, now=now)
    inspections.add_note(check=check, text=step.words, fact=True, by=by, now=now)
    for receiver in step.to:
        draft = notice(check.record, driver.subject, receiver)
        disclosure.disclose(draft=draft, by=by, now=now)


def await_answer(step: Step, by: Actor, now: datetime) -> None:
    """Ask for data about the person of today's own check; the holder has not answered."""
    check = known.police_check(step)
    for holder in step.to:
        draft = RequestDraft(
            source=check.record,
            about=check.persons.get(role=AboardRole.DRIVER).subject,
            holder=holder,
            purpose=Purpose.PREVENT_CRIME,
            ground="2025:170",
            what=step.words,
            need=NEED,
            expires_on=ANSWER_KEPT,
        )
        disclosure.request_data(draft=draft, by=by, now=now)


def note_registered(step: Step, by: Actor, now: datetime) -> None:
    """Note that somebody asks what is held about them; a month runs for the answer."""
    number = named()[step.detail("person")].number
    oversight.note_request(number=number, came_on=local_date(now), by=by, now=now)


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.NEXT_DIRECTION_PROPOSED: propose_next_direction,
    StepAct.PICTURE_CONTINUED: continue_picture,
    StepAct.CHECK_LEFT_WAITING: leave_check,
    StepAct.FIND_NOTIFIED: notify_find,
    StepAct.ANSWER_AWAITED: await_answer,
    StepAct.REGISTERED_PERSON_ASKED: note_registered,
}
