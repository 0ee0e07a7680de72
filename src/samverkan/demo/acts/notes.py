"""Notes through the gate: what one authority tells another that no other act carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from samverkan.demo.story.steps import Step
from samverkan.rules.actor import Actor
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.releases import actions as releases

KEPT_UNTIL = date(2026, 6, 30)
HANDLING = "H2"


@dataclass(frozen=True, slots=True)
class Why:
    """On what ground a note leaves, and what for."""

    ground: str
    purpose: str


def send_note(step: Step, why: Why, *, by: Actor, now: datetime) -> None:
    """Write the step's words in a note and release it to each of its receivers."""
    note = releases.write_note(text=step.words, by=by, now=now)
    for receiver in step.to:
        releases.release_note(
            record=note.record,
            case=note.case,
            content={"text": step.words},
            terms=ReleaseTerms(receiver, why.ground, why.purpose, HANDLING, KEPT_UNTIL),
            by=by,
            now=now,
        )
