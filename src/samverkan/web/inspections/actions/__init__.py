"""Opening a check, naming who is aboard, ending it, correcting it, and the receipt."""

from samverkan.web.inspections.actions.asking import (
    ask_about_aboard,
    ask_about_craft,
    ask_about_person,
    ask_agreement,
    ask_like_craft,
    ask_like_person,
    decide_agreement,
)
from samverkan.web.inspections.actions.correcting import approve, correct, correct_person
from samverkan.web.inspections.actions.ending import craft_left, end_control
from samverkan.web.inspections.actions.long_control import decide_long, report_long
from samverkan.web.inspections.actions.noting import add_note, add_person, give_receipt
from samverkan.web.inspections.actions.opening import open_check, record_routine, say_craft
from samverkan.web.inspections.said import Why

__all__ = [
    "Why",
    "add_note",
    "add_person",
    "approve",
    "ask_about_aboard",
    "ask_about_craft",
    "ask_about_person",
    "ask_agreement",
    "ask_like_craft",
    "ask_like_person",
    "correct",
    "correct_person",
    "craft_left",
    "decide_agreement",
    "decide_long",
    "end_control",
    "give_receipt",
    "open_check",
    "record_routine",
    "report_long",
    "say_craft",
]
