"""Asking by likeness from a check's page, and reviewing what it finds, as an officer does it."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.inspections import AboardRole
from samverkan.rules.likeness import policy
from samverkan.rules.refusal import NotAllowed
from samverkan.web.inspections import actions, queries
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.said import PersonSaid
from samverkan.web.journal.queries import newest
from samverkan.web.questions.models import Candidate, PurposeCard
from tests.web.inspections.conftest import UNKNOWN
from tests.web.questions.test_likeness import NADJA, NADJA_LISTED, OTHERS, STOLEN, STRANGERS

SEEN = {
    "hull": "SE-ZZK30021",
    "engine": "ZZR-198502",
    "make": "Skvalp GTX 300",
    "established": "Skrovnumrets slut är bortslipat.",
    "reason": "Farkosten liknar en som nämns i insatsen.",
}
NADJA_DAY = date(1988, 6, 14)


@pytest.fixture
def pol(holder, now):
    found = holder("POL")
    found.give(now=now, likeness=(("craft", STOLEN), *OTHERS))
    return found


@pytest.fixture
def address(check):
    return queries.address(check)


def test_an_officer_asks_by_likeness_reviews_and_only_then_reads_the_desk(
    check, pol, siv, browse, address
):
    client = browse(siv)
    page = client.get(address).content.decode()
    assert "Fråga på likhet om farkosten" in page
    form = client.get(f"{address}likhet/farkost/").content.decode()
    assert "Polismyndigheten: högst" in form
    assert "Ett ärende får 40 och en person 50 element per dygn" in form
    assert 'value="Skvalp GTX 300"' in form
    assert client.post(f"{address}likhet/farkost/", SEEN).status_code == 302
    page = client.get(address).content.decode()
    assert "väntar på din prövning" in page
    assert "ledningscentral" not in page
    (found,) = Candidate.objects.all()
    review = f"/fragor/provning/{found.pk}/"
    assert review in client.get("/fragor/").content.decode()
    shown = client.get(review).content.decode()
    wrong = policy("craft", Purpose.PREVENT_CRIME, date(2025, 7, 12))["wrong"]
    for words in (
        "Det här är ingen träff.",
        "En del av skrovnumret, motornummer och fabrikat stämmer",
        "procent)",
        f"Av 10 000 frågor om någon som inte finns i en lista visar {wrong} en främling.",
        "Skrovnumrets slut är bortslipat.",
        "Spara prövningen",
    ):
        assert words in shown
    assert newest(1)[0].act == "question.read"
    refused = client.post(review, {"verdict": "same", "words": " "})
    assert "Skriv varför: vad stämmer och vad stämmer inte." in refused.content.decode()
    assert client.post(review, {"verdict": "same", "words": "Samma motor."}).status_code == 302
    page = client.get(address).content.decode()
    assert "Kontakta Polisens ledningscentral." in page
    after = client.get(review).content.decode()
    assert "Någon har redan prövat den." in after
    english = client.get(review, headers={"accept-language": "en"}).content.decode()
    assert "engine number and make agree" in english
    assert "Of 10,000 questions about somebody not on a list" in english


def test_the_purpose_card_leads_to_the_review_that_waits(check, pol, siv, browse, address):
    client = browse(siv)
    client.post(f"{address}likhet/farkost/", SEEN)
    (found,) = Candidate.objects.all()
    card = client.get(f"/fragor/{found.card.pk}/").content.decode()
    assert "Pröva en möjlig träff hos Polismyndigheten" in card
    assert card.count(f"/fragor/provning/{found.pk}/") == 2
    words = {"verdict": "not-same", "words": "Annan motor."}
    client.post(f"/fragor/provning/{found.pk}/", words)
    card = client.get(f"/fragor/{found.card.pk}/").content.decode()
    assert "Pröva en möjlig träff" not in card


def test_what_is_not_for_the_patrol_waits_for_the_duty_officer(
    check, holder, siv, vera, browse, now, address
):
    holder("FK").give(now=now, likeness=(("craft", STOLEN), *OTHERS))
    crew, duty = browse(siv), browse(vera)
    crew.post(f"{address}likhet/farkost/", SEEN)
    (found,) = Candidate.objects.all()
    review = f"/fragor/provning/{found.pk}/"
    for where in (address, "/", "/fragor/", f"/fragor/{found.card.pk}/", f"{address}svar/"):
        assert review not in crew.get(where).content.decode(), where
    assert crew.get(review).status_code == 404
    assert "<div>Ingen att kontakta</div>" in crew.get(f"{address}svar/").content.decode()
    assert duty.post(review, {"verdict": "same", "words": "Samma."}).status_code == 302
    assert "Kontakta Försäkringskassan" in duty.get(f"{address}svar/").content.decode()
    assert "Kontakta Försäkringskassan" not in crew.get(f"{address}svar/").content.decode()


def test_another_officer_sees_no_candidate_and_the_duty_officer_does(
    check, pol, siv, vera, staff, browse, address
):
    browse(siv).post(f"{address}likhet/farkost/", SEEN)
    (found,) = Candidate.objects.all()
    review = f"/fragor/provning/{found.pk}/"
    assert browse(staff("alva", "patrull")).get(review).status_code == 404
    assert "Spara prövningen" in browse(vera).get(review).content.decode()


def test_an_unknown_person_is_never_asked_about(check, siv, browse, now, fresh, address):
    person = actions.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now)
    client = browse(siv)
    assert "Okänd identitet: ingen fråga." in client.get(address).content.decode()
    assert "Okänd identitet" in client.get(f"{address}likhet/{person.pk}/").content.decode()
    with pytest.raises(NotAllowed) as refused:
        actions.ask_like_person(person=person, why=Why("Ja."), said=NADJA, by=siv, now=now)
    assert refused.value.key == "likeness.not_stated"
    assert not PurposeCard.objects.exists()


def test_a_person_with_a_passport_and_no_number_may_be_asked_about(
    check, holder, siv, browse, now, fresh, address
):
    holder("KFM").give(now=now, likeness=(NADJA_LISTED, *STRANGERS))
    said = PersonSaid(
        role=AboardRole.DRIVER,
        evidence="finskt pass",
        documented=True,
        name="Nadja Farledinn",
        birth_date=NADJA_DAY,
    )
    person = actions.add_person(check=fresh(check), said=said, by=siv, now=now)
    client = browse(siv)
    assert "Fråga på likhet om Nadja Farledinn" in client.get(address).content.decode()
    where = f"{address}likhet/{person.pk}/"
    form = client.get(where).content.decode()
    for value in ("Nadja", "Farledinn", "1988-06-14"):
        assert f'value="{value}"' in form
    words = {"given_name": "Nadja", "surname": "Farledinn", "birth_date": "1988-06-14"}
    refused = client.post(where, {**words, "established": "", "reason": "Nämns."})
    assert "Skriv vad annat än ett nummer som styrker vem personen är" in refused.content.decode()
    assert (
        client.post(where, {**words, "established": "Pass.", "reason": "Nämns."}).status_code == 302
    )
    assert Candidate.objects.count() == 1


def test_where_no_list_can_be_asked_so_it_is_closed_before_a_reason_is_written(
    check, siv, browse, address
):
    client = browse(siv)
    words = "Ingen myndighet har i dag en förteckning som kan frågas på likhet om en farkost."
    assert words in client.get(address).content.decode()
    assert words in client.get(f"{address}likhet/farkost/").content.decode()


def test_a_routine_check_does_not_offer_it(routine, siv, browse):
    assert "Fråga på likhet" not in browse(siv).get(queries.address(routine)).content.decode()
