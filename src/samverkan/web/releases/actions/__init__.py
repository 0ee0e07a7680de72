"""The gate in both directions."""

from samverkan.web.releases.actions.expiry import drop_copies
from samverkan.web.releases.actions.incoming import confirm_recall, receive, receive_recall
from samverkan.web.releases.actions.joint import release_jointly
from samverkan.web.releases.actions.notes import release_note, write_note
from samverkan.web.releases.actions.outgoing import (
    note_recall_done,
    note_receipt,
    recall,
    release,
)

__all__ = [
    "confirm_recall",
    "drop_copies",
    "note_recall_done",
    "note_receipt",
    "recall",
    "receive",
    "receive_recall",
    "release",
    "release_jointly",
    "release_note",
    "write_note",
]
