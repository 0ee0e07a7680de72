"""The only writer of the journal: entries in the change's transaction, checkpoints on a beat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.trail.entries import LogEntry
from samverkan.trail.log import grow
from samverkan.web.journal import tiles
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import draw
from samverkan.web.journal.models import CaseKey, Entry, SignedCheckpoint
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.wire.canonical import Json, encode
from samverkan.wire.commitments import commit
from samverkan.wire.times import to_text

BEAT_SIZE = 4096


@in_one_transaction
def record(
    act: Act,
    *,
    about: str,
    by: Actor,
    at: datetime,
    case: str,
    ground: str = "",
    details: Mapping[str, Json] | None = None,
) -> int:
    """Write one entry and give its number, for the outbox to wait on.

    `about` is a record reference, `case` the case whose key covers the record, `ground` a citation.
    Names of persons belong in `details`, never in `about`.
    """
    body = encode(
        {
            "about": about,
            "act": str(act),
            "at": to_text(at),
            "by": by.reference,
            "details": dict(details or {}),
            "ground": ground,
        }
    )
    salt = draw(32)
    entry = Entry.objects.create(
        act=str(act),
        about=about,
        case=case,
        actor=by.reference,
        at=at,
        commitment=commit(salt, body),
        salt=salt,
        sealed_record=seal_under(case, body, now=at),
    )
    return entry.pk


@in_one_transaction
def beat(*, now: datetime) -> int:
    """Put waiting entries into the log, write tiles, sign a checkpoint. Gives the new size."""
    last = SignedCheckpoint.objects.order_by("-size").first()
    size = last.size if last else 0
    waiting = list(Entry.objects.filter(position=None).order_by("pk")[:BEAT_SIZE])
    if not waiting:
        return size
    for position, entry in enumerate(waiting, start=size):
        entry.position = position
    Entry.objects.bulk_update(waiting, ["position"], batch_size=400)
    leaves = [LogEntry(entry.act, bytes(entry.commitment)).to_bytes() for entry in waiting]
    growth = grow(tiles.read, tiles.open_note(last.note) if last else None, leaves)
    note = tiles.write(growth)
    SignedCheckpoint.objects.create(size=growth.size, root=growth.root, note=note, at=now)
    tiles.remember(note)
    return growth.size


@in_one_transaction
def erase_case(*, case: str, by: Actor, now: datetime) -> None:
    """Destroy a case's key and its entries' salts; proofs stay valid: the log holds commitments."""
    CaseKey.objects.filter(case=case).update(wrapped=None, erased_at=now)
    Entry.objects.filter(case=case).update(salt=None, sealed_record=None)
    record(Act.CASE_ERASED, about=case, by=by, at=now, case="erasures")
