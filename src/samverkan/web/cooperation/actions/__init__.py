"""What the council, the regional council and each authority do. Nobody decides for another."""

from samverkan.web.cooperation.actions.decisions import (
    decide,
    decline,
    receive_answer,
    receive_withdrawal,
    withdraw,
)
from samverkan.web.cooperation.actions.directions import (
    adopt,
    receive_direction,
    receive_direction_recall,
)
from samverkan.web.cooperation.actions.operations import (
    agree,
    close,
    propose_operation,
    receive_operation,
    receive_operation_recall,
)
from samverkan.web.cooperation.actions.proposals import (
    note_position,
    propose_direction,
    receive_proposal,
    take_position,
)

__all__ = [
    "adopt",
    "agree",
    "close",
    "decide",
    "decline",
    "note_position",
    "propose_direction",
    "propose_operation",
    "receive_answer",
    "receive_direction",
    "receive_direction_recall",
    "receive_operation",
    "receive_operation_recall",
    "receive_proposal",
    "receive_withdrawal",
    "take_position",
    "withdraw",
]
