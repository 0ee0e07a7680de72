"""Looking through the journal as an overseer does: by act, by person, by day; with proofs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from samverkan.rules.refusal import NotAllowed
from samverkan.trail.evidence import Evidence
from samverkan.trail.proofs import make_proof
from samverkan.web.journal import tiles
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.journal.history import last_signed
from samverkan.web.journal.models import CaseKey, Entry
from samverkan.web.journal.queries import JournalLine, line_of


@dataclass(frozen=True, slots=True)
class SignedState:
    """The newest signed checkpoint: how many entries, their root, the key, and the note itself."""

    size: int
    root: bytes
    vkey: str
    note: str
    at: datetime
    waiting: int


def entries(
    *,
    acts: Collection[str] = (),
    actor: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Entry]:
    """Give the entries that match, newest first; `until` is the first moment after."""
    rows = Entry.objects.order_by("-pk")
    if acts:
        rows = rows.filter(act__in=acts)
    if actor:
        rows = rows.filter(actor=actor)
    if since is not None:
        rows = rows.filter(at__gte=since)
    return rows if until is None else rows.filter(at__lt=until)


def lines(rows: Iterable[Entry]) -> list[JournalLine]:
    """Open the records of some entries."""
    return [line_of(row) for row in rows]


def line(number: int) -> JournalLine:
    """Give one entry with its record opened. Entry.DoesNotExist if there is none."""
    return line_of(Entry.objects.get(pk=number))


def has_entry(number: int) -> bool:
    """Say whether there is an entry of this number."""
    return Entry.objects.filter(pk=number).exists()


def numbers(acts: Collection[str], *, upto: int) -> list[int]:
    """Give the numbers of the entries of some acts, to one that is known: so a draw is repeated."""
    return list(Entry.objects.filter(act__in=acts, pk__lte=upto).values_list("pk", flat=True))


def last_number() -> int:
    """Give the number of the newest entry, 0 if there is none."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def count_by_act() -> dict[str, int]:
    """Count the entries of each act."""
    return dict(Entry.objects.values_list("act").annotate(Count("pk")).order_by("act"))


def actors() -> list[str]:
    """Give everyone who has acted, in order."""
    return list(Entry.objects.order_by("actor").values_list("actor", flat=True).distinct())


def state() -> SignedState | None:
    """Give the newest signed checkpoint; None before the first."""
    last = last_signed()
    if last is None:
        return None
    waiting = Entry.objects.count() - last.size
    return SignedState(
        last.size, bytes(last.root), tiles.signer().vkey, last.note, last.at, waiting
    )


def proof(number: int) -> str:
    """Give the proof (C2SP tlog-proof) that an entry is in the journal, with what it commits to.

    NotAllowed if no signed checkpoint covers the entry yet. Once its case is erased the proof
    carries only the commitment, and still holds.
    """
    entry, last = Entry.objects.get(pk=number), last_signed()
    if last is None or entry.position is None or entry.position >= last.size:
        raise NotAllowed("oversight.no_proof_yet")
    extra = _evidence(entry).to_extra()
    return make_proof(tiles.read, note=last.note, index=entry.position, extra=extra)


def erased(cases: Collection[str]) -> set[str]:
    """Give those of the cases whose key has been destroyed."""
    rows = CaseKey.objects.filter(case__in=cases).exclude(erased_at=None)
    return set(rows.values_list("case", flat=True))


def _evidence(entry: Entry) -> Evidence:
    salt, record = None, None
    if entry.salt is not None and entry.sealed_record is not None:
        try:
            record = open_under(entry.case, bytes(entry.sealed_record))
            salt = bytes(entry.salt)
        except CaseErased:
            record = None
    return Evidence(entry.act, bytes(entry.commitment), salt, record)
