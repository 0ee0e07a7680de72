"""Writing in the ledger, drawing up tables, publishing reports."""

from samverkan.web.results.actions.events import (
    NewEvent,
    Part,
    correct_event,
    enter_event,
    link_events,
    share_event,
)
from samverkan.web.results.actions.incoming import (
    receive_event,
    receive_event_recall,
    receive_outcome,
    receive_request,
    receive_table,
    receive_table_recall,
)
from samverkan.web.results.actions.outcomes import NewOutcome, attach_outcome
from samverkan.web.results.actions.reports import NewReport, propose_report, publish_report
from samverkan.web.results.actions.tables import ask_for_figures, draw_up, send_table

__all__ = [
    "NewEvent",
    "NewOutcome",
    "NewReport",
    "Part",
    "ask_for_figures",
    "attach_outcome",
    "correct_event",
    "draw_up",
    "enter_event",
    "link_events",
    "propose_report",
    "publish_report",
    "receive_event",
    "receive_event_recall",
    "receive_outcome",
    "receive_request",
    "receive_table",
    "receive_table_recall",
    "send_table",
    "share_event",
]
