"""How a council adopts: no objection to exactly this version, and every silence named."""

from datetime import UTC, datetime

import pytest

from samverkan.rules.council import Adoption, Position, Stance, may_adopt, may_take
from samverkan.rules.refusal import reason

CLOSING = datetime(2025, 5, 20, 16, tzinfo=UTC)
BEFORE = datetime(2025, 5, 19, 9, tzinfo=UTC)
LATER = datetime(2025, 5, 19, 12, tzinfo=UTC)
AFTER = datetime(2025, 5, 21, 9, tzinfo=UTC)
MEMBERS = ("KBV", "KFM", "POL")


def says(member, stance=Stance.NO_OBJECTION, *, version="v1", at=BEFORE, words="because"):
    return Position(member, stance, version, words, at)


def adopt(*positions, now=AFTER, version="v1"):
    return may_adopt(
        positions, members=MEMBERS, version_hash=version, closing_time=CLOSING, now=now
    )


def refused(*positions, **named):
    return reason(adopt, *positions, **named)


def test_everyone_answered_so_it_is_adopted_before_closing():
    adopted = adopt(says("POL"), says("KFM", Stance.STANDS_ASIDE), says("KBV"), now=LATER)
    assert adopted == Adoption(("KBV", "POL"), ("KFM",), ())


def test_after_closing_silence_is_named_and_hinders_nothing():
    assert adopt(says("KBV")).silent == ("KFM", "POL")


def test_before_closing_silence_is_waited_for():
    refusal = refused(says("KBV"), says("POL"), now=LATER)
    assert (refusal.key, refusal.parameters["who"]) == ("council.not_closed", "KFM")


def test_one_objection_hinders_at_once():
    refusal = refused(says("KBV"), says("KFM", Stance.OBJECTION), now=LATER)
    assert (refusal.key, refusal.parameters["who"]) == ("council.objection", "KFM")


def test_a_changed_proposal_needs_new_positions():
    old = [says(member) for member in MEMBERS]
    assert refused(*old, version="v2").key == "council.nobody_agrees"
    assert adopt(*old, says("KBV", version="v2"), version="v2").silent == ("KFM", "POL")


def test_an_objection_to_an_older_version_no_longer_counts():
    assert adopt(says("KFM", Stance.OBJECTION), says("KBV", version="v2"), version="v2")


def test_a_members_last_position_counts_in_any_order_of_arrival():
    first, last = says("KFM", Stance.OBJECTION), says("KFM", at=LATER)
    assert "KFM" in adopt(last, first).no_objection


def test_a_position_after_closing_is_a_silence():
    assert adopt(says("KBV"), says("KFM", Stance.OBJECTION, at=AFTER)).silent == ("KFM", "POL")


def test_a_strangers_objection_counts_for_nothing():
    assert adopt(says("KBV"), says("IMY", Stance.OBJECTION)).silent == ("KFM", "POL")


@pytest.mark.parametrize(
    ("position", "key"),
    [
        (says("KBV"), None),
        (says("KBV", words=""), None),
        (says("KBV", at=CLOSING), None),
        (says("KBV", at=AFTER), "council.closed"),
        (says("IMY"), "council.no_member"),
        (says("KBV", Stance.OBJECTION, words=" "), "council.no_words"),
        (says("KBV", Stance.STANDS_ASIDE, words=""), "council.no_words"),
    ],
)
def test_a_position_is_a_members_in_time_and_with_words(position, key):
    refusal = reason(may_take, position, members=MEMBERS, closing_time=CLOSING)
    assert (refusal.key if refusal else None) == key
