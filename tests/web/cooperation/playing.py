"""The summer's operation as other apps' tests need it: agreed on at RUC-STHLM, decided by some.

operation = agreed(partner, "KBV", "KFM", now=now)      # the copy here, asked of these
theirs(partner("KFM"), operation, now=now)              # Kronofogden's own decision, received
ours(operation, by=henning, now=now)                    # our own decision (role ledamot)
"""

from __future__ import annotations

from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.operations import Plan
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.contents import (
    AgreedPlan,
    Participation,
    agreed_content,
    answer_content,
)
from samverkan.web.cooperation.models import Decision, Operation
from samverkan.web.journal.instance import here

DIRECTION = "NUC/11111111-1111-4111-8111-111111111111"
SUMMER = "RUC-STHLM/22222222-2222-4222-8222-222222222222"
PLAN = Plan(
    name="Skärgårdssommar 2025",
    direction=DIRECTION,
    phenomenon="F-2",
    networks=("Kobbnätet", "Slörlinan"),
    subject="Kobbnätets och Slörlinans bruk av farkoster och värdeföremål",
    goal="Återta brottsvinster till målsägande och andra borgenärer",
    serious="Grov brottslighet av omfattande karaktär mot enskilda.",
    organised="Två grupper med uppdelade roller, systematiskt under två säsonger.",
    methods=("Kontroll till sjöss", "Förseglad fråga"),
    days=(date(2025, 7, 12), date(2025, 7, 13)),
    participants=("KBV", "KFM", "POL"),
    starts=date(2025, 6, 13),
    ends=date(2025, 8, 31),
)


def plan(*participants: str) -> Plan:
    """Give the plan, asked of these participants."""
    words = {name: getattr(PLAN, name) for name in Plan.__dataclass_fields__}
    return Plan(**{**words, "participants": participants or PLAN.participants})


def agreed(partner, *participants: str, now: datetime, record: str = SUMMER) -> Operation:
    """Receive the operation from RUC-STHLM as an authority does."""
    ruc = partner("RUC-STHLM")
    content = agreed_content(
        AgreedPlan(plan=plan(*participants), agreed_by="Knut Regionråd", agreed_at=now)
    )
    ruc.deliver(ruc.release("operation", content, now=now, record=record), now=now)
    return queries.operation(record)


def participation(participant: str, operation: str = SUMMER, **words: object) -> Participation:
    """Give an authority's decision to take part, with both criteria of 2016:774 1 §."""
    need = str(words.pop("need", "Behöver veta vem som påträffats för att delta."))
    fields = str(words.pop("fields", "namn, personnummer, plats, farkost"))
    values = {
        "participant": participant,
        "cooperation": operation,
        "subject": PLAN.subject,
        "goal": PLAN.goal,
        "serious": "Bedrägerier och häleri för flera miljoner kronor.",
        "organised": "Två nätverk med ledare och bulvaner.",
        "starts": PLAN.starts,
        "ends": PLAN.ends,
        "decided_by": "Agneta Utombords, enhetschef",
        **words,
    }
    return Participation(decision=CooperationDecision(**values), need=need, fields=fields)


def theirs(sender, operation: Operation, *, now: datetime, **words: object) -> None:
    """Receive another authority's own decision to take part."""
    answer = answer_content(participation(sender.code, operation.record, **words))
    sender.deliver(sender.release("cooperation-decision", answer, now=now), now=now)


def ours(operation: Operation, *, by: Actor, now: datetime, **words: object) -> Decision:
    """Decide ourselves; `by` holds the role ledamot."""
    return actions.decide(
        participation=participation(here().participant, operation.record, **words), by=by, now=now
    )
