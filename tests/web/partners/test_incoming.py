"""What comes in: applied once, in order per record, kept if not understood, always answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError

from samverkan.exchange.envelope import EXPIRED, Envelope
from samverkan.exchange.post import KIND
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.rules.acts import Act
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.models import Entry
from samverkan.web.journal.queries import newest
from samverkan.web.partners import actions, jobs, queries, registry
from samverkan.web.partners.actions import incoming
from samverkan.web.partners.models import InboxMessage, OutboxMessage, PinnedDirectory
from samverkan.wire import seal
from samverkan.wire.canonical import digest
from samverkan.wire.identifiers import RecordId, Version
from samverkan.wire.keys import SigningKey
from tests.web.conftest import NOW
from tests.web.partner import Partner
from tests.web.releases.test_note import send, write

RECORD = RecordId.parse("KFM/6f1f2a52-93d2-4b70-8f3c-1d6a3c6f6b11")
HASHES = [digest(bytes([n])) for n in range(9)]


def version(number: int, before: str | None = "") -> Version:
    follows = HASHES[number - 1] if number > 1 else None
    return Version(RECORD, number, HASHES[number], follows if before == "" else before)


def receipts(partner) -> list[tuple[str, str]]:
    """Collect what we answered: kind and the message that it is of."""
    return [
        (envelope.body["kind"], envelope.body["of"])
        for envelope in partner.collect(now=NOW)
        if envelope.schema == "receipt"
    ]


def states() -> list[str]:
    return list(InboxMessage.objects.order_by("pk").values_list("state", flat=True))


def test_a_message_is_taken_once_however_often_it_comes(partner, taken, now):
    kfm = partner("KFM")
    sealed = kfm.seal("test", {"n": 1}, now=now)
    kfm.deliver(sealed, now=now)
    first = receipts(kfm)
    kfm.deliver(sealed, now=now)
    kfm.deliver(sealed, now=now)

    assert len(taken) == 1
    assert states() == ["applied"]
    assert receipts(kfm) == first == [("accepted", taken[0].message_id)]
    assert OutboxMessage.objects.filter(recipient="KFM").count() == 1


@pytest.mark.parametrize(("schema", "more"), [("okand", {}), ("test", {"schema_version": 2})])
def test_what_is_not_understood_is_kept_and_answered_so(partner, taken, now, schema, more):
    kfm = partner("KFM")
    kfm.deliver(kfm.seal(schema, {"hemligt": "x"}, now=now, **more), now=now)

    row = InboxMessage.objects.get()
    assert (row.state, taken) == ("not-understood", [])
    assert "is not known here yet" in row.reason
    assert b"hemligt" not in bytes(row.envelope)
    assert receipts(kfm) == [("not-understood", str(row.message_id))]
    assert newest(1)[0].act == Act.MESSAGE_SET_ASIDE
    assert list(queries.set_aside()) == [row]


def test_after_an_upgrade_what_was_kept_is_taken_in_order(partner, taken, now):
    kfm = partner("KFM")
    for number in (1, 2):
        about = version(number)
        kfm.deliver(kfm.seal("nytt", {"n": number}, now=now, about=about), now=now)
    actions.judge_again(now=now)
    assert states() == ["not-understood"] * 2
    receipts(kfm)

    registry.take("nytt", lambda **given: taken.append(given["envelope"]))
    jobs.run(now=now)

    assert [envelope.body["n"] for envelope in taken] == [1, 2]
    assert states() == ["applied"] * 2
    assert [kind for kind, _ in receipts(kfm)] == ["accepted"] * 2


def test_a_version_waits_for_the_one_before_it(partner, taken, now):
    kfm = partner("KFM")
    letters = {n: kfm.seal("test", {"n": n}, now=now, about=version(n)) for n in (1, 2, 3)}
    kfm.deliver(letters[3], now=now)
    kfm.deliver(letters[2], now=now)
    kfm.deliver(letters[2], now=now)
    assert (taken, receipts(kfm), states()) == ([], [], ["waiting"] * 2)

    kfm.deliver(letters[1], now=now)

    assert [envelope.body["n"] for envelope in taken] == [1, 2, 3]
    assert states() == ["applied"] * 3
    assert [kind for kind, _ in receipts(kfm)] == ["accepted"] * 3


def test_another_record_does_not_wait(partner, taken, now):
    kfm = partner("KFM")
    kfm.deliver(kfm.seal("test", {"n": 2}, now=now, about=version(2)), now=now)
    kfm.deliver(kfm.seal("test", {}, now=now), now=now)
    assert len(taken) == 1


def test_a_version_that_came_too_late_frees_the_next(partner, taken, now):
    kfm = partner("KFM")
    late = kfm.seal(
        "test", {"n": 1}, now=now, about=version(1), expires_at=now + timedelta(minutes=1)
    )
    kfm.deliver(kfm.seal("test", {"n": 2}, now=now, about=version(2)), now=now)
    kfm.deliver(late, now=now + timedelta(minutes=2))

    assert [envelope.body["n"] for envelope in taken] == [2]
    assert sorted(states()) == ["applied", "expired"]
    assert sorted(kind for kind, _ in receipts(kfm)) == ["accepted", "expired"]


def test_the_notice_of_an_expiry_frees_what_waits(partner, taken, now):
    kfm = partner("KFM")
    lost = kfm.seal("test", {"n": 1}, now=now, about=version(1))
    kfm.deliver(kfm.seal("test", {"n": 2}, now=now, about=version(2)), now=now)
    lost_id = "0" * 8 + "-0000-4000-8000-" + "0" * 12
    notice = kfm.seal(EXPIRED, {"sequence": 1}, now=now, about=version(1), in_reply_to=lost_id)
    kfm.deliver(notice, now=now)

    assert [envelope.body["n"] for envelope in taken] == [2]
    kfm.deliver(lost, now=now)
    assert len(taken) == 1
    assert "refused" in states()


def test_a_notice_of_what_had_come_is_answered_as_that_was(partner, taken, now):
    kfm = partner("KFM")
    kfm.deliver(kfm.seal("test", {"n": 1}, now=now, about=version(1)), now=now)
    [(_, message_id)] = receipts(kfm)
    notice = kfm.seal(EXPIRED, {"sequence": 1}, now=now, about=version(1), in_reply_to=message_id)
    kfm.deliver(notice, now=now)
    assert [kind for kind, _ in receipts(kfm)] == ["accepted"]
    assert len(taken) == 1


@pytest.mark.parametrize(
    "about",
    [
        Version(RecordId.parse("SKV/6f1f2a52-93d2-4b70-8f3c-1d6a3c6f6b11"), 1, HASHES[1], None),
        Version(RecordId.parse("KBV/6f1f2a52-93d2-4b70-8f3c-1d6a3c6f6b11"), 1, HASHES[1], None),
    ],
)
def test_only_a_records_home_sends_a_version_of_it(partner, taken, now, about):
    kfm = partner("KFM")
    kfm.deliver(kfm.seal("test", {}, now=now, about=about), now=now)
    assert (taken, states()) == ([], ["refused"])
    assert [kind for kind, _ in receipts(kfm)] == ["refused"]


def test_a_version_with_another_past_is_refused(partner, taken, now):
    kfm = partner("KFM")
    kfm.deliver(kfm.seal("test", {"n": 1}, now=now, about=version(1)), now=now)
    kfm.deliver(kfm.seal("test", {"n": 2}, now=now, about=version(2, HASHES[8])), now=now)
    kfm.deliver(kfm.seal("test", {"n": 1}, now=now, about=version(1)), now=now)
    assert states() == ["applied", "refused", "refused"]
    assert len(taken) == 1


def test_the_same_id_with_another_content_is_refused_and_entered(partner, taken, now):
    kfm = partner("KFM")
    same = {"message_id": "11111111-1111-4111-8111-111111111111"}
    kfm.deliver(kfm.seal("test", {"n": 1}, now=now, **same), now=now)
    kfm.deliver(kfm.seal("test", {"n": 2}, now=now, **same), now=now)

    assert [envelope.body for envelope in taken] == [{"n": 1}]
    assert [kind for kind, _ in receipts(kfm)] == ["accepted", "refused"]
    line = next(line for line in newest(3) if line.act == Act.MESSAGE_SET_ASIDE)
    assert "came before with another content" in line.record["details"]["reason"]


def test_a_refusal_by_the_app_is_answered_with_its_sentence(partner, now, monkeypatch):
    def refuse(*, envelope, by, now):
        Entry.objects.create(act="half", about="", case="", actor="", at=now, commitment=bytes(32))
        raise NotAllowed("releases.without_record")

    monkeypatch.setattr(registry, "_takers", dict(registry._takers))
    registry.take("test", refuse)
    kfm = partner("KFM")
    kfm.deliver(kfm.seal("test", {}, now=now), now=now)

    receipt = kfm.collect(now=now)[0]
    assert receipt.body["note"] == "The release does not say which record it is of."
    assert not Entry.objects.filter(act="half").exists()


@pytest.mark.parametrize(
    ("schema", "body"),
    [
        ("recall", {}),
        ("recall", {"record": "x", "version": "1", "reason": ""}),
        ("answer", {"kind": "accepted"}),
        ("release/note", {"content": []}),
    ],
)
def test_a_body_that_does_not_fit_its_schema_is_kept_and_refused(partner, now, schema, body):
    kfm = partner("KFM")
    kfm.deliver(kfm.seal(schema, body, now=now), now=now)
    assert states() == ["refused"]
    assert InboxMessage.objects.get().reason
    assert [kind for kind, _ in receipts(kfm)] == ["refused"]


def test_an_answer_that_is_a_receipt_is_refused(partner, now):
    kfm = partner("KFM")
    receipt = Receipt(kind=ReceiptKind.ACCEPTED, of=str(RECORD)[4:], digest=HASHES[0])
    kfm.deliver(kfm.seal("answer", receipt.to_body(), now=now), now=now)
    assert "Nobody takes an answer" in InboxMessage.objects.get().reason


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [
        (ReceiptKind.ACCEPTED, {}, "nothing that we have sent"),
        (ReceiptKind.CONFIRMATION, {"version": HASHES[0]}, "A receipt cannot say confirmation"),
    ],
)
def test_a_receipt_for_nothing_is_kept_and_not_answered(partner, now, kind, more, why):
    kfm = partner("KFM")
    receipt = Receipt(kind=kind, of=str(RECORD)[4:], digest=HASHES[0], **more)
    kfm.deliver(kfm.seal("receipt", receipt.to_body(), now=now), now=now)
    assert why in InboxMessage.objects.get().reason
    assert receipts(kfm) == []


def test_a_crash_in_the_effect_keeps_nothing_and_the_next_try_takes_it(
    partner, taken, now, monkeypatch
):
    kfm = partner("KFM")
    sealed = kfm.seal("test", {"n": 1}, now=now)
    entries = Entry.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(incoming, "send_receipt", _fail)
        with pytest.raises(DatabaseError):
            kfm.deliver(sealed, now=now)
    assert (states(), Entry.objects.count()) == ([], entries)

    taken.clear()
    kfm.deliver(sealed, now=now)
    assert (len(taken), states()) == (1, ["applied"])


def _fail(*args, **kwargs):
    raise DatabaseError("disk full")


def post(browse, sealed: str, path: str = "/exchange/inbox"):
    return browse(None).post(path, data=sealed, content_type="application/jose")


def test_a_whole_message_is_kept_and_said_so(partner, taken, browse, now):
    answer = post(browse, partner("KFM").seal("test", {}, now=now))
    assert (answer.status_code, answer.json()) == (200, {"kept": True})
    assert len(taken) == 1


def test_a_tampered_message_leaves_nothing(partner, taken, browse, now):
    sealed = partner("KFM").seal("test", {}, now=now)
    head, middle, tail = sealed[:40], sealed[40:-40], sealed[-40:]
    turned = middle[:-9] + ("A" if middle[-9] != "A" else "B") + middle[-8:]
    for bad in (head + turned + tail, sealed[:-1], "", "inte ett kuvert", "å"):
        answer = post(browse, bad)
        assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert (taken, states()) == ([], [])


def locked(now, *, key: SigningKey, recipient: str = "KBV") -> str:
    """Lock a letter from SKV for us, signed with whatever key, meant for whomever."""
    envelope = Envelope(
        message_id="22222222-2222-4222-8222-222222222222",
        schema="test",
        schema_version=1,
        sender="SKV",
        recipient=recipient,
        sequence=1,
        made_at=now,
        body={},
    )
    signed = seal.sign(envelope.to_bytes(), key, kind=KIND)
    return seal.encrypt(signed.encode("ascii"), queries.card_of("KBV").encryption)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (SigningKey.from_seed(bytes(32)), "No participant in the directory signs with this key"),
        (Partner("KFM").signing, "says it is from SKV, but KFM signed it"),
    ],
    ids=["a stranger", "another participant"],
)
def test_who_does_not_sign_as_the_sender_is_not_heard(instance, taken, browse, now, key, why):
    answer = post(browse, locked(now, key=key))
    assert answer.status_code == 400
    assert why in answer.json()["error"]
    assert (taken, states()) == ([], [])
    assert post(browse, locked(now, key=Partner("SKV").signing)).status_code == 200


def test_a_message_meant_for_another_is_refused(partner, taken, now):
    actions.receive(sealed=locked(now, key=partner("SKV").signing, recipient="KFM"), now=now)
    assert (taken, states()) == ([], ["refused"])
    assert "The message is for KFM" in InboxMessage.objects.get().reason


def test_before_a_directory_is_pinned_nobody_is_heard(partner, browse, now):
    sealed = partner("KFM").seal("test", {}, now=now)
    PinnedDirectory.objects.all().delete()
    for path in ("/exchange/inbox", "/exchange/question"):
        answer = post(browse, sealed, path)
        assert answer.status_code == 503
        assert "directory pin" in answer.json()["error"]


def test_an_erased_case_does_not_make_a_receipt_come_for_ever(partner, staff, now):
    siv, kfm = staff("siv", "utlamnande"), partner("KFM")
    note = write(siv, now)
    send(note, siv, now)
    (envelope,) = kfm.collect(now=now)
    journal.erase_case(case=note.case, by=siv, now=now)

    kfm.answer(envelope, ReceiptKind.ACCEPTED, now=now)

    assert states() == ["refused"]
    assert "has been erased" in InboxMessage.objects.get().reason
