"""What comes in from other participants: results, their outcomes, tables and requests."""

from samverkan.web.results.actions import (
    receive_event,
    receive_event_recall,
    receive_outcome,
    receive_request,
    receive_table,
    receive_table_recall,
)

RELEASES = {
    "result": (receive_table, receive_table_recall),
    "result-event": (receive_event, receive_event_recall),
    "result-outcome": (receive_outcome, None),
    "figures-request": (receive_request, None),
}
