"""Packs that come in: refused unless they say whose they are, and gone when their day is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverkan.web.journal.queries import newest
from samverkan.web.partners.models import InboxMessage
from samverkan.web.questions import actions, jobs, queries
from samverkan.web.questions.models import HeldPack
from samverkan.web.releases.models import ReceivedRelease
from samverkan.web.releases.queries import content_of
from samverkan.wire.keys import SigningKey
from tests.web.questions.conftest import CHECK, NADJA, RASMUS


@pytest.mark.parametrize(
    "change",
    [{"holder": "POL"}, {"asker": "POL"}, {"epoch": "2025-07-11"}],
    ids=lambda change: next(iter(change)),
)
def test_a_pack_that_is_not_what_its_release_says_is_refused(holder, now, change):
    holder("KFM").give(RASMUS, now=now, **change)
    row = InboxMessage.objects.get(schema="release/pack")
    assert (row.state, HeldPack.objects.count()) == ("refused", 0)
    assert next(iter(change)) in row.reason


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: {**content, "pack": content["pack"][:-8]},
        lambda content: {**content, "pack": "#"},
        lambda content: {**content, "public_key": "xy"},
        lambda content: {**content, "public_key": "00" * 32},
        lambda content: {"pack": content["pack"]},
        lambda content: {**content, "schemes": {"person": 7}},
        lambda content: {**content, "schemes": {"person": "{}"}},
    ],
    ids=[
        "cut",
        "no base64",
        "no hex",
        "other key",
        "fields missing",
        "no scheme",
        "a scheme it does not name",
    ],
)
def test_a_damaged_pack_is_refused(holder, now, spoil):
    kfm = holder("KFM")
    kfm.release(spoil(kfm.pack(RASMUS, now=now)), now=now)
    assert InboxMessage.objects.get(schema="release/pack").state == "refused"
    assert queries.holders(now=now) == ()


def test_a_pack_that_another_signed_is_refused(holder, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now, signing=SigningKey(bytes(32)))
    row = InboxMessage.objects.get(schema="release/pack")
    assert (row.state, HeldPack.objects.count()) == ("refused", 0)
    assert "not signed by its holder" in row.reason


def test_the_next_version_takes_the_place_of_the_last(ask, rasmus, aboard, holder, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    kfm.give(NADJA, now=now)
    assert HeldPack.objects.count() == 1
    assert not ask(rasmus).hits
    assert ask(aboard(personal_number=NADJA.normal)).hits


def test_a_pack_and_its_copy_go_when_the_epoch_ends(holder, instance, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    jobs.run(now=now)
    assert queries.holders(now=now) == ("KFM",)
    tomorrow = now + timedelta(days=1)
    kfm.give(RASMUS, now=tomorrow)
    jobs.run(now=tomorrow)
    assert list(HeldPack.objects.values_list("epoch", flat=True)) == ["2025-07-13"]
    old, new = ReceivedRelease.objects.order_by("pk")
    assert (content_of(old) is None, content_of(new) is None) == (True, False)
    assert newest(1)[0].act == "release.copies-dropped"
    jobs.run(now=tomorrow)


def test_a_recalled_pack_is_gone_at_once(holder, partner, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    body = {"record": str(kfm.last.record), "version": 1, "reason": "fel lista"}
    kfm.partner.deliver(kfm.partner.seal("recall", body, now=now), now=now)
    assert queries.holders(now=now) == ()


def test_who_can_be_asked_is_known_without_reading_a_single_pack(operation, rasmus, holder, now):
    holder("KFM").give(RASMUS, now=now)
    with CaptureQueriesContext(connection) as asked:
        assert queries.holders(now=now) == ("KFM",)
        assert actions.cost_of_asking(CHECK, rasmus, now=now) == {"KFM": 1}
    assert not [each for each in asked if '"questions_heldpack"."pack"' in each["sql"]]
