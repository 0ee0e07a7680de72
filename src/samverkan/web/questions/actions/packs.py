"""Packs that holders give us: kept while their epoch lasts, gone when it ends or is recalled."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.exchange.reading import Fields
from samverkan.registers.likeness_lists import digests_of, scheme_of
from samverkan.rules.actor import Actor
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.errors import PackDamaged
from samverkan.sealed.pack_delta import Delta
from samverkan.sealed.pack_updates import apply
from samverkan.sealed.packs import Pack
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners.queries import card_of
from samverkan.web.questions import queries
from samverkan.web.questions.actions.sealing import KIND
from samverkan.web.questions.models import HeldPack
from samverkan.web.releases import actions as releases
from samverkan.wire.canonical import Json, Malformed
from samverkan.wire.keys import VerifyKey

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease

NAMES = frozenset({"epoch", "expires_at", "public_key", "schemes"})


@in_one_transaction
def keep_pack(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a holder's pack in place of its earlier one for the same epoch, which a delta is put on.

    Refused unless the holder signed it and it says whose it is, for whom, for which epoch, under
    which key, and by which schemes of likeness.
    """
    try:
        said = {"schemes": {}, **content}  # before likeness a pack came without
        carried = "delta" if "delta" in said else "pack"
        fields = Fields.of("pack", said, NAMES | {carried})
        schemes = _schemes(fields.mapping("schemes"))
        data = b64decode(fields.text(carried), validate=True)
        key, epoch = bytes.fromhex(fields.text("public_key")), fields.text("epoch")
        signer = card_of(by.participant).signing
        if carried == "delta":
            data = _put_on(data, queries.held_from(by.participant, epoch=epoch), release, signer)
        header = Pack.open(data, signer=signer).header
    except (Malformed, ValueError, PackDamaged) as error:
        raise NotAllowed("packs.damaged", fault=str(error)) from None
    wanted_of: dict[str, object] = {
        "holder": by.participant,
        "asker": here().participant,
        "epoch": epoch,
    }
    wanted_of |= {"public_key": key, "schemes": digests_of(schemes)}
    for what, wanted in wanted_of.items():
        if getattr(header, what) != wanted:
            raise NotAllowed("packs.not_meant", what=what)
    HeldPack.objects.update_or_create(
        holder=by.participant,
        epoch=epoch,
        defaults={
            "record": release.record,
            "public_key": key,
            "pack": data,
            "schemes": _readable(schemes),
            "received_at": now,
        },
    )


def _put_on(
    delta: bytes, base: HeldPack | None, release: ReceivedRelease, signer: VerifyKey
) -> bytes:
    """Give the next pack. PackDamaged if the delta is no true one, NotAllowed if we lack its base.

    Refused, its holder sends the pack whole.
    """
    opened = Delta.open(delta, signer=signer)
    if base is None or base.record != release.record:
        raise NotAllowed("packs.no_base")
    pack = Pack.reopen(bytes(base.pack))  # `keep_pack` has checked all of it
    if pack.digest != opened.said.base:
        raise NotAllowed("packs.no_base")
    return apply(pack, opened)


def _schemes(said: Mapping[str, Json]) -> dict[str, str]:
    """Give the schemes of likeness, by kind. Malformed if one is no text."""
    texts = {kind: text for kind, text in said.items() if isinstance(text, str)}
    if len(texts) < len(said):
        raise Malformed("A scheme of likeness is no text.")
    return texts


def _readable(schemes: Mapping[str, str]) -> dict[str, str]:
    """Leave out schemes that this program cannot read: nobody is asked by them."""
    return {kind: text for kind, text in schemes.items() if scheme_of(schemes, kind) is not None}


@in_one_transaction
def drop_recalled(*, release: ReceivedRelease) -> None:
    """Let a pack go that its holder took back."""
    HeldPack.objects.filter(holder=release.sender, record=release.record).delete()


@in_one_transaction
def forget_sealed(*, now: datetime) -> None:
    """Let our own packs go whose epoch has ended: no delta can start from them."""
    queries.sealed_in_past(now=now).update(pack=b"", schemes={})


@in_one_transaction
def drop_past(*, by: Actor, now: datetime) -> None:
    """Let packs go whose epoch has ended, and the copies that they came in."""
    rows = queries.past(now=now)
    records = tuple(rows.values_list("record", flat=True))
    rows.delete()
    releases.drop_copies(kind=KIND, records=records, by=by, now=now)
