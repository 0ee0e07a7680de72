"""Questions by likeness: no key is a hit, a named person reviews, and only "the same" opens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan.rules.likeness import Verdict
from samverkan.rules.questions import SubjectRole
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.queries import thread_of
from samverkan.web.oversight import actions as oversight
from samverkan.web.oversight.queries import kind_choices
from samverkan.web.questions import actions, jobs, queries
from samverkan.web.questions.actions import Ask, Card
from samverkan.web.questions.models import Candidate, LikenessSaid, Question
from samverkan.web.questions.said import Likeness
from tests.web.questions.conftest import CHECK, RASMUS, REASON

STOLEN = {"hull": "SE-ZZK30021E424", "engine": "ZZR-198502", "make": "Skvalp GTX 300"}
OTHERS = tuple(
    (
        "craft",
        {"hull": f"SE-ZZN{39004 + 811 * n}H323", "engine": f"ZZM{300922 + 7919 * n}", "make": make},
    )
    for n, make in enumerate(("Spant 39 Fly", "Kobbe 26", "Toft 530", "Fendra 31") * 10)
)
SEEN = Likeness(
    "craft",
    {"hull": "SE-ZZK30021", "engine": "ZZR-198502", "make": "Skvalp GTX 300", "registration": ""},
    "Skrovnumrets fyra sista tecken är bortslipade; motornumret går att läsa.",
)
NADJA = Likeness(
    "person",
    {"given": "Nadja", "surname": "Farledinn", "birth": "1988-06-14"},
    "Finskt pass som visades upp; inget svenskt nummer i det.",
)
NADJA_LISTED = ("person", {"given": "Nadja", "surname": "Farledin", "birth": "1988-06-14"})
STRANGERS = tuple(
    (
        "person",
        {"given": f"{a}{b}a", "surname": f"{b}{a}sson", "birth": f"19{50 + n}-0{1 + n % 9}-11"},
    )
    for n, (a, b) in enumerate(
        (a, b) for a in ("Kar", "Bri", "Mon", "Ann") for b in ("Lar", "Olo", "Pet", "Sve", "Gus")
    )
)


@pytest.fixture
def pol(holder, now):
    """The Police list a stolen craft, and forty others, to be found by likeness."""
    found = holder("POL")
    found.give(now=now, likeness=(("craft", STOLEN), *OTHERS))
    return found


@pytest.fixture
def kfm(holder, now):
    found = holder("KFM")
    found.give(RASMUS, now=now, likeness=(NADJA_LISTED, *STRANGERS))
    return found


@pytest.fixture
def craft(aboard):
    return aboard("craft", make="Skvalp GTX", colour="gul")


@pytest.fixture
def ask_like(operation, siv, now):
    """Ask by likeness: `ask_like(subject, said)`."""

    def ask_like(subject: str, said: Likeness = SEEN, **change: object):
        words = {"role": SubjectRole.CRAFT, "by": siv, "now": now, **change}
        card = Card(words.pop("operation", operation.record), REASON)
        ask = Ask(card, CHECK, subject, words.pop("role"))
        return actions.ask_by_likeness(ask=ask, said=said, **words)

    return ask_like


@pytest.fixture
def candidate(ask_like, craft, pol):
    (found,) = ask_like(craft).to_review
    return found


def test_no_key_is_a_hit_and_what_is_found_waits_for_a_person(ask_like, craft, pol, siv, now):
    asked = ask_like(craft)
    assert (asked.hits, asked.found, asked.nobody_to_contact) == ((), (), 0)
    (found,) = asked.to_review
    assert found.probability > 0.5
    assert set(Question.objects.values_list("state", flat=True)) == {"looked-up"}
    assert queries.counts(queries.cards_by(siv)).hits == 0
    (waits,) = queries.waiting_for(siv, now=now)
    assert waits.what == "En möjlig träff hos Polismyndigheten väntar på din prövning"


def test_a_question_costs_at_most_sixteen_elements_and_says_so_before(ask_like, craft, pol, now):
    cost = actions.cost_of(SEEN, now=now)
    ask_like(craft)
    assert cost == {"POL": len(pol.asked[0].elements)}
    assert 1 <= cost["POL"] <= 16
    assert len(pol.asked) == 1


def test_only_the_same_opens_the_desk(candidate, siv, now):
    actions.review(
        candidate=candidate, verdict=Verdict.SAME, words="Motornumret är detsamma.", by=siv, now=now
    )
    asked = queries.card(candidate.card.pk)
    assert [hit.contact for hit in asked.found] == ["Kontakta Polisens ledningscentral."]
    assert (asked.hits, asked.to_review) == ((), ())
    line = thread_of(asked.card.record)[-1]
    assert (line.act, line.actor) == ("question.candidate-reviewed", "KBV/siv")
    assert line.record["details"]["words"] == "Motornumret är detsamma."


@pytest.mark.parametrize("verdict", [Verdict.NOT_SAME, Verdict.CANNOT_SAY])
def test_any_other_verdict_opens_nothing(candidate, siv, now, verdict):
    actions.review(candidate=candidate, verdict=verdict, words="Annan färg.", by=siv, now=now)
    asked = queries.card(candidate.card.pk)
    assert (asked.found, asked.to_review, asked.nobody_to_contact) == ((), (), 1)
    assert queries.waiting_for(siv, now=now) == []


def test_a_candidate_is_reviewed_once_with_words_by_whom_it_concerns(candidate, siv, staff, now):
    def refused(by, words="Ord."):
        with pytest.raises(NotAllowed) as found:
            actions.review(candidate=candidate, verdict=Verdict.SAME, words=words, by=by, now=now)
        return found.value.key

    assert refused(staff("alva", "patrull")) == "likeness.not_yours"
    assert refused(siv, " ") == "likeness.no_words"
    vera = staff("vera", "vakthavande")
    actions.review(candidate=candidate, verdict=Verdict.SAME, words="Ja.", by=vera, now=now)
    with pytest.raises(Changed):
        actions.review(candidate=candidate, verdict=Verdict.SAME, words="Ja.", by=siv, now=now)
    candidate.refresh_from_db()
    assert refused(siv) == "likeness.decided"


def test_a_stranger_and_what_lies_below_the_line_reach_nobody(ask_like, craft, pol, now):
    other = replace(SEEN, fields={"hull": "SE-ZZB90000A121", "engine": "ZZX1", "make": "Grynnan"})
    asked = ask_like(craft, other)
    assert (asked.candidates, asked.nobody_to_contact) == ((), 1)
    assert Candidate.objects.count() == 0


def test_a_misspelt_person_is_found_and_shown_with_what_agrees(ask_like, aboard, kfm, now):
    person = aboard(name="Nadja Farledinn", birth_date="1988-06-14")
    (found,) = ask_like(person, NADJA, role=SubjectRole.DRIVER).to_review
    view = queries.candidate(found.pk)
    assert "födelsedatum" in view.sentence("sv")
    assert "birth date" in view.sentence("en")
    assert found.probability >= 0.90


@pytest.mark.parametrize(
    ("said", "change", "key"),
    [
        (NADJA, {"role": SubjectRole.PASSENGER}, "questions.passenger"),
        (replace(NADJA, established=" "), {}, "likeness.not_established"),
        (replace(NADJA, fields={**NADJA.fields, "surname": ""}), {}, "likeness.not_stated"),
        (replace(NADJA, fields={**NADJA.fields, "birth": "2009-01-10"}), {}, "questions.minor"),
        (replace(NADJA, fields={**NADJA.fields, "birth": "1988"}), {}, "likeness.bad_birth_date"),
        (NADJA, {"operation": ""}, "questions.routine"),
    ],
)
def test_what_the_rule_refuses_leaves_nothing(ask_like, aboard, kfm, wire, said, change, key):
    person = aboard(name="Nadja Farledinn")
    with pytest.raises(NotAllowed) as refused:
        ask_like(person, said, **{"role": SubjectRole.DRIVER, **change})
    assert refused.value.key == key
    assert (wire.posted, LikenessSaid.objects.count()) == ([], 0)


def test_somebody_whose_number_is_known_is_asked_about_by_it(ask_like, rasmus, kfm):
    with pytest.raises(NotAllowed) as refused:
        ask_like(rasmus, NADJA, role=SubjectRole.DRIVER)
    assert refused.value.key == "likeness.number_known"


def test_without_a_list_that_can_be_asked_so_nobody_is(ask_like, craft, kfm):
    with pytest.raises(NotAllowed) as refused:
        ask_like(craft)
    assert refused.value.key == "likeness.no_scheme_craft"


def test_a_silent_holder_is_asked_again_and_its_candidates_are_found_then(
    ask_like, craft, pol, now
):
    pol.down = True
    asked = ask_like(craft)
    assert (asked.silent, asked.candidates) == (("POL",), ())
    pol.down = False
    jobs.run(now=asked.waits[0].next_at)
    assert len(queries.card(asked.card.pk).to_review) == 1
    assert len(pol.asked) == 1


def test_asked_again_in_the_case_no_element_leaves(ask_like, craft, pol):
    first = ask_like(craft)
    again = ask_like(craft)
    assert len(pol.asked) == 1
    assert [each.pk for each in again.candidates] == [each.pk for each in first.candidates]


def test_a_holder_that_changed_its_master_key_is_asked_anew_by_likeness(
    ask_like, craft, holder, now
):
    pol = holder("POL")
    pol.give(now=now, likeness=(OTHERS[0], *OTHERS))
    assert ask_like(craft).to_review == ()
    pol.master = b"new"
    pol.give(now=now, likeness=(("craft", STOLEN), *OTHERS))
    assert len(ask_like(craft).to_review) == 1
    first, second = pol.asked
    assert set(first.elements) <= set(second.elements), "none of them is counted again"


def test_the_auditor_opens_a_key_of_likeness_and_erasing_blanks_the_rest(
    candidate, pol, siv, staff, now
):
    tilda = staff("tilda", "tillsyn")
    element = pol.asked[0].elements[0].hex()
    assert actions.open_logged(element=element, by=tilda, now=now)
    actions.review(candidate=candidate, verdict=Verdict.SAME, words="Ja.", by=siv, now=now)
    journal.erase_case(case=CHECK, by=tilda, now=now)
    candidate.refresh_from_db()
    assert (bytes(candidate.sealed), candidate.words) == (b"", "")
    assert not actions.open_logged(element=element, by=tilda, now=now)
    assert bytes(LikenessSaid.objects.get().sealed) == b""


def test_what_is_said_and_what_agrees_lie_under_the_case_key(candidate):
    for sealed in (candidate.sealed, LikenessSaid.objects.get().sealed):
        for word in (b"ZZR", b"engine", b"hull"):
            assert word not in bytes(sealed)


def test_oversight_may_draw_and_open_reviews(candidate, siv, staff, now):
    actions.review(candidate=candidate, verdict=Verdict.SAME, words="Ja.", by=siv, now=now)
    tilda = staff("tilda", "tillsyn")
    sample = oversight.draw_sample(kind="reviews", seed="1234567890", count=3, by=tilda, now=now)
    (drawn,) = sample.entries.all()
    oversight.open_entry(sampled=drawn, by=tilda, now=now)
    drawn.refresh_from_db()
    assert drawn.opened_at == now
    assert ("reviews", "En möjlig träff prövades av en person") in kind_choices()
