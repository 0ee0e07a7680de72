"""One journal has one history: what this machine signed before, the database must still hold.

A database older than the last signed checkpoint would sign another history: the journal would fork.
Files that a crash left behind the database are written again from it.
"""

from __future__ import annotations

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.entries import LogEntry
from samverkan.trail.log import grow
from samverkan.trail.notes import NoteInvalid
from samverkan.trail.tiles import TileBroken, over
from samverkan.web.journal import tiles
from samverkan.web.journal.instance import InstanceBroken, here
from samverkan.web.journal.models import Entry, SignedCheckpoint

STEP = 4096


class HistoryBroken(InstanceBroken):
    """The journal must not be signed; the text says why in one sentence."""


def last_signed() -> SignedCheckpoint | None:
    """Give the newest signed checkpoint in the database."""
    return SignedCheckpoint.objects.order_by("-size").first()


def check_history(last: SignedCheckpoint | None) -> None:
    """Refuse a database that does not hold what this machine remembers that it signed."""
    file = here().last_checkpoint_file
    try:
        kept = tiles.remembered()
    except NoteInvalid:
        raise HistoryBroken(f"{file} is damaged, or another journal's.") from None
    size = last.size if last else 0
    if kept is None:
        if last:
            raise HistoryBroken(
                f"{file} is missing, but {size} entries were signed: put the newest checkpoint "
                "that a partner has seen there."
            )
        return
    if kept.size > size:
        raise HistoryBroken(
            f"The journal here has {size} signed entries, but {kept.size} were signed before: "
            "this is an old copy."
        )
    row = SignedCheckpoint.objects.filter(size=kept.size).first()
    if kept.size and (row is None or bytes(row.root) != kept.root):
        raise HistoryBroken(
            f"The journal here is another than the one whose {kept.size} entries were signed."
        )


def repair() -> None:
    """Bring the files up to the database: tiles that are not there, the published checkpoint.

    HistoryBroken if the database's own entries do not give the root that was signed.
    """
    last = last_signed()
    if last is None:
        return
    if not _stands(last):
        _rebuild(last)
    if tiles.published() != last.note:
        tiles.publish(last.note)


def leaves(since: int, count: int = STEP) -> list[bytes]:
    """Give so many of the log's entries from a position on, from the database."""
    rows = Entry.objects.filter(position__gte=since).order_by("position")[:count]
    return [LogEntry(row.act, bytes(row.commitment)).to_bytes() for row in rows]


def _stands(last: SignedCheckpoint) -> bool:
    try:
        return over(tiles.read, last.size)(0, last.size) == bytes(last.root)
    except TileBroken:
        return False


def _rebuild(last: SignedCheckpoint) -> None:
    before: Checkpoint | None = None
    for since in range(0, last.size, STEP):
        growth = grow(tiles.read, before, leaves(since, min(STEP, last.size - since)))
        tiles.write(growth)
        before = Checkpoint(here().log_origin, growth.size, growth.root)
    if before is None or before.root != bytes(last.root):
        raise HistoryBroken(
            f"The database's entries do not give the root signed over {last.size} entries."
        )
