"""The pages of notes and releases: who may, what they show, what they leave in the journal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.exchange.receipts import ReceiptKind
from samverkan.rules.acts import Act
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.models import Entry
from samverkan.web.releases import actions, queries
from samverkan.web.releases.models import Note, ReceivedRelease, Release, ReleaseState
from tests.web.releases.test_note import TEXT, send, write

TERMS = {
    "recipient": "KFM",
    "ground": "OSL 10:2",
    "purpose": "delta i insatsen",
    "handling": "H2",
    "expires_on": "2025-12-31",
    "fields_chosen": ["text"],
}


@pytest.fixture
def siv(staff):
    return staff("siv", "utlamnande")


@pytest.fixture
def client(siv, browse):
    return browse(siv)


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_note_is_written_released_and_recalled_on_pages(client, partner, now):
    answer = client.post("/anteckningar/", {"text": TEXT})
    note = Note.objects.get()
    assert answer["Location"] == f"/anteckningar/{note.pk}/"
    assert TEXT in text_of(client.get(f"/anteckningar/{note.pk}/"))
    assert TEXT.encode() not in bytes(note.text)

    gate = f"/anteckningar/{note.pk}/lamna-ut/"
    page = text_of(client.get(gate))
    assert "En anteckning får inte handla om en person." in page
    assert 'href="/utlamnanden/"' in page
    answer = client.post(gate, TERMS)
    row = Release.objects.get()
    assert answer["Location"] == f"/utlamnat/{row.pk}/"
    page = text_of(client.get(f"/utlamnat/{row.pk}/"))
    assert TEXT in page
    assert "Skickat" in page

    kfm = partner("KFM")
    kfm.answer(kfm.collect(now=now)[0], ReceiptKind.ACCEPTED, now=now)
    assert "Kvitterat" in text_of(client.get(f"/utlamnat/{row.pk}/"))
    client.post(f"/utlamnat/{row.pk}/", {"reason": "fel båt"})
    page = text_of(client.get(f"/utlamnat/{row.pk}/"))
    assert "fel båt" in page
    assert "Uppgiften är redan återkallad." in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"fields_chosen": []}, "Välj vilka uppgifter som lämnas."),
        ({"expires_on": "2025-07-01"}, "den måste ligga framåt i tiden"),
        ({"ground": "lag 2016:774 2 §"}, "lag 2016:774 2 § finns inte bland"),
        ({"recipient": "UTB"}, "Mottagare"),
    ],
)
def test_the_gate_says_what_is_missing_and_keeps_what_was_typed(client, siv, now, change, says):
    note = write(siv, now)
    answer = client.post(f"/anteckningar/{note.pk}/lamna-ut/", {**TERMS, **change})
    assert answer.status_code == 200
    assert says in text_of(answer)
    assert "delta i insatsen" in text_of(answer)
    assert Release.objects.count() == 0


def test_the_page_keeps_a_note_about_a_person_here(client, siv, now):
    note = actions.write_note(text="19900101-9802 är ombord.", by=siv, now=now)
    answer = client.post(f"/anteckningar/{note.pk}/lamna-ut/", TERMS)
    assert "ser ut som ett personnummer" in text_of(answer)
    assert Release.objects.count() == 0


def test_an_empty_note_is_not_written(client):
    assert client.post("/anteckningar/", {"text": "  "}).status_code == 200
    assert Note.objects.count() == 0


def test_reading_is_entered_once_per_page(client, siv, now):
    note = write(siv, now)
    row = send(note, siv, now)
    for address, act in (
        ("/anteckningar/", Act.NOTES_READ),
        (f"/anteckningar/{note.pk}/", Act.NOTES_READ),
        (f"/utlamnat/{row.pk}/", Act.RELEASES_READ),
    ):
        before = Entry.objects.count()
        client.get(address)
        assert Entry.objects.count() == before + 1
        assert Entry.objects.latest("pk").act == act


@pytest.mark.parametrize("role", ["patrull", "personal", "analytiker"])
def test_notes_are_closed_to_other_roles(staff, browse, siv, now, role):
    note = write(siv, now)
    other = browse(staff("annan", role))
    for address in ("/anteckningar/", f"/anteckningar/{note.pk}/"):
        assert other.get(address).status_code == 403
    assert Note.objects.count() == 1
    assert other.post("/anteckningar/", {"text": "x"}).status_code == 403


def test_a_desk_that_may_release_but_not_recall_is_told_so(staff, browse, siv, now):
    row = send(write(siv, now), siv, now)
    analyst = browse(staff("annan", "analytiker"))
    assert analyst.get(f"/utlamnat/{row.pk}/").status_code == 200
    assert analyst.post(f"/utlamnat/{row.pk}/", {"reason": "fel"}).status_code == 403
    assert Release.objects.get().recalled_at is None


def test_after_erasure_a_note_is_only_a_name(client, siv, now):
    note = write(siv, now)
    row = send(note, siv, now)
    journal.erase_case(case=note.case, by=siv, now=now)
    for address in ("/anteckningar/", f"/anteckningar/{note.pk}/", f"/utlamnat/{row.pk}/"):
        page = text_of(client.get(address))
        assert TEXT not in page
    assert "Gallrad" in text_of(client.get("/anteckningar/"))
    answer = client.post(f"/anteckningar/{note.pk}/lamna-ut/", TERMS)
    assert "är gallrat" in text_of(answer)
    assert Release.objects.count() == 1


@pytest.fixture
def recalled(partner, now, instance):
    kfm = partner("KFM")
    kfm.deliver(kfm.release("note", {"text": "Ring jouren."}, now=now), now=now)
    row = ReceivedRelease.objects.get()
    body = {"record": row.record, "version": 1, "reason": "fel person"}
    kfm.deliver(kfm.seal("recall", body, now=now), now=now)
    kfm.collect(now=now)
    return row


def test_a_recall_waits_on_the_desk_until_somebody_confirms_it(client, recalled, siv, now):
    assert "KFM har återkallat en uppgift" in text_of(client.get("/"))
    address = f"/mottaget/{recalled.pk}/"
    assert "Bekräfta återkallelsen" in text_of(client.get(address))
    assert client.post(address, {"note": ""}).status_code == 200
    client.post(address, {"note": "Uppgiften användes inte."})

    assert "KFM har återkallat" not in text_of(client.get("/"))
    assert "Bekräfta återkallelsen" not in text_of(client.get(address))
    recalled.refresh_from_db()
    assert recalled.recall_done_at is not None
    with pytest.raises(NotAllowed):
        actions.confirm_recall(release=recalled, note="", by=siv, now=now)


def test_two_who_confirm_at_once_send_one_answer(recalled, siv, now, partner):
    one, other = (queries.received_one(recalled.pk) for _ in range(2))
    actions.confirm_recall(release=one, note="klart", by=siv, now=now)
    with pytest.raises(Changed):
        actions.confirm_recall(release=other, note="klart", by=siv, now=now)
    assert [e.schema for e in partner("KFM").collect(now=now)] == ["answer"]


def test_two_who_recall_at_once_send_one_recall(siv, now, partner):
    row = send(write(siv, now), siv, now)
    one, other = (queries.release(row.pk) for _ in range(2))
    actions.recall(release=one, reason="fel", by=siv, now=now)
    with pytest.raises(Changed):
        actions.recall(release=other, reason="fel", by=siv, now=now)
    assert [e.schema for e in partner("KFM").collect(now=now)] == ["release/note", "recall"]


def test_a_recall_that_nobody_confirms_is_overdue_after_two_days(client, siv, now):
    row = send(write(siv, now), siv, now)
    actions.recall(release=row, reason="fel", by=siv, now=now - timedelta(days=2))
    assert list(queries.overdue_recalls(now=now)) == [queries.release(row.pk)]
    assert "Återkallelse hos KFM är inte bekräftad" in text_of(client.get("/"))


def test_a_desk_without_recalls_hears_of_none(staff, recalled, now):
    assert queries.waiting_for(staff("annan", "patrull"), now=now) == []


@pytest.mark.parametrize(
    ("first", "then", "state"),
    [
        (ReceiptKind.REFUSED, ReceiptKind.ACCEPTED, ReleaseState.REFUSED),
        (ReceiptKind.NOT_UNDERSTOOD, ReceiptKind.ACCEPTED, ReleaseState.RECEIPTED),
        (ReceiptKind.ACCEPTED, ReceiptKind.REFUSED, ReleaseState.RECEIPTED),
    ],
)
def test_a_release_is_as_its_last_valid_receipt_says(siv, partner, now, first, then, state):
    row, kfm = send(write(siv, now), siv, now), partner("KFM")
    envelope = kfm.collect(now=now)[0]
    kfm.answer(envelope, first, now=now)
    kfm.answer(envelope, then, now=now)
    assert queries.release(row.pk).state == state


def test_a_receipt_after_the_recall_leaves_it_recalled(siv, partner, now):
    row, kfm = send(write(siv, now), siv, now), partner("KFM")
    envelope = kfm.collect(now=now)[0]
    actions.recall(release=row, reason="fel", by=siv, now=now)
    kfm.answer(envelope, ReceiptKind.ACCEPTED, now=now)
    assert queries.release(row.pk).state == ReleaseState.RECALLED


def test_a_recall_of_anothers_record_and_a_release_of_nothing_are_refused(partner, now, instance):
    kfm = partner("KFM")
    body = {"record": "POL/6f1f2a52-93d2-4b70-8f3c-1d6a3c6f6b11", "version": 1, "reason": "x"}
    kfm.deliver(kfm.seal("recall", body, now=now), now=now)
    kfm.deliver(kfm.seal("release/note", {}, now=now), now=now)
    notes = [e.body["note"] for e in kfm.collect(now=now) if e.schema == "receipt"]
    assert notes == [
        "The recall is of a record that is not the sender's.",
        "The release does not say which record it is of.",
    ]


def test_somebody_elses_recall_done_changes_nothing(siv, partner, now):
    row, kfm = send(write(siv, now), siv, now), partner("KFM")
    actions.recall(release=row, reason="fel", by=siv, now=now)
    recall = kfm.collect(now=now)[-1]
    partner("SKV").answer(recall, ReceiptKind.RECALL_DONE, now=now)
    assert queries.release(row.pk).state == ReleaseState.RECALLED
