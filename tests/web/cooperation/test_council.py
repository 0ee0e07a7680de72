"""At the centre: a proposal in versions, the members' signed positions, the chair's decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.exchange.receipts import Position, ReceiptKind
from samverkan.rules.refusal import NotAllowed
from samverkan.web.cooperation import actions, queries
from samverkan.web.journal.queries import thread_of
from tests.web.cooperation.council import draft, proposed


@pytest.fixture
def participant():
    return "NUC"


@pytest.fixture
def elof(staff):
    return staff("elof", "samordnare")


@pytest.fixture
def barbro(staff):
    return staff("barbro", "ordforande")


def refused(act, *arguments, **named) -> str:
    with pytest.raises(NotAllowed) as caught:
        act(*arguments, **named)
    return caught.value.key


def asked(sender, *, now):
    """Give the newest proposal in a member's post."""
    sender.collect(now=now)
    return [e for e in sender.taken if e.schema == "release/proposal"][-1]


def answer(sender, position, *, now, envelope=None, version=None, words=""):
    envelope = envelope or asked(sender, now=now)
    sender.answer(
        envelope,
        ReceiptKind.POSITION,
        now=now,
        version=version or envelope.about.digest,
        position=position,
        note=words,
    )
    return sender.collect(now=now)[-1].body


@pytest.fixture(autouse=True)
def fresh(partner):
    for code in ("KFM", "KBV", "POL", "RUC-STHLM"):
        partner(code).taken.clear()


def stances(row):
    return {
        line.member: str(line.position.stance) if line.position else None
        for line in queries.stand(row)
    }


def test_a_direction_names_every_position_and_every_silence(partner, elof, barbro, now):
    row = proposed(elof, now)
    answer(partner("KFM"), Position.NO_OBJECTION, now=now)
    answer(partner("KBV"), Position.STANDS_ASIDE, now=now, words="Ligger utanför vårt uppdrag.")
    assert stances(row) == {"KFM": "no-objection", "KBV": "stands-aside", "POL": None}

    assert refused(actions.adopt, proposal=row, by=barbro, now=now) == "council.not_closed"
    later = now + timedelta(days=10)
    found = actions.adopt(proposal=row, by=barbro, now=later)
    assert found.positions == [
        ["KFM", "no-objection", ""],
        ["KBV", "stands-aside", "Ligger utanför vårt uppdrag."],
    ]
    assert found.silent == ["POL"]
    assert found.picture == row.picture
    for code in ("KFM", "POL", "RUC-STHLM"):
        told = [e for e in partner(code).collect(now=later) if e.schema == "release/direction"]
        assert told[0].body["content"]["silent"] == ["POL"]
        assert told[0].body["content"]["version_hash"] == row.digest
    assert [line.act for line in thread_of(row.record)].count("direction.position") == 2


def test_an_objection_blocks_until_a_new_version_has_new_positions(partner, elof, barbro, now):
    first = proposed(elof, now)
    answer(partner("KFM"), Position.OBJECTION, now=now, words="Går längre än fenomenet bär.")
    answer(partner("KBV"), Position.NO_OBJECTION, now=now)
    answer(partner("POL"), Position.NO_OBJECTION, now=now)
    assert refused(actions.adopt, proposal=first, by=barbro, now=now) == "council.objection"

    second = actions.propose_direction(
        draft=draft(now, text="Kontroller där F-2 pekar."), by=elof, now=now, instead_of=first
    )
    assert second.version == 2
    assert stances(second) == {"KFM": None, "KBV": None, "POL": None}
    assert refused(actions.adopt, proposal=first, by=barbro, now=now) == "directions.old_version"
    for code in ("KFM", "KBV", "POL"):
        answer(partner(code), Position.NO_OBJECTION, now=now)
    assert actions.adopt(proposal=second, by=barbro, now=now).text == "Kontroller där F-2 pekar."


def test_a_position_on_an_old_version_is_refused(partner, elof, now):
    first = proposed(elof, now)
    kfm = partner("KFM")
    old = asked(kfm, now=now)
    second = actions.propose_direction(
        draft=draft(now, text="Ny lydelse."), by=elof, now=now, instead_of=first
    )
    said = answer(kfm, Position.NO_OBJECTION, now=now, envelope=old)
    assert (said["kind"], "older version" in said["note"]) == ("refused", True)
    assert stances(second)["KFM"] is None
    # Nor does the old message carry a position on the new hash, or the new one on the old hash.
    said = answer(kfm, Position.NO_OBJECTION, now=now, version=first.digest)
    assert said["kind"] == "refused"


def test_a_position_after_closing_is_refused(partner, elof, now):
    row = proposed(elof, now)
    late = row.closing_at + timedelta(minutes=1)
    said = answer(partner("KFM"), Position.NO_OBJECTION, now=late)
    assert said["kind"] == "refused"
    assert stances(row)["KFM"] is None


def test_a_position_on_nothing_that_was_sent_to_the_member_is_refused(partner, elof, now):
    proposed(elof, now)
    to_kfm = asked(partner("KFM"), now=now)
    said = answer(partner("TULL"), Position.NO_OBJECTION, now=now, envelope=to_kfm)
    assert (said["kind"], "no proposal" in said["note"]) == ("refused", True)


def test_the_last_position_counts(partner, elof, now):
    row = proposed(elof, now)
    answer(partner("KFM"), Position.OBJECTION, now=now, words="Nej.")
    answer(partner("KFM"), Position.NO_OBJECTION, now=now + timedelta(hours=1))
    assert stances(row)["KFM"] == "no-objection"


def test_what_is_adopted_is_closed(partner, elof, barbro, now):
    row = proposed(elof, now, members=("KFM",))
    answer(partner("KFM"), Position.NO_OBJECTION, now=now)
    actions.adopt(proposal=row, by=barbro, now=now)
    assert refused(actions.adopt, proposal=row, by=barbro, now=now) == "directions.adopted"
    assert answer(partner("KFM"), Position.OBJECTION, now=now, words="Nej")["kind"] == "refused"
    again = {"draft": draft(now), "by": elof, "now": now, "instead_of": row}
    assert refused(actions.propose_direction, **again) == "directions.adopted"


def test_the_chair_adopts_and_the_office_proposes(elof, barbro, now):
    assert refused(proposed, barbro, now) == "people.no_permission"
    row = proposed(elof, now)
    assert refused(actions.adopt, proposal=row, by=elof, now=now) == "people.no_permission"


def test_members_are_authorities_with_an_instance_never_a_centre(instance, now):
    members = queries.council_members(on=now.date())
    assert {"KBV", "KFM", "AKL"} <= set(members)
    assert not {"NUC", "RUC-STHLM", "PM"} & set(members)
