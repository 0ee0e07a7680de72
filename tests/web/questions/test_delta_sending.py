"""Deltas that go out: to an asker whose receipt says that it has the pack before; else it whole."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import timedelta

import pytest

from samverkan.exchange.receipts import ReceiptKind
from samverkan.sealed.pack_delta import Delta
from samverkan.sealed.pack_updates import apply
from samverkan.sealed.packs import Pack
from samverkan.web.questions import actions, jobs
from samverkan.web.questions.models import ListEntry, SealedPack
from tests.web.questions.test_likeness import OTHERS
from tests.web.questions.test_listing import ROW


@pytest.fixture
def participant() -> str:
    return "KFM"


@pytest.fixture
def keeper(staff):
    return staff("lage", "forteckning")


class Receiver:
    """KBV: it keeps the pack that came, and answers as told."""

    def __init__(self, partner, now):
        self.partner, self.now, self.pack = partner, now, None

    def take(self, kind: ReceiptKind) -> str:
        """Take the next release of a pack, answer it, and say how it came; empty if none came."""
        found = [e for e in self.partner.collect(now=self.now) if e.schema == "release/pack"]
        if not found:
            return ""
        (envelope,) = found
        content = envelope.body["content"]
        how = "delta" if "delta" in content else "pack"
        data = b64decode(content[how])
        if kind is ReceiptKind.ACCEPTED:
            self.pack = Pack.open(data if how == "pack" else apply(self.pack, Delta.open(data)))
        reason = {} if kind is ReceiptKind.ACCEPTED else {"note": "har det inte"}
        self.partner.answer(envelope, kind, now=self.now, **reason)
        return how


@pytest.fixture
def kbv(operation, keeper, partner, now):
    actions.list_entries(rows=(ROW,), by=keeper, now=now)
    jobs.run(now=now)
    return Receiver(partner("KBV"), now)


@pytest.fixture
def change(keeper, now):
    """Change the list: its one entry goes, or another comes."""

    def change() -> None:
        standing = ListEntry.objects.filter(withdrawn_at=None).first()
        if standing is None:
            actions.list_entries(rows=(ROW,), by=keeper, now=now)
        else:
            actions.withdraw(entry=standing.pk, why="betald", by=keeper, now=now)
        jobs.run(now=now)

    return change


def test_what_changed_goes_as_a_delta_to_who_has_the_base(kbv, change):
    assert kbv.take(ReceiptKind.ACCEPTED) == "pack"
    first = kbv.pack
    change()
    assert kbv.take(ReceiptKind.ACCEPTED) == "delta"
    assert kbv.pack.header == first.header
    sealed = SealedPack.objects.get(asker="KBV")
    assert (bytes(sealed.pack), sealed.as_delta) == (bytes(kbv.pack.view), True)
    change()
    assert kbv.take(ReceiptKind.ACCEPTED) == "delta"
    assert kbv.pack.digest == first.digest


def test_without_a_receipt_the_pack_goes_whole(kbv, change, partner, now):
    change()
    found = [e for e in partner("KBV").collect(now=now) if e.schema == "release/pack"]
    assert ["pack" in envelope.body["content"] for envelope in found] == [True, True]


def test_a_refused_delta_is_followed_by_the_whole_pack_once(kbv, change, now):
    kbv.take(ReceiptKind.ACCEPTED)
    change()
    assert kbv.take(ReceiptKind.REFUSED) == "delta"
    jobs.run(now=now)
    assert kbv.take(ReceiptKind.REFUSED) == "pack"
    jobs.run(now=now)
    assert kbv.take(ReceiptKind.ACCEPTED) == ""


def test_our_packs_go_when_their_epoch_ends(kbv, now):
    tomorrow = now + timedelta(days=1)
    jobs.run(now=tomorrow)
    kept = {row.epoch: bytes(row.pack) for row in SealedPack.objects.filter(asker="KBV")}
    assert kept.pop("2025-07-12") == b""
    assert all(kept.values())


def test_a_list_with_likeness_keeps_its_scheme_while_its_length_does(kbv, keeper, now):
    kbv.take(ReceiptKind.ACCEPTED)
    rows = tuple(
        replace(
            ROW,
            case_reference=f"m-{n}",
            numbers=(("engine", fields["engine"]),),
            likeness=tuple(fields.items()),
        )
        for n, (_, fields) in enumerate(OTHERS)
    )
    listed = actions.list_entries(rows=rows, by=keeper, now=now)
    jobs.run(now=now)
    how = kbv.take(ReceiptKind.ACCEPTED)
    assert (how, len(kbv.pack.header.schemes)) == ("pack", 1), listed
    first = kbv.pack.header
    entry = ListEntry.objects.filter(case_ref="m-3").get()
    actions.withdraw(entry=entry.pk, why="betald", by=keeper, now=now)
    jobs.run(now=now)
    assert kbv.take(ReceiptKind.ACCEPTED) == "delta"
    assert kbv.pack.header == first
