"""The asker's pages: whom to contact and nothing else, for those who may see it."""

from __future__ import annotations

import pytest

from samverkan.sealed.inputs import Kind
from samverkan.web.journal.queries import newest
from samverkan.web.questions import queries
from samverkan.web.questions.numbers import Number
from tests.web.questions.conftest import NADJA, RASMUS, REASON

TEXT = "Kontakta Kronofogdens jour, dygnet runt."


@pytest.fixture
def hit(ask, rasmus, holder, now):
    holder("KFM").give(RASMUS, now=now)
    holder("POL").give(NADJA, now=now)
    return ask(rasmus)


def test_the_list_shows_the_desk_and_counts(hit, siv, browse):
    page = browse(siv).get("/fragor/").content.decode()
    for words in ("Rasmus Skvalpholm", TEXT, "Förare", "2 myndigheter kan frågas i dag"):
        assert words in page
    assert RASMUS.normal not in page
    assert "danger" not in page
    assert newest(1)[0].act == "question.read"


def test_the_purpose_card_says_who_asks_about_whom_and_why(hit, siv, browse):
    page = browse(siv).get(f"/fragor/{hit.card.pk}/").content.decode()
    for words in (
        REASON,
        TEXT,
        "Siv",
        "förebygga, förhindra eller upptäcka brott",
        hit.card.check_ref,
    ):
        assert words in page
    assert (newest(1)[0].act, newest(1)[0].about) == ("question.read", hit.card.record)
    english = browse(siv).get(f"/fragor/{hit.card.pk}/", headers={"accept-language": "en"})
    assert "duty desk, day and night" in english.content.decode()


def test_a_silent_holder_is_named_and_can_be_asked_again(ask, rasmus, holder, siv, browse, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    kfm.down = True
    card = ask(rasmus).card
    client = browse(siv)
    page = client.get(f"/fragor/{card.pk}/").content.decode()
    assert "Kronofogdemyndigheten" in page
    assert f"/fragor/{card.pk}/igen/" in page
    kfm.down = False
    assert client.post(f"/fragor/{card.pk}/igen/").status_code == 302
    page = client.get(f"/fragor/{card.pk}/").content.decode()
    assert TEXT in page
    assert "/igen/" not in page


def test_officers_see_their_own_and_the_duty_officer_all(hit, staff, browse):
    other, vera = staff("bo", "patrull"), staff("vera", "vakthavande")
    assert browse(other).get(f"/fragor/{hit.card.pk}/").status_code == 404
    assert browse(other).post(f"/fragor/{hit.card.pk}/igen/").status_code == 404
    assert "Rasmus" not in browse(other).get("/fragor/").content.decode()
    assert browse(vera).get(f"/fragor/{hit.card.pk}/").status_code == 200
    assert "Rasmus" in browse(vera).get("/fragor/").content.decode()
    assert browse(staff("lage", "forteckning")).get("/fragor/").status_code == 403


def test_a_hit_that_is_not_for_the_patrol_goes_to_the_duty_officer(
    ask, aboard, holder, staff, siv, browse, now
):
    holder("FK").give(Number(Kind.PERSONAL_NUMBER, NADJA.normal), now=now)
    card = ask(aboard(name="Nadja", personal_number=NADJA.normal)).card
    text = "Kontakta Försäkringskassans ärendegrupp"
    assert text not in browse(siv).get(f"/fragor/{card.pk}/").content.decode()
    assert text not in browse(siv).get("/fragor/").content.decode()
    assert text in browse(staff("vera", "vakthavande")).get(f"/fragor/{card.pk}/").content.decode()


def test_a_hit_waits_at_the_officers_desk_for_the_day(hit, siv, staff, now):
    (waiting,) = queries.waiting_for(siv, now=now)
    assert (waiting.what, waiting.url) == (TEXT, f"/fragor/{hit.card.pk}/")
    assert queries.waiting_for(staff("lage", "forteckning"), now=now) == []
    assert queries.waiting_for(staff("bo", "patrull"), now=now) == []


def test_counts_are_of_subjects_and_answers(hit, ask, aboard, holder, siv):
    ask(aboard(personal_number=NADJA.normal))
    counts = queries.counts(queries.cards_by(siv))
    assert (counts.subjects, counts.hits, counts.no_hits, counts.no_answers) == (2, 2, 2, 0)
