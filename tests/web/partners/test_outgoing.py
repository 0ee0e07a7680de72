"""What leaves: only under a checkpoint, at least once, until a receipt or its time runs out."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier

import pytest

from samverkan.exchange.envelope import EXPIRED, Envelope
from samverkan.exchange.outbox import State
from samverkan.exchange.post import open_closed
from samverkan.exchange.receipts import ReceiptKind
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import open_under
from samverkan.web.journal.queries import newest
from samverkan.web.partners import actions, jobs, queries, registry
from samverkan.web.partners.models import OutboxMessage
from tests.web.conftest import NOW
from tests.web.partner import Partner
from tests.web.partners.server import HANG_UP

ME = Actor.instance("KBV")


def send(to: str = "KFM", *, lasts: timedelta | None = None, text: str = "hej") -> OutboxMessage:
    """Put one message in the outbox, its journal entry in the same act."""
    entry = journal.record(Act.ANSWERED, about="x", by=ME, at=NOW, case="test")
    message_id = actions.send(
        to=to,
        schema="test",
        body={"text": text},
        entry=entry,
        now=NOW,
        expires_at=NOW + lasts if lasts else None,
    )
    return OutboxMessage.objects.get(message_id=message_id)


def run(now, *, beat: bool = True) -> None:
    """Work as the loop does: the journal's beat first, then delivery."""
    if beat:
        journal.beat(now=now)
    jobs.run(now=now)


def opened(door, code: str = "KFM") -> list[Envelope]:
    """Open what has come through the door, as the partner does."""
    key = Partner.of(code).encryption
    return [open_closed(text, key=key, signer=queries.directory().signer) for text in door.came]


@pytest.fixture
def heard(monkeypatch) -> list[tuple[str, bool]]:
    """Hear of receipts as an app does."""
    found: list[tuple[str, bool]] = []
    monkeypatch.setattr(registry, "_hearers", [])
    registry.on_receipt(lambda **told: found.append((str(told["message_id"]), told["accepted"])))
    return found


def test_nothing_leaves_before_a_checkpoint_covers_its_entry(door, now):
    row = send()
    run(now, beat=False)
    assert door.came == []

    run(now)
    assert [envelope.message_id for envelope in opened(door)] == [str(row.message_id)]
    row.refresh_from_db()
    assert (row.state, row.attempts, row.sent_at) == (State.SENT, 1, now)


def test_it_is_sent_until_a_receipt_comes_and_never_after(door, heard, now):
    row = send()
    run(now)
    run(now)
    assert len(door.came) == 1
    later = now + timedelta(seconds=2)
    run(later)
    assert door.came[0] == door.came[1]

    Partner.of("KFM").answer(opened(door)[0], ReceiptKind.ACCEPTED, now=later)
    run(later + timedelta(hours=1))
    row.refresh_from_db()
    assert (len(door.came), row.state, row.sealed) == (2, State.RECEIPTED, "")
    assert heard == [(str(row.message_id), True)]


def test_a_connection_lost_in_the_middle_is_tried_again_with_the_same_message(door, now):
    row = send()
    door.answers = [HANG_UP]
    run(now)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.sent_at) == (State.WAITING, 1, None)

    run(now + timedelta(seconds=2))
    first, second = opened(door)
    assert first == second
    row.refresh_from_db()
    assert row.state == State.SENT


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_whatever_is_not_yes_is_tried_again(door, now, status):
    row = send()
    door.answers = [status]
    run(now)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.WAITING, 1)
    assert now < row.next_attempt_at <= now + timedelta(seconds=1)


def test_a_silent_partner_holds_up_nobody_else_however_much_waits_for_it(door, now, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 3)
    for _ in range(5):
        send("KFM")
    for _ in range(2):
        send("SKV")
    door.answers = [500]
    run(now)
    assert len(door.came) == 1
    run(now)
    run(now)

    assert [e.sequence for e in opened_by("SKV", door.came[1:])] == [1, 2]
    monkeypatch.setattr(jobs, "BATCH", 5)
    run(now + timedelta(seconds=1))
    assert [e.sequence for e in opened_by("KFM", door.came[3:])] == [1, 2, 3, 4, 5]


def test_partners_are_sent_to_at_the_same_time(door, now, monkeypatch):
    send("KFM")
    send("SKV")
    both = Barrier(2, timeout=10)
    is_taken = jobs._is_taken
    monkeypatch.setattr(jobs, "_is_taken", lambda *words: both.wait() >= 0 and is_taken(*words))
    run(now)
    assert len(door.came) == 2
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {State.SENT}


def opened_by(code, texts):
    key = Partner.of(code).encryption
    return [open_closed(text, key=key, signer=queries.directory().signer) for text in texts]


def test_the_wait_grows_to_a_quarter_of_an_hour(door, now):
    row = send()
    door.answers = [500] * 30
    at, waits = now, []
    for _ in range(14):
        run(at)
        row.refresh_from_db()
        waits.append(row.next_attempt_at - at)
        at = row.next_attempt_at
    assert waits[0] <= timedelta(seconds=1)
    assert timedelta(minutes=7.5) <= waits[-1] <= timedelta(minutes=15)


def test_what_expires_is_given_up_and_its_notice_stands_in(door, heard, now):
    row = send(lasts=timedelta(minutes=1), text="hemligt")
    door.answers = [500]
    run(now)
    later = now + timedelta(minutes=2)
    run(later, beat=False)
    row.refresh_from_db()
    assert (row.state, row.sealed, bytes(row.envelope)) == (State.EXPIRED, "", b"")
    assert newest(1)[0].act == Act.MESSAGE_EXPIRED

    run(later)
    notice = opened(door)[-1]
    assert (notice.schema, notice.in_reply_to) == (EXPIRED, str(row.message_id))
    assert notice.body == {"sequence": row.sequence}
    assert heard == []
    Partner.of("KFM").answer(notice, ReceiptKind.EXPIRED, now=later)
    run(later + timedelta(hours=1))
    assert (len(door.came), heard) == (2, [(notice.message_id, False)])


def test_the_receipt_of_a_notice_may_tell_that_the_message_came_in_time(door, heard, now):
    row = send(lasts=timedelta(minutes=1))
    run(now)
    later = now + timedelta(minutes=2)
    run(later)
    run(later)
    notice = opened(door)[-1]
    Partner.of("KFM").answer(notice, ReceiptKind.ACCEPTED, now=later)

    row.refresh_from_db()
    assert row.state == State.RECEIPTED
    assert heard == [(notice.message_id, True), (str(row.message_id), True)]


def test_the_outbox_keeps_no_content_that_we_could_read(instance, now):
    row = send(lasts=timedelta(days=1), text="hemligt")
    assert Envelope.from_bytes(open_under("outbox", bytes(row.envelope))).body == {}
    assert "hemligt" not in row.sealed


def test_giving_up_twice_or_after_the_answer_makes_one_notice(door, heard, now):
    row = send(lasts=timedelta(minutes=1))
    later = now + timedelta(minutes=2)
    actions.give_up(row=row, now=later)
    actions.give_up(row=row, now=later)
    assert OutboxMessage.objects.filter(schema=EXPIRED).count() == 1


def test_late_news_never_undoes_the_last_word(door, heard, now):
    row = send()
    run(now)
    (envelope,) = opened(door)
    kfm = Partner.of("KFM")
    kfm.answer(envelope, ReceiptKind.ACCEPTED, now=now)
    kfm.answer(envelope, ReceiptKind.REFUSED, now=now)
    row.refresh_from_db()
    assert (row.state, heard) == (State.RECEIPTED, [(str(row.message_id), True)])


def test_what_was_not_understood_may_be_accepted_later(door, heard, now):
    row = send()
    run(now)
    (envelope,) = opened(door)
    kfm = Partner.of("KFM")
    kfm.answer(envelope, ReceiptKind.NOT_UNDERSTOOD, now=now)
    run(now + timedelta(hours=1))
    kfm.answer(envelope, ReceiptKind.ACCEPTED, now=now)
    row.refresh_from_db()
    assert (len(door.came), row.state) == (1, State.RECEIPTED)
    assert [accepted for _, accepted in heard] == [False, True]


def test_a_receipt_from_another_than_the_recipient_says_nothing(door, heard, now):
    row = send()
    run(now)
    Partner.of("SKV").answer(opened(door)[0], ReceiptKind.ACCEPTED, now=now)
    row.refresh_from_db()
    assert (row.state, heard) == (State.SENT, [])


def test_a_receipt_overtaking_the_note_of_its_delivery_stands(door, heard, now):
    row = send()
    run(now, beat=True)
    stale = OutboxMessage.objects.get(pk=row.pk)
    Partner.of("KFM").answer(opened(door)[0], ReceiptKind.ACCEPTED, now=now)
    actions.note_attempt(row=stale, delivered=True, now=now)
    row.refresh_from_db()
    assert row.state == State.RECEIPTED


def test_the_numbers_of_a_link_have_no_gap(instance, now):
    for _ in range(3):
        send("KFM")
    send("SKV")
    rows = OutboxMessage.objects.order_by("pk").values_list("recipient", "sequence")
    assert list(rows) == [("KFM", 1), ("KFM", 2), ("KFM", 3), ("SKV", 1)]


def test_a_participant_without_a_card_cannot_be_written_to(instance, now):
    with pytest.raises(NotAllowed) as refused:
        send("UTB")
    assert refused.value.key == "partners.not_listed"
    assert OutboxMessage.objects.count() == 0


def test_a_partner_that_has_left_the_directory_waits(door, now, monkeypatch):
    row = send()
    monkeypatch.undo()
    monkeypatch.setattr(queries, "card_of", _gone)
    run(now)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.WAITING, 1)


def _gone(code):
    raise queries.NotListed(code)
