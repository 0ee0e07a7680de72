"""At a member: its head takes a position on exactly the version received, signed and sent back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.rules.council import Stance
from samverkan.rules.refusal import NotAllowed
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.contents import AdoptedDirection, plain
from tests.web.cooperation.council import RECORD, draft, proposed, received, received_again


@pytest.fixture
def henning(staff):
    return staff("henning", "ledamot")


def refused(act, **named) -> str:
    with pytest.raises(NotAllowed) as caught:
        act(**named)
    return caught.value.key


def take(row, henning, now, stance=Stance.NO_OBJECTION, words=""):
    return actions.take_position(proposal=row, stance=stance, words=words, by=henning, now=now)


def test_a_position_names_the_message_and_the_version(partner, henning, now):
    row = received(partner, now)
    take(row, henning, now, Stance.STANDS_ASIDE, "Ligger utanför vårt uppdrag.")
    said = next(e for e in partner("NUC").collect(now=now) if e.schema == "answer").body
    assert said["kind"] == "position"
    assert said["version"] == row.digest
    assert said["position"] == "stands-aside"
    assert said["note"] == "Ligger utanför vårt uppdrag."
    ours = next(line for line in queries.stand(row) if line.member == "KBV")
    assert (ours.position.words, ours.position.by) == ("Ligger utanför vårt uppdrag.", "Henning")


def test_an_objection_takes_words(partner, henning, now):
    row = received(partner, now)
    words = {"row": row, "henning": henning, "now": now, "stance": Stance.OBJECTION}
    assert refused(take, **words) == "council.no_words"
    assert not [e for e in partner("NUC").collect(now=now) if e.schema == "answer"]


def test_a_position_on_an_old_version_never_leaves(partner, henning, now):
    old = received(partner, now)
    received_again(partner, old, now, text="Ny lydelse.")
    assert queries.current(RECORD).version == 2
    assert refused(take, row=old, henning=henning, now=now) == "directions.old_version"
    take(queries.current(RECORD), henning, now)


def test_after_closing_no_position_leaves(partner, henning, now):
    row = received(partner, now)
    late = row.closing_at + timedelta(minutes=1)
    assert refused(take, row=row, henning=henning, now=late) == "council.closed"


def test_only_a_member_takes_a_position(partner, henning, now):
    row = received(partner, now, members=("KFM", "POL"))
    assert refused(take, row=row, henning=henning, now=now) == "council.no_member"


def test_only_the_head_takes_it(partner, staff, now):
    row = received(partner, now)
    assert refused(take, row=row, henning=staff("siv", "patrull"), now=now) == (
        "people.no_permission"
    )


def test_only_the_chairs_centre_puts_a_direction_forward(partner, staff, now):
    assert refused(proposed, elof=staff("siv", "samordnare"), now=now) == "directions.no_council"
    pol = partner("POL")
    pol.deliver(pol.release("proposal", plain(draft(now)), now=now), now=now)
    assert list(queries.proposals()) == []


def test_the_adopted_direction_arrives_and_may_be_recalled(partner, now):
    adopted = AdoptedDirection(
        title="Gemensam inriktning 2025",
        text="Minska vinsterna.",
        picture="NUC/44444444-4444-4444-8444-444444444444",
        starts=draft(now).starts,
        ends=draft(now).ends,
        proposal=RECORD,
        version_hash="a" * 64,
        positions=(("KFM", "no-objection", ""),),
        silent=("POL",),
        adopted_by="Barbro Rikslots",
        adopted_at=now,
    )
    nuc = partner("NUC")
    record = "NUC/66666666-6666-4666-8666-666666666666"
    nuc.deliver(nuc.release("direction", plain(adopted), now=now, record=record), now=now)
    row = queries.directions().get()
    assert (row.silent, row.positions) == (["POL"], [["KFM", "no-objection", ""]])
    body = {"record": record, "version": 1, "reason": "Fel version."}
    nuc.deliver(nuc.seal("recall", body, now=now), now=now)
    assert queries.directions().get().recalled_at == now
