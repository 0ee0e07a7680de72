"""Each verdict, one by one. The interleavings are in test_network.py."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.exchange.envelope import EXPIRED, OWN_SCHEMAS
from samverkan.exchange.inbox import (
    Apply,
    Duplicate,
    Expired,
    NotUnderstood,
    Refused,
    SameAnswer,
    Seen,
    WaitFor,
    decide,
    gaps,
    judge,
    released_by,
)
from samverkan.exchange.outbox import expiry_notice
from samverkan.exchange.receipts import ReceiptKind
from tests.exchange.letters import HOUR, IDS, LETTER, NOW, RECORD, letter, receipt_for, version

SUPPORTED = {**OWN_SCHEMAS, "release/note": frozenset({1, 2})}


@dataclass
class Memory:
    """An inbox that remembers what a test says."""

    messages: dict = field(default_factory=dict)
    expired: set = field(default_factory=set)
    versions: dict = field(default_factory=dict)

    def message(self, sender, message_id):
        return self.messages.get((sender, message_id))

    def declared_expired(self, sender, message_id):
        return (sender, message_id) in self.expired

    def settled(self, record):
        return self.versions.get(record)


def verdict(envelope, memory=None, *, me="KFM", now=NOW, by=decide):
    return by(envelope, memory or Memory(), SUPPORTED, me=me, now=now)


def test_a_new_message_is_applied():
    assert verdict(LETTER) == Apply()


def test_the_same_message_again_gets_the_kept_receipt():
    memory = Memory({("KBV", IDS[0]): Seen(LETTER.digest, b"receipt")})
    assert verdict(LETTER, memory) == Duplicate(b"receipt")


def test_a_message_that_waits_has_no_receipt_to_send_again():
    memory = Memory({("KBV", IDS[0]): Seen(LETTER.digest, None)})
    assert verdict(LETTER, memory) == Duplicate(None)


def test_the_same_id_with_another_content_is_refused():
    memory = Memory({("KBV", IDS[0]): Seen(LETTER.digest, b"receipt")})
    assert isinstance(verdict(letter(body={"text": "x"}), memory), Refused)


def test_another_sender_cannot_use_up_an_id():
    memory = Memory({("SKV", IDS[0]): Seen("0" * 64, b"receipt")})
    assert verdict(LETTER, memory) == Apply()


def test_a_message_to_someone_else_is_refused():
    assert verdict(LETTER, me="POL") == Refused("The message is for KFM; this is POL.")


def test_only_the_home_of_a_record_sends_versions_of_it():
    stolen = letter(sender="SKV", about=version(1))
    assert "SKV cannot send a version of it" in verdict(stolen).reason


@pytest.mark.parametrize("number", [1, 2])
def test_the_current_and_the_previous_schema_are_read(number):
    assert verdict(letter(schema_version=number)) == Apply()


@pytest.mark.parametrize("changes", [{"schema_version": 3}, {"schema": "release/film"}])
def test_an_unknown_type_or_newer_schema_is_kept_and_understood_after_an_upgrade(changes):
    newer = letter(**changes)
    assert isinstance(verdict(newer), NotUnderstood)
    after = {newer.schema: frozenset({newer.schema_version})}
    assert judge(newer, Memory(), after, me="KFM", now=NOW) == Apply()


@pytest.mark.parametrize(
    ("settled", "number", "expected"),
    [
        (0, 1, Apply()),
        (0, 2, WaitFor(RECORD, 1)),
        (0, 5, WaitFor(RECORD, 4)),
        (1, 2, Apply()),
        (1, 3, WaitFor(RECORD, 2)),
    ],
)
def test_a_version_waits_for_the_one_before(settled, number, expected):
    memory = Memory(versions={RECORD: version(settled)} if settled else {})
    assert verdict(letter(about=version(number)), memory) == expected


@pytest.mark.parametrize("number", [1, 2])
def test_a_version_that_is_settled_is_not_taken_again(number):
    memory = Memory(versions={RECORD: version(2)})
    assert "is settled already" in verdict(letter(about=version(number)), memory).reason


def test_a_version_must_follow_the_one_that_came():
    other = version(1, record=RECORD)
    memory = Memory(versions={RECORD: type(other)(RECORD, 1, "0" * 64, None)})
    assert "does not follow version 1" in verdict(letter(about=version(2)), memory).reason


def test_an_expired_message_is_kept_without_effect():
    late = letter(expires_at=NOW + HOUR)
    assert verdict(late, now=NOW + HOUR) == Expired()
    assert verdict(late, now=NOW) == Apply()


def test_an_expired_version_keeps_its_place_in_the_order():
    late = letter(about=version(2), expires_at=NOW + HOUR)
    assert verdict(late, now=NOW + HOUR) == WaitFor(RECORD, 1)


def notice(of):
    return expiry_notice(of, message_id=IDS[9], sequence=9, made_at=NOW + HOUR)


def test_a_notice_of_expiry_settles_the_version_of_what_never_came():
    assert verdict(notice(letter(about=version(1)))) == Expired()
    assert verdict(notice(LETTER)) == Expired()
    assert verdict(notice(letter(about=version(3)))) == WaitFor(RECORD, 2)


@pytest.mark.parametrize("kind", [ReceiptKind.ACCEPTED, ReceiptKind.REFUSED, ReceiptKind.EXPIRED])
def test_a_notice_of_what_did_come_is_answered_as_that_was(kind):
    of = letter(about=version(1), expires_at=NOW + HOUR)
    receipt = receipt_for(of, kind, message_id=IDS[3], made_at=NOW)
    memory = Memory({("KBV", IDS[0]): Seen(of.digest, receipt.to_bytes())})
    memory.versions[RECORD] = version(1)
    assert verdict(notice(of), memory) == SameAnswer(kind)


def test_a_notice_waits_beside_the_message_that_waits():
    of = letter(about=version(2))
    memory = Memory({("KBV", IDS[0]): Seen(of.digest, None)})
    assert verdict(notice(of), memory) == WaitFor(RECORD, 1)


def test_a_notice_that_names_no_message_is_taken_as_one_for_a_message_that_never_came():
    assert verdict(letter(schema=EXPIRED)) == Expired()


def test_the_senders_notice_counts_when_the_clock_here_is_behind():
    late = letter(expires_at=NOW + HOUR)
    assert verdict(late, Memory(expired={("KBV", IDS[0])})) == Expired()


def test_settling_a_version_releases_the_next_of_that_record_only():
    other = version(2, record=type(RECORD)("KBV", RECORD.uuid.__class__(int=7)))
    two, also_two = letter(about=version(2), sequence=5), letter(about=version(2), sequence=3)
    waiting = [two, letter(about=version(3)), letter(about=other), LETTER, also_two]
    assert released_by(RECORD, 1, waiting) == (also_two, two)


@given(st.sets(st.integers(1, 40)))
def test_gaps_are_what_is_missing_below_the_highest(numbers):
    missing = gaps(numbers)
    assert set(missing).isdisjoint(numbers)
    assert set(missing) | numbers == set(range(1, max(numbers, default=0) + 1))
    assert list(missing) == sorted(missing)
