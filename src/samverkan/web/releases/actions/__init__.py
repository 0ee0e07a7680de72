"""The gate in both directions."""

from samverkan.web.releases.actions.incoming import confirm_recall, receive, receive_recall
from samverkan.web.releases.actions.outgoing import (
    note_recall_done,
    note_receipt,
    recall,
    release,
    write_note,
)

__all__ = [
    "confirm_recall",
    "note_recall_done",
    "note_receipt",
    "recall",
    "receive",
    "receive_recall",
    "release",
    "write_note",
]
