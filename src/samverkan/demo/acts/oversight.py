"""What overseers do: the overdue recall, a sample of questions, the journal's proof, erasure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from samverkan.demo.acts.pages import open_page
from samverkan.demo.acts.player import Player
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.trail.verify import verify_log
from samverkan.web.journal.instance import here
from samverkan.web.oversight import actions as oversight
from samverkan.web.oversight import queries
from samverkan.web.partners.queries import card_of
from samverkan.web.releases.queries import overdue_recalls

SEED = "kastat med tärning 4 1 6 3"
DRAWN = 12
QUESTIONS = "questions"


class NotAsTold(Exception):
    """What the overseer finds is not what the story says must be there."""


def find_overdue_recall(step: Step, by: Actor, now: datetime) -> None:
    """Find in the room that a receiver has not confirmed a recall in time."""
    del step
    open_page(reverse("oversight:room"), by=by)
    if not overdue_recalls(now=now).exists():
        raise NotAsTold("No recall is overdue.")


def open_sample(step: Step, by: Actor, now: datetime) -> None:
    """Draw questions by the overseer's own seed and open every element. NotAsTold if one fails."""
    del step
    sample = oversight.draw_sample(kind=QUESTIONS, seed=SEED, count=DRAWN, by=by, now=now)
    for each in sample.entries.order_by("place"):
        oversight.open_entry(sampled=each, by=by, now=now)
        each.refresh_from_db()
        if not each.elements or each.elements_open != each.elements:
            raise NotAsTold(f"Entry {each.number} has an element that does not open.")


def verify_journal(step: Step, by: Actor, now: datetime) -> None:
    """Audit the journal from its public files with the key on the card."""
    del step, now
    open_page(reverse("oversight:checkpoint"), by=by)
    report = verify_log(_read, card_of(here().participant).log)
    if report.findings:
        raise NotAsTold(report.findings[0].sentence_en)


def list_due(step: Step, by: Actor, now: datetime) -> None:
    """List what has been kept long enough."""
    del step
    oversight.list_due(by=by, now=now)


def erase_due(step: Step, by: Actor, now: datetime) -> None:
    """Destroy the keys of what another has listed; the proofs stay."""
    del step
    oversight.erase_due(run=queries.runs()[0], by=by, now=now)


def _read(name: str) -> bytes:
    try:
        return (here().journal_folder / name).read_bytes()
    except FileNotFoundError:
        raise KeyError(name) from None


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.RECALL_OVERDUE: find_overdue_recall,
    StepAct.SAMPLE_OPENED: open_sample,
    StepAct.JOURNAL_VERIFIED: verify_journal,
    StepAct.RETENTION_LISTED: list_due,
    StepAct.RETENTION_RUN: erase_due,
}
