"""A routine check asks nobody; in an operation the officer's reason comes first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverkan.rules.inspections import AboardRole, Outcome
from samverkan.rules.refusal import NotAllowed
from samverkan.web.inspections import actions, asking, queries
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.said import PersonSaid
from samverkan.web.questions import jobs
from samverkan.web.questions import queries as questions
from samverkan.web.questions.models import PurposeCard
from tests.web.inspections.conftest import RASMUS, UNKNOWN
from tests.web.questions.conftest import NADJA
from tests.web.questions.conftest import RASMUS as RASMUS_LISTED

WHY = Why("Föraren bär en klocka som F-2 beskriver.")


def test_a_routine_check_asks_nobody(routine, siv, holder, browse, now, fresh):
    holder("KFM").give(RASMUS_LISTED, now=now)
    person = actions.add_person(check=fresh(routine), said=RASMUS, by=siv, now=now)
    for ask in (
        lambda: actions.ask_about_person(person=person, why=WHY, by=siv, now=now),
        lambda: actions.ask_about_craft(check=fresh(routine), why=WHY, by=siv, now=now),
    ):
        with pytest.raises(NotAllowed) as refused:
            ask()
        assert refused.value.key == "questions.routine"
    assert not PurposeCard.objects.exists()
    page = browse(siv).get(queries.address(routine)).content.decode()
    assert "Rutinkontroll: ingen fråga ställs." in page
    assert f"/fraga/{person.pk}/" not in page


def test_a_hit_says_whom_to_contact_and_nothing_more(
    check, rasmus, siv, holder, browse, now, fresh
):
    holder("KFM").give(RASMUS_LISTED, now=now)
    holder("POL").give(NADJA, now=now)
    home, number = check.record.split("/")
    client = browse(siv)
    address = f"/kontroller/{home}/{number}/fraga/{rasmus.pk}/"
    assert client.post(address, {"reason": ""}).status_code == 200
    assert not PurposeCard.objects.exists()
    assert client.post(address, {"reason": WHY.reason}).status_code == 302
    page = client.get(queries.address(check)).content.decode()
    assert "Kontakta Kronofogdens jour, dygnet runt." in page
    assert "skuld" not in page.lower()
    (card,) = asking.answers_of(fresh(check), siv)
    assert card.card.reason == WHY.reason


def test_the_craft_is_asked_about_by_its_numbers(check, siv, holder, now, fresh):
    holder("POL").give(NADJA, now=now)
    asked = actions.ask_about_craft(check=fresh(check), why=WHY, by=siv, now=now)
    assert (asked.card.role, asked.nobody_to_contact) == ("craft", 1)


def test_about_an_unknown_person_no_question_is_possible(check, siv, holder, now, fresh):
    holder("KFM").give(RASMUS_LISTED, now=now)
    person = actions.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.ask_about_person(person=person, why=WHY, by=siv, now=now)
    assert refused.value.key == "questions.unknown_identity"


@pytest.mark.parametrize(
    ("born", "closed"),
    [(date(2011, 1, 1), "questions.child"), (date(2009, 1, 1), None)],
)
def test_a_child_is_never_asked_about_and_a_minor_only_with_a_superior(
    check, siv, vera, holder, now, fresh, born, closed
):
    holder("KFM").give(RASMUS_LISTED, now=now)
    said = PersonSaid(role=AboardRole.DRIVER, evidence="pass", name="Kaj", birth_date=born)
    person = actions.add_person(check=fresh(check), said=said, by=siv, now=now)
    refusal = asking.why_not_person(person, siv, now=now)
    assert (refusal and refusal.key) == closed
    with pytest.raises(NotAllowed) as refused:
        actions.ask_about_person(person=person, why=WHY, by=siv, now=now)
    assert refused.value.key == (closed or "questions.minor")


def test_a_passenger_needs_a_reason_of_their_own_and_the_second_the_duty_officer(
    check, rasmus, siv, vera, holder, now, fresh
):
    holder("KFM").give(RASMUS_LISTED, now=now)
    passengers = [
        actions.add_person(
            check=fresh(check),
            said=PersonSaid(
                role=AboardRole.PASSENGER, evidence="pass", documented=True, personal_number=number
            ),
            by=siv,
            now=now,
        )
        for number in ("19880614-9806", "19700101-9988")
    ]
    first, second = passengers
    with pytest.raises(NotAllowed) as refused:
        actions.ask_about_person(person=first, why=WHY, by=siv, now=now)
    assert refused.value.key == "questions.passenger"
    why = Why(WHY.reason, "Han gav föraren kurs.")
    actions.ask_about_person(person=first, why=why, by=siv, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.ask_about_person(person=second, why=why, by=siv, now=now)
    assert refused.value.key == "questions.more_passengers"
    why = Why(WHY.reason, "Hon betalade bränslet.")
    wait = actions.ask_agreement(person=second, why=why, by=siv, now=now)
    actions.decide_agreement(agreement=wait, agreed=True, words="Behövs.", by=vera, now=now)
    asked = actions.ask_about_person(person=second, why=why, by=siv, now=now)
    assert asked.card.second_person == "KBV/vera"


def test_when_the_operation_is_closed_nobody_is_asked(check, rasmus, operation, siv, now):
    from samverkan.web.cooperation.models import Operation

    Operation.objects.filter(record=operation.record).update(closed_at=now)
    refusal = asking.why_not_person(rasmus, siv, now=now)
    assert refusal is not None
    assert refusal.key == "packs.operation_unknown"


def test_the_craft_is_asked_about_on_a_page(check, siv, holder, browse, now):
    holder("POL").give(NADJA, now=now)
    client, address = browse(siv), f"/kontroller/{check.record}/fraga/farkost/"
    assert "Skärgårdssommar 2025" in client.get(address).content.decode()
    assert "Skriv varför" in client.post(address, {"reason": " "}).content.decode()
    assert client.post(address, {"reason": WHY.reason}).status_code == 302
    assert PurposeCard.objects.get().role == "craft"


def test_the_page_of_a_closed_question_says_why(routine, siv, browse, now, fresh):
    page = browse(siv).get(f"/kontroller/{routine.record}/fraga/farkost/").content.decode()
    assert "Rutinkontroll: ingen fråga ställs." in page
    assert "Ställ frågan" not in page


def test_a_question_waits_while_the_check_goes_on_and_no_longer(
    check, rasmus, siv, holder, now, fresh
):
    kfm = holder("KFM")
    kfm.give(RASMUS_LISTED, now=now)
    kfm.down = True
    asked = actions.ask_about_person(person=rasmus, why=WHY, by=siv, now=now)
    assert asked.waits[0].next_at is not None
    later = now + timedelta(minutes=2)
    actions.end_control(
        check=fresh(check),
        ended_at=later,
        outcome=Outcome.NOTHING_FOUND,
        alongside=False,
        by=siv,
        now=later,
    )
    kfm.down = False
    jobs.run(now=later)
    (found,) = questions.card(asked.card.pk).waits
    assert (found.next_at, found.ended_by) == (None, "questions.wait_check_ended")
    assert kfm.asked == []
