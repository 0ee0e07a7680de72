"""A note written here reaches a partner as a signed release, is receipted and recalled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverkan.exchange.receipts import ReceiptKind
from samverkan.rules.gradings import Category
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.journal.queries import thread_of
from samverkan.web.releases import actions, queries
from samverkan.web.releases.models import ReceivedRelease, Release, ReleaseState
from samverkan.web.subjects import actions as subjects
from samverkan.web.subjects.actions import Saying

TEXT = "Båten ligger kvar vid bryggan."
TERMS = ReleaseTerms("KFM", "OSL 10:2", "delta i insatsen", "H2", date(2025, 12, 31))


def write(siv, now):
    return actions.write_note(text=TEXT, by=siv, now=now)


def send(note, siv, now):
    return actions.release_note(
        record=note.record,
        case=note.case,
        content={"text": TEXT},
        terms=TERMS,
        by=siv,
        now=now,
    )


def test_a_note_is_released_receipted_and_recalled(staff, partner, now):
    siv, kfm = staff("siv", "utlamnande"), partner("KFM")
    note = write(siv, now)
    row = send(note, siv, now)

    (envelope,) = kfm.collect(now=now)
    assert envelope.body["content"] == {"text": "Båten ligger kvar vid bryggan."}
    assert envelope.about.number == 1
    kfm.answer(envelope, ReceiptKind.ACCEPTED, now=now)
    assert queries.release(row.pk).state == ReleaseState.RECEIPTED

    actions.recall(release=queries.release(row.pk), reason="fel båt", by=siv, now=now)
    recall = next(e for e in kfm.collect(now=now) if e.schema == "recall")
    kfm.answer(recall, ReceiptKind.ACCEPTED, now=now)
    assert queries.release(row.pk).state == ReleaseState.RECALLED
    kfm.answer(recall, ReceiptKind.RECALL_DONE, now=now)
    assert queries.release(row.pk).state == ReleaseState.RECALL_CONFIRMED
    assert [line.act for line in thread_of(note.record)] == [
        "note.written",
        "release.sent",
        "release.receipted",
        "release.recalled",
        "release.recall-done",
    ]


def test_a_second_release_of_a_record_follows_the_first(staff, partner, now):
    siv, kfm = staff("siv", "utlamnande"), partner("KFM")
    note = write(siv, now)
    send(note, siv, now)
    send(note, siv, now)
    first, second = (e for e in kfm.collect(now=now) if e.schema == "release/note")
    assert (second.about.number, second.about.before) == (2, first.about.digest)


@pytest.mark.parametrize(
    ("missing", "key"),
    [
        ({"ground": ""}, "releases.no_ground"),
        ({"purpose": ""}, "releases.no_purpose"),
        ({"handling": "X"}, "releases.bad_handling"),
        ({"expires_on": date(2025, 7, 1)}, "releases.expired"),
        ({"recipient": "KBV"}, "releases.to_self"),
    ],
)
def test_nothing_leaves_without_a_complete_record(staff, now, missing, key):
    siv = staff("siv", "utlamnande")
    note = write(siv, now)
    words = {name: getattr(TERMS, name) for name in ReleaseTerms.__dataclass_fields__}
    with pytest.raises(NotAllowed) as refused:
        actions.release(
            kind="note",
            content={"text": TEXT},
            terms=ReleaseTerms(**{**words, **missing}),
            about=note.record,
            case=note.case,
            by=siv,
            now=now,
        )
    assert refused.value.key == key
    assert [line.act for line in thread_of(note.record)] == ["note.written"]


def test_a_note_from_a_partner_is_kept_shown_and_blocked_when_recalled(staff, partner, browse, now):
    siv, kfm = staff("siv", "utlamnande"), partner("KFM")
    kfm.deliver(kfm.release("note", {"text": "Ring jouren."}, now=now), now=now)
    row = ReceivedRelease.objects.get()
    receipt = kfm.collect(now=now)[-1]
    assert (receipt.schema, receipt.body["kind"]) == ("receipt", "accepted")
    page = browse(siv).get(f"/mottaget/{row.pk}/")
    assert "Ring jouren." in page.content.decode()

    body = {"record": row.record, "version": 1, "reason": "fel person"}
    kfm.deliver(kfm.seal("recall", body, now=now), now=now)
    page = browse(siv).get(f"/mottaget/{row.pk}/").content.decode()
    assert "Ring jouren." not in page
    assert "fel person" in page
    actions.confirm_recall(release=queries.received_one(row.pk), note="", by=siv, now=now)
    answer = kfm.collect(now=now)[-1]
    assert answer.body["kind"] == "recall-done"


@pytest.fixture
def rasmus(siv_at_the_desk, now):
    """Somebody whom we know by name."""
    ref = subjects.new_subject("person", by=siv_at_the_desk, now=now, case="KBV/1")
    said = Saying(
        "name",
        "Rasmus Skvalpholm",
        "person",
        "2018:1695 2 kap. 1 §",
        date(2025, 12, 31),
        category=Category.OTHER,
        grading="A1",
    )
    subjects.say(subject=ref, sayings=(said,), case="KBV/1", by=siv_at_the_desk, now=now)


@pytest.fixture
def siv_at_the_desk(staff):
    return staff("siv", "utlamnande")


@pytest.mark.parametrize(
    ("text", "ground", "key"),
    [
        ("Rasmus Skvalpholms båt är kvar.", "OSL 10:2", "releases.note_name"),
        ("19900101-9802 är ombord.", "OSL 10:2", "releases.note_number"),
        ("900161-9809 är ombord.", "OSL 10:2", "releases.note_number"),
        (TEXT, "lag 2016:774 2 §", "releases.note_ground"),
    ],
)
def test_a_note_is_no_second_way_out(siv_at_the_desk, rasmus, now, text, ground, key):
    siv = siv_at_the_desk
    note = actions.write_note(text=text, by=siv, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.release_note(
            record=note.record,
            case=note.case,
            content={"text": text},
            terms=replace(TERMS, ground=ground),
            by=siv,
            now=now,
        )
    assert refused.value.key == key
    assert not Release.objects.exists()


def test_the_acts_themselves_ask_who_may(staff, partner, now):
    siv, other = staff("siv", "utlamnande"), staff("annan", "analytiker")
    note = write(siv, now)
    row, kfm = send(note, siv, now), partner("KFM")
    kfm.deliver(kfm.release("note", {"text": "Ring jouren."}, now=now), now=now)
    taken = ReceivedRelease.objects.get()
    body = {"record": taken.record, "version": 1, "reason": "fel"}
    kfm.deliver(kfm.seal("recall", body, now=now), now=now)
    taken.refresh_from_db()
    for act in (
        lambda: write(other, now),
        lambda: send(note, staff("tredje", "patrull"), now),
        lambda: actions.recall(release=row, reason="fel", by=other, now=now),
        lambda: actions.confirm_recall(release=taken, note="klart", by=other, now=now),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.key == "people.no_permission"
    assert Release.objects.get().recalled_at is None
