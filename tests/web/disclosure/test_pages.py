"""The guided page and the room: who may open them, what they show, what they refuse."""

from __future__ import annotations

import pytest

from samverkan.rules.inspections import Outcome
from samverkan.web.disclosure import queries
from samverkan.web.disclosure.models import Disclosure
from samverkan.web.inspections import actions as inspections
from samverkan.web.journal.queries import newest
from tests.web.disclosure.conftest import CHOSEN

FORM = {
    "ground": "2016:774",
    "chosen": list(CHOSEN),
    "need": "Delta i samverkan.",
    "speaks_against": "Rör en enskild.",
    "weighing": "Behovet väger tyngre.",
    "outcome": "disclose",
    "handling": "H2",
    "expires_on": "2025-10-01",
}


@pytest.fixture
def address(rasmus):
    """The guided page after its first step."""
    return (
        f"/utlamnanden/nytt/?source={rasmus.check_made.record}&about={rasmus.subject}"
        "&to=KFM&purpose=enforce-debt"
    )


@pytest.mark.parametrize("role", ["ledamot", "samordnare", "forrad", "personal"])
def test_other_roles_see_no_disclosure(disclosed, address, staff, browse, role):
    client = browse(staff("other", role))
    for each in ("/utlamnanden/", address, f"/utlamnanden/{disclosed.pk}/", "/utlamnanden/avslag/"):
        assert client.get(each).status_code == 403, each


def test_the_ladder_stands_in_order_open_or_grey_with_its_reason(address, siv, browse):
    page = browse(siv).get(address).content.decode()
    places = [
        page.index(words)
        for words in (
            "OSL 34:1 2 st.",
            "lag 2016:774 2 §",
            "lag 2025:170 5 §",
            "OSL 10:15 a",
            "OSL 10:27",
            "UF 6:25",
            "JO 584-2013",
        )
    ]
    assert places == sorted(places)
    assert 'value="2016:774"' in page
    assert 'value="2025:170"' not in page
    assert "Lagen går bara i en riktning" in page
    assert "checked" not in page


def test_the_page_says_whether_the_craft_is_alongside_and_never_to_wait(
    address, check, rasmus, siv, browse, now, fresh
):
    client = browse(siv)
    page = client.get(address).content.decode()
    assert "Farkosten ligger vid sidan och kontrollen pågår." in page
    inspections.end_control(
        check=fresh(check),
        ended_at=now,
        outcome=Outcome.REMINDED,
        alongside=True,
        by=siv,
        now=now,
    )
    ended = client.get(address).content.decode()
    assert "Farkosten ligger kvar vid sidan. Kontrollen avslutades 2025-07-12 14.05." in ended
    inspections.craft_left(check=fresh(check), by=siv, now=now)
    gone = client.get(address).content.decode()
    assert "Farkosten ligger inte längre vid sidan." in gone
    for text in (page, ended, gone):
        assert "den slutar när dess eget syfte är uppfyllt" in text
        for advice in ("vänta", "håll kvar", "förläng"):
            assert advice not in text.lower()


def test_a_refusal_keeps_what_was_typed_and_cites_the_section(address, operation, siv, browse):
    data = {**FORM, "cooperation": operation.record, "weighing": ""}
    page = browse(siv).post(address, data).content.decode()
    assert "Väg intressena mot varandra och skriv ned utfallet. (lag 2016:774 2 §)" in page
    assert "Delta i samverkan." in page
    assert not Disclosure.objects.exists()


def test_without_a_decided_cooperation_the_page_refuses(address, siv, browse):
    page = browse(siv).post(address, FORM).content.decode()
    assert "lag 2016:774 1 §" in page
    assert not Disclosure.objects.exists()


def test_a_complete_record_is_sent_and_shown_as_it_left(
    address, operation, siv, astrid, browse, partner, now
):
    client = browse(siv)
    answer = client.post(address, {**FORM, "cooperation": operation.record})
    row = Disclosure.objects.get()
    assert answer.headers["Location"] == f"/utlamnanden/{row.pk}/"
    page = client.get(f"/utlamnanden/{row.pk}/").content.decode()
    for words in (
        "Utlämnat till Kronofogdemyndigheten",
        "Rasmus Skvalpholm",
        "199001019802",
        "Behovet väger tyngre.",
        "Skärgårdssommar 2025",
        "Driva in en skuld",
        "inte ännu",
    ):
        assert words in page, words
    assert newest(1)[0].record["details"]["seen"] == [row.record, row.about]
    assert "Varför återkallas" not in page
    lawyer = browse(astrid)
    where = f"/utlamnanden/{row.pk}/"
    assert "Varför återkallas" in lawyer.get(where).content.decode()
    assert "BDF 2:1" in lawyer.post(where, {"reason": ""}).content.decode()
    assert lawyer.post(where, {"reason": "Fel person."}).status_code == 302
    page = lawyer.get(where).content.decode()
    assert "Mottagaren har inte bekräftat ännu." in page
    assert ": Fel person. " in page
    assert lawyer.get("/utlamnanden/999/").status_code == 404


def test_the_first_step_is_asked_for_alone(rasmus, siv, browse):
    page = browse(siv).get(f"/utlamnanden/nytt/?source={rasmus.check_made.record}").content.decode()
    assert "Visa grunderna" in page
    assert "2. Grund" not in page


@pytest.mark.parametrize("query", ["", "source=KBV/x", "source={check}&about=KBV/x"])
def test_a_disclosure_starts_from_a_record_of_ours(check, siv, browse, query):
    address = f"/utlamnanden/nytt/?{query.format(check=check.record)}"
    assert browse(siv).get(address).status_code == 404


def test_the_room_lists_both_ways_with_filters(disclosed, partner, siv, browse, now):
    client = browse(siv)
    page = client.get("/utlamnanden/").content.decode()
    assert "Utlämnande till Kronofogdemyndigheten" in page
    assert "Skickad" in page
    assert "Utlämnande till" in client.get("/utlamnanden/", {"state": "waiting"}).content.decode()
    empty = client.get("/utlamnanden/", {"partner": "POL"}).content.decode()
    assert "Här visas vad vi har lämnat ut" in empty
    assert queries.rows(state="done") == []


def test_the_check_shows_what_was_disclosed_from_it(disclosed, check, siv, browse):
    page = browse(siv).get(f"/kontroller/{check.record}/").content.decode()
    assert f"/utlamnanden/{disclosed.pk}/" in page
