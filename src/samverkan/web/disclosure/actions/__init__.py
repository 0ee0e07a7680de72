"""Disclosing, receiving, asking, refusing, reviewing, recalling; all that leaves has a record."""

from samverkan.web.disclosure.actions.asking import ask_review, receive_refusal, request_data
from samverkan.web.disclosure.actions.disclosing import disclose, recall
from samverkan.web.disclosure.actions.receiving import (
    confirm,
    confirm_recalled,
    receive,
    receive_recall,
)
from samverkan.web.disclosure.actions.refusing import (
    receive_request,
    receive_review,
    refuse,
    review,
    withdraw_request,
)

__all__ = [
    "ask_review",
    "confirm",
    "confirm_recalled",
    "disclose",
    "recall",
    "receive",
    "receive_recall",
    "receive_refusal",
    "receive_request",
    "receive_review",
    "refuse",
    "request_data",
    "review",
    "withdraw_request",
]
