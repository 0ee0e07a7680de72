"""An operation that runs, holders that have given us packs, and a check with persons aboard."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from samverkan.rules.gradings import Category
from samverkan.rules.questions import SubjectRole
from samverkan.sealed.inputs import Kind
from samverkan.web.partners.actions import asking
from samverkan.web.questions import actions
from samverkan.web.questions.actions import Card
from samverkan.web.questions.numbers import Number
from samverkan.web.subjects import actions as subjects
from samverkan.web.subjects.actions import Saying
from tests.web.cooperation.playing import agreed, ours, theirs
from tests.web.questions.holder import Holder, Wire

CHECK = "KBV/33333333-3333-4333-8333-333333333333"
RASMUS = Number(Kind.PERSONAL_NUMBER, "199001019802")
NADJA = Number(Kind.PERSONAL_NUMBER, "198806149806")
REASON = "Kör en vattenskoter som nämns i insatsen."


@pytest.fixture(autouse=True)
def swedish():
    """Speak Swedish, whatever an earlier test's request left behind."""
    with translation.override("sv"):
        yield


@pytest.fixture
def siv(staff):
    return staff("siv", "patrull")


@pytest.fixture
def henning(staff):
    return staff("henning", "ledamot")


@pytest.fixture
def operation(partner, henning, now):
    """The summer's operation, decided by KBV, KFM and POL each for itself (one of them is us)."""
    row = agreed(partner, "KBV", "KFM", "POL", now=now)
    ours(row, by=henning, now=now)
    us = henning.participant
    for code in {"KBV", "KFM", "POL"} - {us}:
        theirs(partner(code), row, now=now)
    return row


@pytest.fixture
def wire(monkeypatch, now):
    found = Wire(now)
    monkeypatch.setattr(asking, "carry", found.carry)
    return found


@pytest.fixture
def holder(partner, wire):
    """Give a holder by code, listening on the wire."""

    def listening(code: str) -> Holder:
        found = Holder(partner(code))
        wire.holders.append(found)
        return found

    return listening


@pytest.fixture
def aboard(siv, now):
    """Put a person or craft into a check: `aboard("person", personal_number="…")`."""

    def aboard(kind: str = "person", **said: str) -> str:
        ref = subjects.new_subject(kind, by=siv, now=now, case=CHECK)
        if said:
            sayings = tuple(
                Saying(
                    name,
                    value,
                    "person",
                    "2018:1695 2 kap. 1 §",
                    date(2025, 12, 31),
                    category=Category.OTHER,
                    grading="A1",
                )
                for name, value in said.items()
            )
            subjects.say(subject=ref, sayings=sayings, case=CHECK, by=siv, now=now)
        return ref

    return aboard


@pytest.fixture
def rasmus(aboard):
    return aboard(name="Rasmus Skvalpholm", personal_number="19900101-9802")


@pytest.fixture
def ask(operation, siv, now):
    """Ask about a subject: `ask(ref)`, or with other words."""

    def ask(subject: str, **words: object):
        card = {"operation": operation.record, "reason": REASON}
        for name in ("operation", "reason", "passenger_reason", "supervisor", "second_person"):
            if name in words:
                card[name] = words.pop(name)
        given = {
            "about": CHECK,
            "role": SubjectRole.DRIVER,
            "by": siv,
            "now": now,
            **words,
        }
        return actions.ask(card=Card(**card), subject=subject, **given)

    return ask
