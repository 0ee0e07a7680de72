"""Recalls: asked, confirmed, or overdue on a day."""

from datetime import date, timedelta

import pytest

from samverkan.exchange.recall import Recall, RecallRequest, RecallState, overdue
from samverkan.wire.canonical import Malformed
from tests.exchange.letters import HOUR, NOW

DAY = date(2025, 7, 26)
RECALL = Recall(receiver="POL", asked_at=NOW, confirm_by=DAY)


def test_a_silent_receiver_is_overdue_the_day_after():
    assert RECALL.state(DAY) is RecallState.ASKED
    assert RECALL.state(DAY + timedelta(days=1)) is RecallState.OVERDUE


def test_a_late_confirmation_is_a_confirmation_and_the_first_one_stands():
    done = RECALL.confirmed(NOW + HOUR)
    assert done.state(DAY + timedelta(days=9)) is RecallState.CONFIRMED
    assert done.confirmed(NOW + 2 * HOUR).confirmed_at == NOW + HOUR


def test_the_longest_overdue_comes_first():
    older = Recall(receiver="SKV", asked_at=NOW, confirm_by=DAY - timedelta(days=5))
    done = Recall(receiver="KFM", asked_at=NOW, confirm_by=DAY).confirmed(NOW)
    assert overdue([RECALL, done, older], DAY + timedelta(days=1)) == (older, RECALL)
    assert overdue([RECALL, done, older], DAY) == (older,)


def test_the_request_is_read_back():
    request = RecallRequest("Fel person.", DAY)
    assert RecallRequest.from_body(request.to_body()) == request


def test_a_recall_says_why():
    with pytest.raises(Malformed, match="must say why"):
        RecallRequest(" ", DAY)
