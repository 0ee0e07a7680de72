"""Sealing our list for one asker and one epoch. To publish a pack is a release."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from os import cpu_count

from samverkan.registers.likeness_lists import LABEL, digests_of, sealed_likeness
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.disclosure_ladder import ground as ground_of
from samverkan.rules.lists import open_grounds
from samverkan.rules.releases import ReleaseTerms
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind
from samverkan.sealed.pack_header import SALT, Header
from samverkan.sealed.sealing import seal
from samverkan.sealed.voprf import KeyPair
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import draw, new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries
from samverkan.web.questions.actions.making import Base, Made, made
from samverkan.web.questions.epochs import end_of
from samverkan.web.questions.models import ListedLikeness, ListedNumber, SealedPack
from samverkan.web.questions.numbers import Number
from samverkan.web.releases import actions as releases
from samverkan.wire.canonical import Json
from samverkan.wire.times import to_text

KIND = "pack"
HANDLING = "H3"
LABEL_LENGTH = 12  # the longest code of a participant
CHECK_LENGTH = 8  # an officer acts on one hit alone: chance must not open a label
_ROWS = b"samverkan/questions/rows/v1"
SEALED_FOR = Purpose.PREVENT_CRIME
"""What askers check at sea for; a ground that does not cover it keeps its entries out."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What of the list an asker may ask about, and the state of the list when it was chosen."""

    grounds: tuple[str, ...]
    entries: int
    numbers: tuple[Number, ...]
    likeness: tuple[tuple[str, Mapping[str, str]], ...]
    state_of_list: str


def seal_for(*, asker: str, epoch: str, by: Actor, now: datetime) -> SealedPack | None:
    """Seal what this asker may ask about, and release the pack; None if that is nothing.

    An asker who had a pack gets the next one even if it is empty: what is withdrawn leaves at once.
    It gets a delta if its receipt says that it has the pack before, and that is smaller.
    The sealing is done outside the transaction: it takes about 60 µs a number on each core. If
    another process has sealed meanwhile, what that made stands: it may be of a newer list.
    """
    before = queries.sealed_pack(asker=asker, epoch=epoch)
    chosen = _chosen(asker, on=local_date(now))
    if not chosen.entries and before is None:
        return None
    made = _made(chosen, before, asker=asker, epoch=epoch)
    return _publish(chosen, made, before, asker=asker, epoch=epoch, by=by, now=now)


def key_for(asker: str, epoch: str) -> KeyPair:
    """Give our key for one asker and epoch."""
    return epoch_key(here().keys["voprf"], asker=asker, epoch=epoch)


def _scheme_secret() -> bytes:
    return hmac.digest(here().keys["voprf"], b"samverkan/questions/scheme/v1", "sha256")


def _chosen(asker: str, *, on: date) -> _Chosen:
    state = queries.state_of_list(on=on)
    listed = queries.in_force(on=on)
    grounds = open_grounds(
        listed.order_by().values_list("ground", flat=True).distinct(),
        holder=here().participant,
        asker=asker,
        purpose=SEALED_FOR,
        on=on,
    )
    rows = listed.filter(ground__in=grounds)
    # A subject on two lists, or twice on one, is one row: nobody can tell from which it came.
    found = ListedNumber.objects.filter(entry__in=rows).values_list("kind", "normal").distinct()
    numbers = tuple(Number(Kind(kind), normal) for kind, normal in found)
    likeness = ListedLikeness.objects.filter(entry__in=rows).order_by("pk")
    findable = tuple((each.kind, each.fields) for each in likeness)
    return _Chosen(grounds, rows.count(), numbers, findable, state)


def _made(chosen: _Chosen, before: SealedPack | None, *, asker: str, epoch: str) -> Made:
    key = key_for(asker, epoch)
    base = Base.of(before)
    secret = hmac.digest(key.secret, _ROWS, "sha512")
    likeness = sealed_likeness(
        chosen.likeness, random=secret, secret=_scheme_secret(), before=base.schemes
    )
    # A pack has labels of one length: where there is likeness, that of a key of it.
    length = LABEL if likeness.schemes else LABEL_LENGTH
    desk = here().participant.encode().ljust(length, b"\0")
    inputs = [(number.sealed_input, desk) for number in chosen.numbers] + [*likeness.rows]
    outputs = seal(key, [value for value, _ in inputs], threads=cpu_count() or 1)
    rows = [(output, label) for output, (_, label) in zip(outputs, inputs, strict=True)]
    names = here().participant, asker, epoch
    schemes = digests_of(likeness.schemes)
    header = Header(*names, key.public, draw(SALT), length, CHECK_LENGTH, schemes)
    return made(rows, header, base, likeness.schemes, secret=secret, key=here().signing)


def _content(made: Made, epoch: str, *, as_delta: bool) -> dict[str, Json]:
    """Give what leaves: the pack, or what takes the one before to it."""
    carried = {"delta": made.delta} if as_delta else {"pack": made.pack}
    return {
        "epoch": epoch,
        "expires_at": to_text(end_of(epoch)),
        "public_key": made.header.public_key.hex(),
        "schemes": dict(made.schemes),
        **{name: b64encode(data).decode("ascii") for name, data in carried.items()},
    }


@in_one_transaction
def _publish(
    chosen: _Chosen,
    made: Made,
    before: SealedPack | None,
    *,
    asker: str,
    epoch: str,
    by: Actor,
    now: datetime,
) -> SealedPack:
    newest = queries.sealed_pack(asker=asker, epoch=epoch)
    if newest is not None and (before is None or newest.times != before.times):
        # Ours may be of an older list and would bring back what is withdrawn. If theirs is the
        # older one its `state_of_list` says so, and the next beat seals again.
        return newest
    as_delta = bool(made.delta) and before is not None and queries.has_it(before)
    row, _ = SealedPack.objects.update_or_create(
        asker=asker,
        epoch=epoch,
        defaults={
            "record": before.record if before else f"{here().participant}/{new_uuid()}",
            # An empty pack keeps the grounds of the one that it takes the place of.
            "grounds": list(chosen.grounds or (before.grounds if before else ())),
            "entries": chosen.entries,
            "numbers": len(chosen.numbers),
            "state_of_list": chosen.state_of_list,
            "sealed_at": now,
            "times": before.times + 1 if before else 1,
            "pack": made.pack,
            "schemes": dict(made.schemes),
            "as_delta": as_delta,
        },
    )
    ground = _citations(row.grounds, local_date(now))
    details: dict[str, Json] = {"asker": asker, "entries": row.entries, "epoch": epoch}
    journal.record(
        Act.LIST_SEALED,
        about=row.record,
        by=by,
        at=now,
        case=row.record,
        ground=ground,
        details=details,
    )
    releases.release(
        kind=KIND,
        content=_content(made, epoch, as_delta=as_delta),
        terms=ReleaseTerms(asker, ground, str(SEALED_FOR), HANDLING, _last_day(epoch, now)),
        about=row.record,
        case=row.record,
        by=by,
        now=now,
    )
    return row


def _citations(grounds: Iterable[str], on: date) -> str:
    return "; ".join(str(ground_of(name, on)["citation"]) for name in grounds)


def _last_day(epoch: str, now: datetime) -> date:
    """Give the Swedish day in which the epoch ends; the gate asks for a day after today."""
    return max(local_date(end_of(epoch)), local_date(now) + timedelta(days=1))
