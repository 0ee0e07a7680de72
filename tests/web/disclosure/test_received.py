"""What another authority discloses to us: statements, the desk's answer, and a recall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.disclosure import actions, queries
from samverkan.web.disclosure.models import ReceivedDisclosure
from samverkan.web.partners.models import InboxMessage
from samverkan.web.subjects import queries as subjects
from tests.web.disclosure.conftest import CONTENT


@pytest.fixture
def participant() -> str:
    return "KFM"


@pytest.fixture
def torkel(staff):
    """The duty desk, day and night."""
    return staff("torkel", "jour")


@pytest.fixture
def came(partner, now):
    """Receive a disclosure from the Coast Guard."""

    def came(**more: object) -> ReceivedDisclosure:
        kbv = partner("KBV")
        content = {**CONTENT, **more}
        kbv.deliver(kbv.release("disclosure", content, now=now), now=now)
        return ReceivedDisclosure.objects.latest("pk")

    return came


def test_it_is_kept_as_statements_with_their_source(came):
    row = came()
    (ref,) = row.subjects
    view = subjects.view_of(ref)
    number, name = view.statements
    assert (name.property, name.value, name.source) == ("name", "Rasmus Skvalpholm", "KBV")
    assert (number.ground, number.handling) == ("2016:774 2 §", "H2")
    assert (number.regime, number.delete_after) == ("gdpr", date(2025, 12, 31))
    assert number.release == f"{row.record}#1"
    assert subjects.find("personal_number", "199001019802") == ()


def test_two_disclosures_about_the_same_number_are_never_linked_by_themselves(came):
    assert came().subjects != came().subjects


@pytest.mark.parametrize("participant", ["POL"])
def test_a_crime_fighter_marks_what_came_without_marks_as_not_assessed(came):
    bare = [
        {**each, "category": "", "grading": ""} for each in CONTENT["subjects"][0]["statements"]
    ]
    row = came(purpose="prevent-crime", subjects=[{"kind": "person", "statements": bare}])
    (number, _) = subjects.view_of(row.subjects[0]).statements
    assert (number.regime, number.category, number.grading) == ("bdl", "other", "X4")


@pytest.mark.parametrize(
    "wrong",
    [
        {"extra": 1},
        {"purpose": "curiosity"},
        {"subjects": [{"kind": "ghost", "statements": []}]},
        {"subjects": [{"kind": "person", "statements": [{"property": "name"}]}]},
        {"circumstances": ["text"]},
        {"request": "KFM/00000000-0000-4000-8000-000000000000"},
    ],
)
def test_what_cannot_be_read_is_refused_and_kept_aside(partner, instance, wrong, now):
    kbv = partner("KBV")
    kbv.deliver(kbv.release("disclosure", {**CONTENT, **wrong}, now=now), now=now)
    assert not ReceivedDisclosure.objects.exists()
    assert InboxMessage.objects.get(schema="release/disclosure").state == "refused"


def test_it_waits_at_the_duty_desk_with_its_clock(came, torkel, browse, now):
    row = came()
    (waiting,) = queries.waiting_for(torkel, now=now)
    assert "Utlämnande från Kustbevakningen, väntar sedan 2025-07-12 14.05" in waiting.what
    assert waiting.due == row.received_at + timedelta(hours=1)
    page = browse(torkel).get("/").content.decode()
    assert "väntar sedan" in page


def test_the_desk_confirms_once(came, torkel, staff, now):
    row = came()
    with pytest.raises(NotAllowed):
        actions.confirm(received=row, pending=True, note="", by=staff("bo", "forrad"), now=now)
    actions.confirm(received=row, pending=True, note="Två mål.", by=torkel, now=now)
    fresh = queries.received_one(row.pk)
    assert (fresh.state, fresh.note, fresh.answered_by) == ("pending", "Två mål.", "KFM/torkel")
    assert queries.waiting_for(torkel, now=now) == []
    with pytest.raises(NotAllowed):
        actions.confirm(received=fresh, pending=False, note="", by=torkel, now=now)
    with pytest.raises(Changed):
        actions.confirm(received=row, pending=False, note="", by=torkel, now=now)


def test_a_recall_takes_the_statements_out_of_use_until_an_officer_confirms(
    came, torkel, partner, browse, now
):
    row, kbv = came(), partner("KBV")
    body = {"record": row.record, "version": 1, "reason": "fel person"}
    kbv.deliver(kbv.seal("recall", body, now=now), now=now)
    recalled = queries.received_one(row.pk)
    assert recalled.state == "recalled"
    assert subjects.view_of(row.subjects[0]).statements == ()
    (waiting,) = queries.waiting_for(torkel, now=now)
    assert waiting.ground == "BDF 2:1"
    client = browse(torkel)
    address = f"/utlamnanden/mottaget/{row.pk}/"
    page = client.get(address).content.decode()
    assert "fel person" in page
    assert "Rasmus Skvalpholm" not in page
    kbv.collect(now=now)
    assert client.post(address, {"note": "Utmätningen rättad."}).status_code == 302
    assert queries.received_one(row.pk).state == "recall-done"
    done = kbv.collect(now=now)[-1]
    assert (done.body["kind"], done.body["note"]) == ("recall-done", "Utmätningen rättad.")
    assert queries.waiting_for(torkel, now=now) == []


def test_the_desks_page_shows_what_came_and_takes_the_answer(came, torkel, staff, browse):
    row = came()
    address = f"/utlamnanden/mottaget/{row.pk}/"
    client = browse(torkel)
    page = client.get(address).content.decode()
    for words in ("Rasmus Skvalpholm", "199001019802", "59°17,4\u2032N", "Kustbevakningen", "H2"):
        assert words in page, words
    assert client.post(address, {}).status_code == 200
    assert client.post(address, {"pending": "no", "note": ""}).status_code == 302
    assert queries.received_one(row.pk).state == "not-ours"
    assert "Svara" not in client.get(address).content.decode()
    reader = browse(staff("ulla", "forrattning"))
    assert reader.get(address).status_code == 200
    assert browse(staff("bo", "forrad")).get(address).status_code == 403
    assert client.get("/utlamnanden/mottaget/999/").status_code == 404
