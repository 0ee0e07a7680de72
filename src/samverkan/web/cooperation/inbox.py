"""What comes in: proposals, directions, operations, others' answers, and the members' positions."""

from samverkan.web.cooperation.actions import (
    note_position,
    receive_answer,
    receive_direction,
    receive_direction_recall,
    receive_operation,
    receive_operation_recall,
    receive_proposal,
    receive_withdrawal,
)

RELEASES = {
    "proposal": (receive_proposal, None),
    "direction": (receive_direction, receive_direction_recall),
    "operation": (receive_operation, receive_operation_recall),
    "cooperation-decision": (receive_answer, receive_withdrawal),
}
POSITION = note_position
