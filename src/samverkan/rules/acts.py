"""Every act that the journal knows. The value is the entry's type; it never changes once used."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """Acts in the order of the process. A test finds an act that nothing records."""

    INSTANCE_MADE = "instance.made"
    STAFF_ADDED = "staff.added"
    LOGGED_IN = "staff.logged-in"
    NOTE_WRITTEN = "note.written"
    NOTES_READ = "note.read"
    RELEASED = "release.sent"
    RELEASE_RECEIVED = "release.received"
    RELEASES_READ = "release.read"
    RECEIPT_RECEIVED = "release.receipted"
    RECALLED = "release.recalled"
    RECALL_RECEIVED = "release.recall-received"
