"""What leaves, when, and what answers make of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.exchange.envelope import EXPIRED
from samverkan.exchange.outbox import (
    LONGEST_WAIT,
    TRANSITIONS,
    Event,
    Outgoing,
    State,
    after,
    due,
    event_of,
    expiry_notice,
    has_run_out,
    next_attempt,
)
from samverkan.exchange.receipts import ReceiptKind
from tests.exchange.letters import HOUR, IDS, NOW, letter, version

ROW = Outgoing(state=State.WAITING, entry=4, due_at=NOW)


def test_every_state_answers_every_event():
    assert {(state, event) for state in TRANSITIONS for event in TRANSITIONS[state]} == {
        (state, event) for state in State for event in Event
    }


def test_every_state_is_reached_and_every_row_can_end():
    reached = {State.WAITING}
    for _ in State:
        reached |= {after(state, event) for state in reached for event in Event}
    assert reached == set(State)
    for state in State:
        assert {after(state, event) for event in Event} & {State.RECEIPTED, State.REFUSED}


@given(st.sampled_from([State.RECEIPTED, State.REFUSED]), st.lists(st.sampled_from(Event)))
def test_the_recipients_last_word_stands(state, events):
    for event in events:
        assert after(state, event) is state


@pytest.mark.parametrize(
    ("state", "event", "follows"),
    [
        (State.WAITING, Event.ATTEMPTED, State.SENT),
        (State.WAITING, Event.ACCEPTED, State.RECEIPTED),
        (State.SENT, Event.REFUSED, State.REFUSED),
        (State.NOT_UNDERSTOOD, Event.ATTEMPTED, State.NOT_UNDERSTOOD),
        (State.NOT_UNDERSTOOD, Event.ACCEPTED, State.RECEIPTED),
        (State.EXPIRED, Event.ACCEPTED, State.RECEIPTED),
        (State.EXPIRED, Event.REFUSED, State.EXPIRED),
        (State.EXPIRED, Event.ATTEMPTED, State.EXPIRED),
    ],
)
def test_the_steps_that_matter(state, event, follows):
    assert after(state, event) is follows


def test_a_receipt_is_an_event_and_a_persons_answer_is_not():
    assert event_of(ReceiptKind.NOT_UNDERSTOOD) is Event.NOT_UNDERSTOOD
    with pytest.raises(ValueError, match="position answers what a message says"):
        event_of(ReceiptKind.POSITION)


def test_a_message_leaves_only_when_a_checkpoint_covers_its_entry():
    assert not due(ROW, checkpoint_size=4, now=NOW)
    assert due(ROW, checkpoint_size=5, now=NOW)


@pytest.mark.parametrize("state", State)
def test_only_unanswered_messages_leave(state):
    row = replace(ROW, state=state)
    assert due(row, checkpoint_size=5, now=NOW) is (state in {State.WAITING, State.SENT})


def test_a_message_waits_for_its_turn():
    assert not due(replace(ROW, due_at=NOW + HOUR), checkpoint_size=5, now=NOW)


def test_an_expired_message_never_leaves():
    row = replace(ROW, expires_at=NOW)
    assert has_run_out(row, now=NOW)
    assert not due(row, checkpoint_size=5, now=NOW)
    assert not has_run_out(row, now=NOW - HOUR)
    assert not has_run_out(replace(row, state=State.RECEIPTED), now=NOW)
    assert not has_run_out(ROW, now=NOW)


def test_the_waits_double_from_a_second_to_a_quarter_of_an_hour():
    waits = [(next_attempt(n, NOW, 0.0) - NOW).total_seconds() for n in range(1, 13)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


@given(st.integers(1, 10**6), st.floats(0, 1, exclude_max=True))
def test_jitter_takes_at_most_half(attempts, jitter):
    full = next_attempt(attempts, NOW, 0.0) - NOW
    wait = next_attempt(attempts, NOW, jitter) - NOW
    assert full / 2 <= wait + timedelta(microseconds=1)
    assert wait <= full <= LONGEST_WAIT


def test_the_notice_of_an_expiry_holds_nothing_of_the_content():
    gone = letter(about=version(2), sequence=7, expires_at=NOW + HOUR, body={"text": "secret"})
    notice = expiry_notice(gone, message_id=IDS[5], sequence=8, made_at=NOW + HOUR)
    assert (notice.schema, notice.about, notice.in_reply_to) == (EXPIRED, version(2), IDS[0])
    assert notice.body == {"sequence": 7}
    assert b"secret" not in notice.to_bytes()
    assert notice.expires_at is None
