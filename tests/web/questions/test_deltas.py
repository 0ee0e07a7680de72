"""Deltas that come in: put on the pack we have, or refused, and that pack stays."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest

from samverkan.sealed.pack_differences import difference
from samverkan.sealed.packs import Pack
from samverkan.web.partners.models import InboxMessage
from samverkan.web.questions.models import HeldPack
from samverkan.wire.keys import SigningKey
from tests.web.questions.conftest import NADJA, RASMUS


def bare(content: dict) -> Pack:
    return Pack.open(b64decode(content["pack"]))


@pytest.fixture
def next_of(holder, now):
    """Give a base to us, and make the delta to the next pack: `kfm, content`."""
    kfm = holder("KFM")
    first = kfm.pack(RASMUS, now=now)
    kfm.release(first, now=now)

    def content(key: SigningKey | None = None, spoil=lambda data: data) -> dict:
        second = kfm.pack(NADJA, now=now)
        data = difference(bare(first), bare(second), key or kfm.partner.signing)
        rest = {name: value for name, value in second.items() if name != "pack"}
        return {**rest, "delta": b64encode(spoil(data)).decode("ascii")}

    return kfm, content


def test_a_delta_takes_the_pack_we_have_to_the_next(ask, rasmus, aboard, next_of, now):
    kfm, content = next_of
    kfm.release(content(), now=now)
    assert HeldPack.objects.count() == 1
    assert not ask(rasmus).hits
    assert ask(aboard(personal_number=NADJA.normal)).hits


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data[:-1], "its header says otherwise"),
        (lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], "digest does not match"),
        (lambda data: bytes(len(data)), "not a delta"),
    ],
    ids=["cut", "changed", "another file"],
)
def test_a_hostile_delta_is_refused_and_the_pack_before_stays(next_of, now, spoil, said):
    kfm, content = next_of
    before = bytes(HeldPack.objects.get().pack)
    kfm.release(content(spoil=spoil), now=now)
    row = InboxMessage.objects.filter(schema="release/pack").latest("pk")
    assert row.state == "refused"
    assert said in row.reason
    assert bytes(HeldPack.objects.get().pack) == before


def test_a_delta_that_another_signed_is_refused(next_of, now):
    kfm, content = next_of
    kfm.release(content(SigningKey(bytes(32))), now=now)
    row = InboxMessage.objects.filter(schema="release/pack").latest("pk")
    assert (row.state, "not signed by its holder" in row.reason) == ("refused", True)


@pytest.mark.parametrize("lost", ["gone", "another"])
def test_a_delta_whose_base_is_not_here_is_refused_and_the_whole_pack_taken(
    next_of, now, lost, ask, aboard
):
    kfm, content = next_of
    if lost == "gone":
        HeldPack.objects.all().delete()
    else:
        other = bare(kfm.pack(RASMUS, NADJA, now=now))
        HeldPack.objects.update(pack=bytes(other.view))
    kfm.release(content(), now=now)
    row = InboxMessage.objects.filter(schema="release/pack").latest("pk")
    assert (row.state, "starts from a pack" in row.reason) == ("refused", True)
    kfm.give(NADJA, now=now)
    assert ask(aboard(personal_number=NADJA.normal)).hits


def test_a_delta_with_a_pack_beside_it_is_refused(next_of, now):
    kfm, content = next_of
    kfm.release({**content(), "pack": ""}, now=now)
    assert InboxMessage.objects.filter(schema="release/pack").latest("pk").state == "refused"
