"""The asker's side: whom it may ask about, what leaves, what an answer opens, and what it keeps."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain

import pytest

from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.inputs import Kind
from samverkan.web.journal import actions as journal
from samverkan.web.journal.queries import newest, thread_of
from samverkan.web.partners import actions as partners
from samverkan.web.questions import actions, queries
from samverkan.web.questions.actions import Ask, Card
from samverkan.web.questions.models import PurposeCard, Question
from samverkan.web.questions.numbers import Number
from samverkan.wire.canonical import encode
from tests.web.questions.conftest import CHECK, NADJA, RASMUS, REASON

TEXT = "Kontakta Kronofogdens jour, dygnet runt."


def states() -> list[str]:
    return sorted(Question.objects.values_list("state", flat=True))


def test_a_hit_opens_the_duty_desk_and_nothing_else(ask, rasmus, holder, now):
    kfm, pol = holder("KFM"), holder("POL")
    kfm.give(RASMUS, now=now)
    pol.give(NADJA, now=now)
    asked = ask(rasmus)
    assert [hit.contact for hit in asked.hits] == [TEXT]
    assert (asked.nobody_to_contact, asked.silent) == (1, ())
    (hit,) = queries.hits_of(CHECK)
    assert (hit.holder, hit.subject, hit.role, hit.afloat) == ("KFM", rasmus, "driver", True)
    assert [found.card.subject for found in queries.questions_of(CHECK)] == [rasmus]


def test_no_hit_is_a_count(ask, rasmus, holder, now):
    holder("KFM").give(NADJA, now=now)
    asked = ask(rasmus)
    assert (asked.hits, asked.nobody_to_contact) == ((), 1)
    assert queries.hits_of(CHECK) == ()


def test_the_question_is_in_the_journal_before_it_leaves(ask, rasmus, holder, monkeypatch, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    seen = []
    send = partners.ask_all
    monkeypatch.setattr(
        partners, "ask_all", lambda **words: seen.append(newest(1)[0].act) or send(**words)
    )
    card = ask(rasmus).card
    assert seen == ["question.asked"]
    asked, taken = thread_of(card.record)
    assert asked.record["details"]["elements"] == [["KFM", kfm.asked[0].elements[0].hex()]]
    assert asked.record["details"]["reason"] == REASON
    assert taken.record["details"] == {
        "hits": ["KFM"],
        "no_answers": [],
        "no_hits": 0,
        "unproved": [],
    }


def test_nothing_about_the_person_the_officer_or_the_check_leaves(ask, rasmus, holder, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    ask(rasmus)
    body = encode(kfm.asked[0].to_body()).decode()
    for word in (RASMUS.normal, "Rasmus", "siv", CHECK, rasmus, "driver"):
        assert word not in body
    assert set(kfm.asked[0].to_body()) == {"cards", "epoch", "operation"}


def test_a_hit_and_a_miss_are_answered_alike(ask, aboard, rasmus, holder, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    assert ask(rasmus).hits
    assert not ask(aboard(personal_number="19880614-9806")).hits
    first, second = kfm.sizes
    assert first == second


def test_each_holder_gets_a_blind_of_its_own(ask, rasmus, holder, now):
    kfm, pol = holder("KFM"), holder("POL")
    kfm.give(now=now)
    pol.give(now=now)
    ask(rasmus)
    assert kfm.asked[0].elements != pol.asked[0].elements


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: {**body, "proof": "00" * 64},
        lambda body: {**body, "proof": "zz"},
        lambda body: {**body, "elements": ["00" * 32]},
        lambda body: {**body, "elements": body["elements"] * 2},
        lambda body: {"elements": body["elements"]},
    ],
    ids=["other proof", "no proof", "no element", "one too many", "none"],
)
def test_an_answer_without_a_proof_that_holds_is_no_answer(ask, rasmus, holder, now, spoil):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    kfm.spoil = spoil
    asked = ask(rasmus)
    assert (asked.hits, asked.silent) == ((), ("KFM",))
    assert thread_of(asked.card.record)[-1].record["details"]["unproved"] == ["KFM"]


def test_a_silent_holder_may_be_asked_again_and_the_others_are_not(ask, rasmus, holder, now, siv):
    kfm, pol = holder("KFM"), holder("POL")
    kfm.give(RASMUS, now=now)
    pol.give(now=now)
    kfm.down = True
    asked = ask(rasmus)
    assert (asked.hits, asked.nobody_to_contact, asked.silent) == ((), 1, ("KFM",))
    kfm.down = False
    again = actions.ask_again(card=asked.card.pk, by=siv, now=now)
    assert [hit.holder for hit in again.hits] == ["KFM"]
    assert (again.nobody_to_contact, again.silent) == (1, ())
    assert (len(kfm.asked), len(pol.asked)) == (1, 1)
    assert PurposeCard.objects.count() == 1
    assert states() == ["hit", "no-hit"]


def test_the_same_person_in_the_same_check_is_not_asked_about_twice(ask, rasmus, holder, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    ask(rasmus)
    assert ask(rasmus).hits
    assert len(kfm.asked) == 1
    ask(rasmus, about="KBV/44444444-4444-4444-8444-444444444444")
    assert len(kfm.asked) == 2


def test_a_craft_is_asked_about_by_all_its_numbers(ask, aboard, holder, now):
    pol = holder("POL")
    pol.give(Number(Kind.ENGINE_NUMBER, "ZZE000123"), now=now)
    craft = aboard("craft", hin="SE-ZZS40171B424", engine_number="ZZE-000123", colour="gul")
    asked = ask(craft, role="craft")
    assert [hit.contact for hit in asked.hits] == ["Kontakta Polisens ledningscentral."]
    assert [len(request.elements) for request in pol.asked] == [2]
    assert asked.nobody_to_contact == 0


@pytest.fixture
def crafts(operation, aboard):
    """Give so many crafts, each in a check of its own, to be asked about in one act."""

    def crafts(*numbers: int, check: str = "") -> tuple[Ask, ...]:
        card = Card(operation.record, REASON)
        return tuple(
            Ask(
                card,
                check or f"KBV/{number}",
                aboard("craft", hin=f"SE-ZZS{40000 + number}B424"),
                "craft",
            )
            for number in numbers
        )

    return crafts


def test_a_batch_is_one_request_with_one_proof_for_each_holder(crafts, siv, holder, now):
    kfm, pol = holder("KFM"), holder("POL")
    kfm.give(Number(Kind.HULL_NUMBER, "SEZZS40003B424"), now=now)
    pol.give(now=now)
    found = actions.ask_many(asks=crafts(*range(50)), by=siv, now=now)
    ((kfms,), (pols,)) = kfm.asked, pol.asked
    assert (len(kfms.elements), len(pols.elements)) == (50, 50)
    assert not set(kfms.elements) & set(pols.elements)
    assert [[hit.holder for hit in asked.hits] for asked in found] == [
        ["KFM"] if number == 3 else [] for number in range(50)
    ]
    assert len({part.case for part in kfms.cards}) == 50
    assert len({part.user for part in kfms.cards}) == 1
    named = [{(part.card, part.user, part.case) for part in each.cards} for each in (kfms, pols)]
    assert not {*chain(*named[0])} & {*chain(*named[1])}, "two holders who compare find nothing"


def test_a_batch_above_a_budget_is_refused_whole_before_anything_leaves(
    crafts, siv, holder, wire, now
):
    holder("KFM").give(now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.ask_many(asks=crafts(*range(51)), by=siv, now=now)
    assert "Ingen fråga ställdes, för allt ryms inte hos Kronofogdemyndigheten. En person får" in (
        refused.value.sentence("sv")
    )
    assert (wire.posted, PurposeCard.objects.count(), Question.objects.count()) == ([], 0, 0)


def test_a_case_has_a_budget_of_its_own_and_what_was_asked_counts(crafts, siv, holder, now):
    kfm = holder("KFM")
    kfm.give(now=now)
    actions.ask_many(asks=crafts(*range(30), check=CHECK), by=siv, now=now)
    with pytest.raises(NotAllowed, match="One case gets at most 40 elements a day: 30 are used"):
        actions.ask_many(asks=crafts(*range(30, 41), check=CHECK), by=siv, now=now)
    actions.ask_many(asks=crafts(*range(30, 40), check=CHECK), by=siv, now=now)
    assert [len(request.elements) for request in kfm.asked] == [30, 10]
    tomorrow = queries.spending(now=now + timedelta(days=1)).of("KFM", officer="", case=CHECK)
    assert tomorrow.case == 0


def test_one_entry_tells_how_many_were_asked_about_and_each_has_its_own(crafts, siv, holder, now):
    holder("KFM").give(now=now)
    cards = actions.ask_many(asks=crafts(1, 2, check=CHECK), by=siv, now=now)
    (together,) = (line for line in thread_of(CHECK) if line.act == "question.asked-together")
    details = together.record["details"]
    assert details["count"] == 2
    assert details["to"] == [["KFM", 2]]
    assert details["cards"] == [asked.card.record for asked in cards]
    for asked in cards:
        assert thread_of(asked.card.record)[0].act == "question.asked"


def test_one_alone_is_no_batch(ask, rasmus, holder, now):
    holder("KFM").give(now=now)
    ask(rasmus)
    assert not [line for line in thread_of(CHECK) if line.act == "question.asked-together"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"operation": ""}, "questions.routine"),
        (
            {"operation": "RUC-STHLM/99999999-9999-4999-8999-999999999999"},
            "packs.operation_unknown",
        ),
        ({"reason": " "}, "questions.no_reason"),
        ({"role": "passenger"}, "questions.passenger"),
    ],
)
def test_what_the_rule_refuses_leaves_nothing(ask, rasmus, holder, wire, now, words, key):
    holder("KFM").give(RASMUS, now=now)
    with pytest.raises(NotAllowed) as refused:
        ask(rasmus, **words)
    assert refused.value.key == key
    assert (wire.posted, PurposeCard.objects.count(), Question.objects.count()) == ([], 0, 0)


def test_no_pack_nobody_to_ask(ask, rasmus, holder, now):
    with pytest.raises(NotAllowed, match="No authority has given us a list"):
        ask(rasmus)
    holder("KFM").give(RASMUS, now=now)
    with pytest.raises(NotAllowed, match="No authority has given us a list"):
        ask(rasmus, now=now + timedelta(days=1))
    with pytest.raises(NotAllowed, match="No authority has given us a list"):
        ask(rasmus, holders=("AKL",))


def test_a_person_without_a_number_is_not_asked_about(ask, aboard, holder, now):
    holder("KFM").give(now=now)
    with pytest.raises(NotAllowed) as refused:
        ask(aboard(name="Okänd"))
    assert refused.value.key == "questions.unknown_identity"
    with pytest.raises(NotAllowed) as refused:
        ask(aboard(birth_date="1990-01-01"))
    assert refused.value.key == "packs.nothing_to_ask"
    with pytest.raises(NotAllowed) as refused:
        ask(aboard(personal_number="19900101-T123"))
    assert refused.value.key == "packs.nothing_to_ask"


def test_a_minor_needs_the_duty_officer_and_a_second_passenger_a_second_person(
    ask, aboard, holder, staff, now, siv
):
    kfm = holder("KFM")
    kfm.give(now=now)
    minor = aboard(birth_date="2009-01-10", hin="SE-ZZS40171B424")
    with pytest.raises(NotAllowed, match="a supervisor must approve"):
        ask(minor)
    vera = staff("vera", "vakthavande")
    kfm.down = True
    asked = ask(minor, supervisor=vera)
    assert asked.card.supervisor == "KBV/vera"
    kfm.down = False
    assert actions.ask_again(card=asked.card.pk, by=siv, now=now).silent == ()

    words = {"role": "passenger", "passenger_reason": "Bär två klockor."}
    ask(aboard(personal_number="19900101-9802"), **words)
    second = aboard(personal_number="19880614-9806")
    with pytest.raises(NotAllowed, match="a second person must agree"):
        ask(second, **words)
    assert ask(second, second_person=vera, **words).card.second_person == "KBV/vera"


def test_the_auditor_opens_each_logged_element_until_the_case_is_erased(
    ask, rasmus, holder, staff, siv, now
):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    ask(rasmus)
    tilda = staff("tilda", "tillsyn")
    element = kfm.asked[0].elements[0].hex()
    assert actions.open_logged(element=element, by=tilda, now=now)
    assert not actions.open_logged(element="00" * 32, by=tilda, now=now)
    other = Question.objects.get()
    Question.objects.filter(pk=other.pk).update(element=element[::-1])
    assert not actions.open_logged(element=element[::-1], by=tilda, now=now)
    Question.objects.filter(pk=other.pk).update(element=element)
    journal.erase_case(case=CHECK, by=tilda, now=now)
    assert not actions.open_logged(element=element, by=tilda, now=now)
    with pytest.raises(NotAllowed, match="Your role"):
        actions.open_logged(element=element, by=siv, now=now)
