"""One act asks about all aboard for whom it is allowed; the others are listed with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.rules.inspections import AboardRole
from samverkan.rules.refusal import NotAllowed
from samverkan.web.inspections import aboard, actions, queries
from samverkan.web.inspections.aboard import Chosen
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.said import PersonSaid
from samverkan.web.journal.queries import thread_of
from samverkan.web.questions.models import PurposeCard, Question
from tests.web.inspections.conftest import UNKNOWN
from tests.web.questions.conftest import NADJA as NADJA_LISTED
from tests.web.questions.conftest import RASMUS as RASMUS_LISTED
from tests.web.questions.test_likeness import NADJA_LISTED as NADJA_ALIKE
from tests.web.questions.test_likeness import STRANGERS

DRIVES = "Föraren bär en klocka som F-2 beskriver."
OWNS = "Hon säger sig äga skotern, som nämns i insatsen."
LOOKS = "Skotern är den modell som F-2 pekar ut."


def said(role=AboardRole.PASSENGER, **words) -> PersonSaid:
    return PersonSaid(role=role, evidence="pass", documented=True, **words)


@pytest.fixture
def add(check, siv, now, fresh):
    """Put somebody into the check."""
    return lambda person: actions.add_person(check=fresh(check), said=person, by=siv, now=now)


@pytest.fixture
def nadja(add):
    words = {"name": "Nadja Farledin", "personal_number": "19880614-9806"}
    return add(said(AboardRole.OWNER_CLAIMED, **words))


@pytest.fixture
def address(check):
    return f"{queries.address(check)}fraga/alla/"


def tick(**reasons: str) -> dict[str, str]:
    """Tick each, with a reason: the name is `craft` or `p7` for a person."""
    keys = {name.removeprefix("p"): text for name, text in reasons.items()}
    return {
        **{f"ask_{key}": "on" for key in keys},
        **{f"reason_{key}": text for key, text in keys.items()},
    }


def test_driver_owner_and_craft_are_asked_about_in_one_act(
    check, rasmus, nadja, siv, holder, wire, browse, address, now
):
    kfm, pol = holder("KFM"), holder("POL")
    kfm.give(RASMUS_LISTED, now=now)
    pol.give(NADJA_LISTED, now=now)
    client = browse(siv)
    assert "Fråga om alla ombord" in client.get(queries.address(check)).content.decode()
    page = client.get(address).content.decode()
    for words in (
        "Skärgårdssommar 2025",
        "Kronofogdemyndigheten, Polismyndigheten",
        "förebygga, förhindra eller upptäcka brott",
        "Stoppade, Tog utandningsprov",
        "Kontrollen har använt 0 av 40 element det senaste dygnet och du 0 av 50",
        "Frågan gäller: Motornummer, Skrovnummer.",
        "Kostar 2 element hos var och en.",
    ):
        assert words in page
    assert "checked" not in page
    reasons = {f"p{rasmus.pk}": DRIVES, f"p{nadja.pk}": OWNS, "craft": LOOKS}
    answer = client.post(address, tick(**reasons))
    assert answer.status_code == 302
    assert answer.url == f"{queries.address(check)}svar/"
    assert len(wire.posted) == 2
    assert [len(request.elements) for request in (*kfm.asked, *pol.asked)] == [4, 4]
    cards = {card.subject: card.reason for card in PurposeCard.objects.all()}
    assert cards == {rasmus.subject: DRIVES, nadja.subject: OWNS, check.craft: LOOKS}
    found = client.get(answer.url).content.decode()
    assert found.count("<strong>Kontakta Kronofogdens jour, dygnet runt.</strong>") == 1
    assert found.count("<strong>Kontakta Polisens ledningscentral.</strong>") == 1
    assert "<strong>Nadja Farledin</strong>: Kontakta Polisens ledningscentral." in found
    assert "Ändamålskortet om Nadja Farledin" in found
    assert "Redan frågad i dag: kostar inget." in client.get(address).content.decode()
    assert "Kontrollen har använt 4 av 40" in client.get(address).content.decode()


def test_one_entry_of_the_check_tells_how_many_and_each_card_has_its_own(
    check, rasmus, nadja, siv, holder, browse, address, now
):
    holder("KFM").give(now=now)
    browse(siv).post(address, tick(**{f"p{rasmus.pk}": DRIVES, f"p{nadja.pk}": OWNS}))
    (together,) = (row for row in thread_of(check.record) if row.act == "question.asked-together")
    assert (together.record["details"]["count"], together.record["details"]["to"]) == (
        2,
        [["KFM", 2]],
    )
    for card in PurposeCard.objects.all():
        assert [row.act for row in thread_of(card.record)] == [
            "question.asked",
            "question.answers-taken",
        ]
    page = browse(siv).get(queries.address(check)).content.decode()
    assert "Förseglade frågor ställdes om flera ombord" in page


def test_those_of_whom_it_is_not_allowed_stand_with_the_reason_and_without_a_box(
    check, rasmus, add, siv, holder, browse, address, now
):
    holder("KFM").give(now=now, likeness=(NADJA_ALIKE, *STRANGERS))
    child = add(said(name="Lo Barn", birth_date=date(2013, 1, 1)))
    minor = add(said(name="Kaj Ung", personal_number="20090101-9802"))
    unknown = add(UNKNOWN)
    foreign = add(said(AboardRole.OWNER_CLAIMED, name="Ina Ven", birth_date=date(1980, 1, 1)))
    page = browse(siv).get(address).content.decode()
    for row in (child, minor, unknown, foreign):
        assert f"ask_{row.pk}" not in page
    assert f"ask_{rasmus.pk}" in page
    for words in (
        "Om den som kan vara under 15 år ställs aldrig någon fråga.",
        "år krävs vakthavandes godkännande.",
        "Identiteten är okänd",
        "Det finns inget nummer att fråga om",
    ):
        assert words in page
    assert f"/fraga/{minor.pk}/" in page
    assert f"/likhet/{foreign.pk}/" in page
    assert f"/likhet/{unknown.pk}/" not in page


def test_a_forged_box_for_a_child_asks_nothing(
    rasmus, add, siv, holder, wire, browse, address, now
):
    holder("KFM").give(now=now)
    child = add(said(name="Lo Barn", personal_number="20130101-9806"))
    page = browse(siv).post(address, tick(**{f"p{child.pk}": DRIVES})).content.decode()
    assert "Kryssa i minst en att fråga om." in page
    assert not wire.posted


def test_each_needs_a_reason_of_its_own_and_nothing_typed_is_lost(
    rasmus, nadja, siv, holder, wire, browse, address, now
):
    holder("KFM").give(now=now)
    words = tick(**{f"p{rasmus.pk}": DRIVES, f"p{nadja.pk}": " "})
    page = browse(siv).post(address, words).content.decode()
    assert "Skriv varför personen eller farkosten hör till insatsen." in page
    assert f'href="#id_reason_{nadja.pk}"' in page
    assert DRIVES in page
    assert page.count("checked") == 2
    assert not wire.posted
    assert not PurposeCard.objects.exists()


def test_nobody_ticked_is_nobody_asked(rasmus, siv, holder, browse, address, now):
    holder("KFM").give(now=now)
    page = browse(siv).post(address, {f"reason_{rasmus.pk}": DRIVES}).content.decode()
    assert "Kryssa i minst en att fråga om." in page


def test_of_two_passengers_the_second_waits_for_the_duty_officer(
    check, add, siv, vera, holder, wire, browse, address, now
):
    holder("KFM").give(now=now)
    first = add(said(name="Bo Ett", personal_number="19880614-9806"))
    second = add(said(name="Bo Två", personal_number="19700101-9988"))
    both = {
        **tick(**{f"p{first.pk}": DRIVES, f"p{second.pk}": DRIVES}),
        f"passenger_{first.pk}": "Han gav föraren kurs.",
        f"passenger_{second.pk}": "Han betalade bränslet.",
    }
    client = browse(siv)
    page = client.post(address, both).content.decode()
    assert page.count("För fler än en passagerare måste en andra person instämma.") == 2
    assert f'href="#id_ask_{second.pk}"' in page
    assert not wire.posted
    why = Why(DRIVES, "Han betalade bränslet.")
    wait = actions.ask_agreement(person=second, why=why, by=siv, now=now)
    actions.decide_agreement(agreement=wait, agreed=True, words="Behövs.", by=vera, now=now)
    page = client.get(address).content.decode()
    assert "Vera har instämt i just de här orden." in page
    both[f"reason_{second.pk}"] = "Andra ord, som ingen har sett."
    assert client.post(address, both).status_code == 302
    cards = {card.subject: card for card in PurposeCard.objects.all()}
    assert cards[second.subject].second_person == "KBV/vera"
    assert cards[second.subject].reason == DRIVES
    assert cards[first.subject].second_person == ""


def test_a_passenger_needs_a_reason_for_just_that_one(
    add, siv, holder, rasmus, browse, address, now
):
    holder("KFM").give(now=now)
    row = add(said(name="Bo Ett", personal_number="19880614-9806"))
    page = browse(siv).post(address, tick(**{f"p{row.pk}": DRIVES})).content.decode()
    assert "Skriv varför just denna passagerare hör till insatsen." in page
    assert f'href="#id_passenger_{row.pk}"' in page


def test_a_batch_that_a_holder_has_no_room_for_is_refused_whole_in_plain_words(
    check, rasmus, nadja, siv, holder, wire, browse, address, now
):
    kfm = holder("KFM")
    kfm.give(now=now)
    why = Why(DRIVES)
    asked = actions.ask_about_person(person=rasmus, why=why, by=siv, now=now)
    (row,) = Question.objects.all()
    for number in range(38):
        row.pk, row.element = None, f"{number:064x}"
        row.save()
    page = browse(siv).post(address, tick(**{f"p{nadja.pk}": OWNS, "craft": LOOKS}))
    text = page.content.decode()
    assert "Ingen fråga ställdes, för allt ryms inte hos Kronofogdemyndigheten." in text
    assert "Ett ärende får högst 40 element per dygn: 39 är använda, 3 begärs." in text
    assert (len(wire.posted), PurposeCard.objects.count()) == (1, 1)
    assert asked.card == PurposeCard.objects.get()


def test_the_act_itself_refuses_what_the_page_would_not_show(check, add, siv, holder, fresh, now):
    holder("KFM").give(now=now)
    add(said(name="Lo Barn", personal_number="20130101-9806"))
    row = fresh(check)
    child, craft = aboard.everybody(row, siv, now=now)
    chosen = (Chosen(craft, Why(LOOKS)), Chosen(child, Why(DRIVES, "Styrde.")))
    with pytest.raises(NotAllowed) as refused:
        actions.ask_about_aboard(check=row, chosen=chosen, by=siv, now=now)
    assert refused.value.sentence("sv") == (
        "Lo Barn: Om den som kan vara under 15 år ställs aldrig någon fråga. Ingen fråga ställdes."
    )
    with pytest.raises(NotAllowed, match="Tick at least one"):
        actions.ask_about_aboard(check=row, chosen=(), by=siv, now=now)
    assert not PurposeCard.objects.exists()


def test_it_is_not_offered_for_one_alone_or_in_a_routine_check(
    routine, check, siv, holder, browse, now, add, fresh
):
    holder("KFM").give(now=now)
    actions.add_person(check=fresh(routine), said=UNKNOWN, by=siv, now=now)
    client = browse(siv)
    for row in (routine, check):
        assert "Fråga om alla ombord" not in client.get(queries.address(row)).content.decode()
    where = f"{queries.address(routine)}fraga/alla/"
    page = client.get(where).content.decode()
    assert "Rutinkontroll: ingen fråga ställs." in page
    assert "Ställ frågorna" not in page


def test_without_a_list_from_anybody_the_page_says_so(check, rasmus, siv, browse, address):
    page = browse(siv).get(address).content.decode()
    assert "Ställ frågorna" not in page
    assert "Ingen myndighet har lämnat" in page


def test_a_silent_holder_stands_as_waiting_with_its_next_try(
    check, rasmus, siv, holder, browse, address, now
):
    kfm, pol = holder("KFM"), holder("POL")
    kfm.give(RASMUS_LISTED, now=now)
    pol.give(now=now)
    kfm.down = True
    client = browse(siv)
    answer = client.post(address, tick(**{f"p{rasmus.pk}": DRIVES, "craft": LOOKS}))
    page = client.get(answer.url).content.decode()
    assert "Frågan väntar och ställs igen" in page
    assert page.count("Ingen att kontakta") == 3
    assert "Fråga väntar på svar från Kronofogdemyndigheten" in client.get("/").content.decode()
    english = client.get(answer.url, headers={"accept-language": "en"}).content.decode()
    assert "The answers in check" in english


def test_a_hit_that_is_not_for_the_patrol_reads_as_nobody_there(
    check, rasmus, siv, vera, holder, browse, address, now
):
    holder("FK").give(RASMUS_LISTED, now=now)
    answer = browse(siv).post(address, tick(**{f"p{rasmus.pk}": DRIVES, "craft": LOOKS}))
    page = browse(siv).get(answer.url).content.decode()
    assert "Kontakta Försäkringskassan" not in page
    assert page.count(">Ingen att kontakta<") == 3
    assert "Kontakta Försäkringskassan" in browse(vera).get(answer.url).content.decode()


def test_before_anything_is_asked_the_page_of_answers_says_what_would_stand_there(
    check, siv, browse
):
    page = browse(siv).get(f"{queries.address(check)}svar/").content.decode()
    assert "Här visas vad var och en har svarat" in page
