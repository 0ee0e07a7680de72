"""A question about the young waits until the duty officer agrees, logged in as themself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan.rules.inspections import AboardRole
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.inspections import actions, queries
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.models import Agreement
from samverkan.web.inspections.said import PersonSaid
from samverkan.web.questions.models import PurposeCard
from tests.web.questions.conftest import RASMUS as RASMUS_LISTED

WHY = Why("Föraren bär en klocka som F-2 beskriver.")
ON_DESK = "Ta ställning till en fråga i kontroll"


@pytest.fixture
def kaj(check, siv, holder, now, fresh):
    """A driver of sixteen years, with a number that can be asked about."""
    holder("KFM").give(RASMUS_LISTED, now=now)
    said = PersonSaid(
        role=AboardRole.DRIVER,
        evidence="pass",
        documented=True,
        name="Kaj Skvalpholm",
        personal_number="20090101-9802",
    )
    return actions.add_person(check=fresh(check), said=said, by=siv, now=now)


def test_the_officer_asks_after_the_duty_officer_agreed_at_their_own_desk(
    check, kaj, siv, vera, browse
):
    address = f"/kontroller/{check.record}/fraga/{kaj.pk}/"
    crew, duty = browse(siv), browse(vera)
    assert crew.post(address, {"reason": WHY.reason}).status_code == 302
    assert not PurposeCard.objects.exists()
    assert "Frågan väntar på vakthavande." in crew.get(address).content.decode()
    assert "approver" not in crew.get(address).content.decode()
    again = crew.post(address, {"reason": WHY.reason}).content.decode()
    assert "Begäran väntar redan" in again

    row = Agreement.objects.get()
    desk = f"/kontroller/{check.record}/instamma/{row.pk}/"
    assert crew.get(desk).status_code == 403
    assert ON_DESK in duty.get("/").content.decode()
    page = duty.get(desk).content.decode()
    assert "Får Siv fråga om" in page
    assert WHY.reason in page
    assert "Skriv varför" in duty.post(desk, {"agreed": "yes", "words": " "}).content.decode()
    assert duty.post(desk, {"agreed": "yes", "words": "Det behövs."}).status_code == 302
    assert ON_DESK not in duty.get("/").content.decode()
    assert "redan svarat" in duty.get(desk).content.decode()

    assert "Vera instämmer i frågan." in crew.get(address).content.decode()
    assert crew.post(address, {"reason": WHY.reason}).status_code == 302
    assert PurposeCard.objects.get().supervisor == "KBV/vera"


def test_a_yes_is_to_exactly_these_words_of_this_officer(kaj, siv, vera, now):
    row = actions.ask_agreement(person=kaj, why=WHY, by=siv, now=now)
    actions.decide_agreement(agreement=row, agreed=True, words="Ja.", by=vera, now=now)
    for by, why in ((siv, replace(WHY, reason="Något annat.")), (vera, WHY)):
        with pytest.raises(NotAllowed) as refused:
            actions.ask_about_person(person=kaj, why=why, by=by, now=now)
        assert refused.value.key == "questions.minor"


def test_after_a_no_nothing_is_asked(kaj, siv, vera, browse, now):
    row = actions.ask_agreement(person=kaj, why=WHY, by=siv, now=now)
    actions.decide_agreement(agreement=row, agreed=False, words="Inte här.", by=vera, now=now)
    with pytest.raises(NotAllowed):
        actions.ask_about_person(person=kaj, why=WHY, by=siv, now=now)
    address = f"/kontroller/{kaj.check_made.record}/fraga/{kaj.pk}/"
    page = browse(siv).get(address).content.decode()
    assert "Vera instämmer inte i frågan." in page
    assert "Inte här." in page


def test_nobody_agrees_to_their_own_question_or_after_another(kaj, siv, vera, staff, now):
    own = actions.ask_agreement(person=kaj, why=WHY, by=vera, now=now)
    for by in (vera, siv):
        with pytest.raises(NotAllowed):
            actions.decide_agreement(agreement=own, agreed=True, words="Ja.", by=by, now=now)
    ture = staff("ture", "vakthavande")
    late = queries.agreement(own.pk)
    actions.decide_agreement(agreement=own, agreed=False, words="Nej.", by=ture, now=now)
    with pytest.raises(Changed):
        actions.decide_agreement(agreement=late, agreed=True, words="Ja.", by=ture, now=now)


def test_what_no_one_could_ask_does_not_wait(check, rasmus, siv, now):
    with pytest.raises(NotAllowed) as refused:
        actions.ask_agreement(person=rasmus, why=Why(" "), by=siv, now=now)
    assert refused.value.key == "questions.no_reason"
