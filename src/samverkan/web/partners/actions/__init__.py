"""Sending, receiving and answering. A row, its effect and its receipt are one transaction."""

from samverkan.web.partners.actions.asking import NoAnswer, Silence, answer, ask, ask_all
from samverkan.web.partners.actions.directory import pin
from samverkan.web.partners.actions.incoming import judge_again, receive, take_receipt
from samverkan.web.partners.actions.outgoing import (
    give_up,
    note_attempt,
    note_attempts,
    send,
    send_answer,
)

__all__ = [
    "NoAnswer",
    "Silence",
    "answer",
    "ask",
    "ask_all",
    "give_up",
    "judge_again",
    "note_attempt",
    "note_attempts",
    "pin",
    "receive",
    "send",
    "send_answer",
    "take_receipt",
]
