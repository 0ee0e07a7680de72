"""Taking things in hand, keeping track of them, and deciding by phone."""

from samverkan.web.property.actions.confirming import confirm, note_confirmation
from samverkan.web.property.actions.counting import count
from samverkan.web.property.actions.custody import HandOver, move
from samverkan.web.property.actions.deciding import Call, correct, decide_by_phone
from samverkan.web.property.actions.hearing import hear, unhear
from samverkan.web.property.actions.taking import Found, change_ground, take_in
from samverkan.web.property.actions.valuing import Estimate, value

__all__ = [
    "Call",
    "Estimate",
    "Found",
    "HandOver",
    "change_ground",
    "confirm",
    "correct",
    "count",
    "decide_by_phone",
    "hear",
    "move",
    "note_confirmation",
    "take_in",
    "unhear",
    "value",
]
