"""A recall that overtakes its release: the release has no effect when it is taken at last."""

from __future__ import annotations

import pytest

from samverkan.web.partners import actions as partners
from samverkan.web.partners import registry as schemas
from samverkan.web.releases import queries, registry
from samverkan.web.releases.models import RecalledBefore, ReceivedRelease
from samverkan.wire.canonical import digest
from samverkan.wire.identifiers import RecordId, Version

RECORD = "KFM/6f1f2a52-93d2-4b70-8f3c-1d6a3c6f6b11"


@pytest.fixture
def handed_on(monkeypatch):
    """The contents of notes that the app taking them was handed."""
    found = []

    def take(*, content, **_):
        found.append(content["text"])

    monkeypatch.setitem(registry._kinds, "note", registry.Kind(take))
    return found


def version(number):
    def own(of):
        return digest(str(of).encode()) if of else None

    return Version(RecordId.parse(RECORD), number, own(number), own(number - 1))


def post(kfm, number, now, **more):
    body = {
        "content": {"text": f"version {number}"},
        "expires_on": "2025-12-31",
        "ground": "2016:774 2 §",
        "handling": "H2",
        "purpose": "test",
    }
    sealed = kfm.seal("release/note", body, now=now, about=version(number), **more)
    kfm.deliver(sealed, now=now)


def recall(kfm, number, now):
    body = {"record": RECORD, "version": number, "reason": "fel person"}
    kfm.deliver(kfm.seal("recall", body, now=now), now=now)


def test_a_release_that_waits_for_its_turn_is_recalled_before_it_is_taken(
    instance, partner, handed_on, now
):
    kfm = partner("KFM")
    post(kfm, 2, now)
    recall(kfm, 2, now)
    said = [(e.schema, e.body["kind"]) for e in kfm.collect(now=now)]
    assert sorted(said) == [("answer", "recall-done"), ("receipt", "accepted")]
    assert not ReceivedRelease.objects.exists()

    post(kfm, 1, now)
    post(kfm, 3, now)
    assert handed_on == ["version 1", "version 3"]
    row = ReceivedRelease.objects.get(version=2)
    assert (row.content, row.recall_reason) == (None, "fel person")
    assert queries.content_of(row) is None
    assert not queries.recalls_to_confirm().exists()


def test_a_release_not_understood_yet_is_recalled_before_an_upgrade(
    instance, partner, handed_on, monkeypatch, now
):
    kfm = partner("KFM")
    post(kfm, 1, now, schema_version=2)
    recall(kfm, 1, now)
    known = schemas.supported()
    newer = {**known, "release/note": known["release/note"] | {2}}
    monkeypatch.setattr(schemas, "supported", lambda: newer)
    partners.judge_again(now=now)
    assert handed_on == []
    assert ReceivedRelease.objects.get().recalled_at == now


def test_the_same_recall_twice_is_kept_once(instance, partner, now):
    kfm = partner("KFM")
    recall(kfm, 1, now)
    recall(kfm, 1, now)
    assert RecalledBefore.objects.count() == 1


def test_a_recall_touches_no_other_version_and_no_other_sender(instance, partner, handed_on, now):
    kfm, pol = partner("KFM"), partner("POL")
    body = {"record": RECORD, "version": 1, "reason": "inte mitt"}
    pol.deliver(pol.seal("recall", body, now=now), now=now)
    recall(kfm, 2, now)
    post(kfm, 1, now)
    assert handed_on == ["version 1"]
