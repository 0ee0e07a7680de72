"""Listing, sealing, asking, evaluating: each act in its own file."""

from samverkan.web.questions.actions.asking import Ask, Card, ask, ask_again, ask_many
from samverkan.web.questions.actions.blinding import cost_of_asking
from samverkan.web.questions.actions.erasing import forget_listed
from samverkan.web.questions.actions.evaluating import evaluate, forget_evaluated
from samverkan.web.questions.actions.likeness import ask_by_likeness, cost_of, why_not
from samverkan.web.questions.actions.listing import Listed, list_entries, withdraw
from samverkan.web.questions.actions.opening import open_logged
from samverkan.web.questions.actions.packs import (
    drop_past,
    drop_recalled,
    forget_sealed,
    keep_pack,
)
from samverkan.web.questions.actions.retrying import ask_due
from samverkan.web.questions.actions.reviewing import review
from samverkan.web.questions.actions.sealing import seal_for

__all__ = [
    "Ask",
    "Card",
    "Listed",
    "ask",
    "ask_again",
    "ask_by_likeness",
    "ask_due",
    "ask_many",
    "cost_of",
    "cost_of_asking",
    "drop_past",
    "drop_recalled",
    "evaluate",
    "forget_evaluated",
    "forget_listed",
    "forget_sealed",
    "keep_pack",
    "list_entries",
    "open_logged",
    "review",
    "seal_for",
    "why_not",
    "withdraw",
]
