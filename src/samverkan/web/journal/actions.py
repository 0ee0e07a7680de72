"""The only writer of the journal: entries in the change's transaction, checkpoints on a beat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.trail.log import grow
from samverkan.trail.merkle import EMPTY_ROOT
from samverkan.web.journal import erasure, tiles
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import draw
from samverkan.web.journal.history import check_history, last_signed, leaves
from samverkan.web.journal.models import CaseKey, Entry, SignedCheckpoint
from samverkan.web.journal.transaction import committed, forget_old_pages, in_one_transaction
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
    transaction.on_commit(committed.set)
    return entry.pk


def beat(*, now: datetime) -> int:
    """Put waiting entries into the log, sign a checkpoint, publish it. Gives the new size.

    A crash between the steps loses nothing: places are settled before a file shows them, files are
    there before the database holds a signature over them, and only what it holds is published.
    """
    _place()
    last = _sign(now=now)
    if last is not None and tiles.published() != last.note:
        tiles.publish(last.note)
    return last.size if last else 0


@in_one_transaction
def _place() -> None:
    """Give waiting entries the next positions in the log, in the order they were written."""
    waiting = list(Entry.objects.filter(position=None).order_by("pk")[:BEAT_SIZE])
    if not waiting:
        return
    highest = Entry.objects.aggregate(highest=Max("position"))["highest"]
    for position, entry in enumerate(waiting, start=0 if highest is None else highest + 1):
        entry.position = position
    Entry.objects.bulk_update(waiting, ["position"], batch_size=400)


@in_one_transaction
def _sign(*, now: datetime) -> SignedCheckpoint | None:
    """Sign over every entry that has its place. HistoryBroken if that would fork the journal."""
    last = last_signed()
    fresh = leaves(last.size if last else 0)
    if not fresh:
        return last
    check_history(last)
    before = tiles.open_note(last.note) if last else None
    growth = grow(tiles.read, before, fresh)
    tiles.write(growth)
    if before is None:
        # From now on a missing file means that somebody took it away.
        tiles.remember(tiles.sign(0, EMPTY_ROOT))
    note = tiles.sign(growth.size, growth.root)
    return SignedCheckpoint.objects.create(size=growth.size, root=growth.root, note=note, at=now)


@in_one_transaction
def erase_case(*, case: str, by: Actor, now: datetime) -> None:
    """Destroy a case's key and its entries' salts, and let every app forget its personal values.

    Proofs stay valid, since the log holds commitments. A case that had no key gets a destroyed one,
    so that nothing can be written under it again.
    """
    erasure.forget(case=case, now=now)
    CaseKey.objects.update_or_create(
        case=case,
        defaults={"wrapped": None, "erased_at": now},
        create_defaults={"wrapped": None, "erased_at": now, "made_at": now},
    )
    Entry.objects.filter(case=case).update(salt=None, sealed_record=None)
    transaction.on_commit(forget_old_pages)
    record(Act.CASE_ERASED, about=case, by=by, at=now, case="erasures")
