"""Questions without an answer: they wait with their reason, are asked again, and cost nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samverkan.rules.gradings import Category
from samverkan.web.journal import actions as journal
from samverkan.web.journal.queries import thread_of
from samverkan.web.questions import jobs, queries
from samverkan.web.questions.models import Question
from samverkan.web.subjects import actions as subjects
from samverkan.web.subjects.actions import Saying
from tests.web.questions.conftest import CHECK, NADJA, RASMUS

LATER = timedelta(seconds=5)


def waits(card):
    return [(each.holder, each.silence, each.ended_by) for each in queries.card(card).waits]


@pytest.fixture
def silent(ask, rasmus, holder, now):
    """A question to KFM that it did not answer: `silent.holder`, `silent.asked`."""
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    kfm.down = True
    asked = ask(rasmus)
    kfm.down = False
    return kfm, asked


def test_a_question_that_reaches_nobody_waits_with_its_reason(silent, siv, now):
    _, asked = silent
    (found,) = asked.waits
    assert (found.holder, found.silence, found.ended_by) == ("KFM", "unreachable", "")
    assert now < found.next_at <= now + timedelta(seconds=1)
    (row,) = queries.waiting_for(siv, now=now)
    assert row.what == "Fråga väntar på svar från Kronofogdemyndigheten"
    assert row.url == reverse("questions:card", args=[asked.card.pk])


def test_the_loop_asks_again_with_the_same_element_and_the_hit_opens(silent, now):
    kfm, asked = silent
    before = Question.objects.get().element
    jobs.run(now=now)
    assert kfm.asked == []
    jobs.run(now=now + LATER)
    assert [element.hex() for element in kfm.asked[0].elements] == [before]
    assert [hit.holder for hit in queries.card(asked.card.pk).hits] == ["KFM"]
    assert waits(asked.card.pk) == []
    acts = [entry.act for entry in thread_of(asked.card.record)]
    assert acts == [
        "question.asked",
        "question.answers-taken",
        "question.asked-again",
        "question.answers-taken",
    ]
    jobs.run(now=now + LATER * 2)
    assert len(kfm.asked) == 1


def test_the_wait_grows_with_every_try(silent, now):
    kfm, asked = silent
    kfm.down = True
    moment, gaps = now, []
    for _ in range(6):
        (found,) = queries.card(asked.card.pk).waits
        gaps.append((found.next_at - moment).total_seconds())
        moment = found.next_at
        jobs.run(now=moment)
    assert all(2**tries / 2 <= gap <= 2**tries for tries, gap in enumerate(gaps))


def test_a_sending_that_was_cut_off_is_taken_up_by_the_loop(ask, rasmus, holder, monkeypatch, now):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)

    def killed(**words):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("samverkan.web.partners.actions.ask_all", killed)
        with pytest.raises(KeyboardInterrupt):
            ask(rasmus)
    jobs.run(now=now + LATER)
    assert kfm.asked == []
    jobs.run(now=now + timedelta(seconds=31))
    assert len(kfm.asked) == 1
    assert Question.objects.get().state == "hit"


def test_nothing_is_asked_after_the_check_has_ended(silent, siv, now, monkeypatch):
    kfm, asked = silent
    monkeypatch.setattr("samverkan.web.questions.checks._told", [lambda ref: ref == CHECK])
    jobs.run(now=now + LATER)
    assert kfm.asked == []
    assert waits(asked.card.pk) == [("KFM", "unreachable", "questions.wait_check_ended")]
    assert thread_of(asked.card.record)[-1].record["details"]["why"] == "questions.wait_check_ended"
    assert queries.waiting_for(siv, now=now + LATER) == []


def test_nothing_is_asked_when_the_epoch_is_over(silent, now):
    kfm, asked = silent
    jobs.run(now=now + timedelta(days=1))
    assert kfm.asked == []
    assert waits(asked.card.pk) == [("KFM", "unreachable", "questions.wait_pack_gone")]


def test_nothing_is_asked_when_the_operation_is_over(silent, now, operation):
    kfm, asked = silent
    past = now.date() - timedelta(days=1)
    type(operation).objects.filter(pk=operation.pk).update(
        starts=past - timedelta(days=1), ends=past, days=[]
    )
    jobs.run(now=now + LATER)
    assert kfm.asked == []
    assert waits(asked.card.pk) == [("KFM", "unreachable", "questions.wait_operation_ended")]


def test_a_number_that_was_corrected_is_not_asked_about_again(silent, rasmus, siv, now):
    kfm, asked = silent
    right = Saying(
        "personal_number",
        "19880614-9806",
        "KBV",
        "2018:1695 2 kap. 1 §",
        date(2025, 12, 31),
        category=Category.OTHER,
        grading="A1",
    )
    subjects.say(subject=rasmus, sayings=(right,), case=CHECK, by=siv, now=now)
    jobs.run(now=now + LATER)
    assert kfm.asked == []
    assert waits(asked.card.pk) == [("KFM", "unreachable", "questions.wait_corrected")]


def test_an_erased_case_is_not_asked_about_again(silent, staff, now):
    kfm, _ = silent
    journal.erase_case(case=CHECK, by=staff("tilda", "tillsyn"), now=now)
    jobs.run(now=now + LATER)
    assert kfm.asked == []
    assert Question.objects.get().next_at is None


def test_asked_again_in_the_same_epoch_the_newest_pack_is_looked_up_and_nobody_is_asked(
    ask, rasmus, holder, now
):
    kfm = holder("KFM")
    kfm.give(NADJA, now=now)
    assert ask(rasmus).hits == ()
    kfm.give(RASMUS, now=now)
    assert [hit.holder for hit in ask(rasmus).hits] == ["KFM"]
    kfm.give(NADJA, now=now)
    assert ask(rasmus).hits == ()
    assert len(kfm.asked) == 1


def test_a_holder_that_changed_its_master_key_is_asked_anew(ask, rasmus, holder, now):
    """What it answered by the key before finds nobody in the new pack, whoever is listed there."""
    kfm = holder("KFM")
    kfm.give(NADJA, now=now)
    assert ask(rasmus).hits == ()
    kfm.master = b"new, since the one before leaked"
    kfm.give(RASMUS, now=now)
    assert [hit.holder for hit in ask(rasmus).hits] == ["KFM"]
    first, second = kfm.asked
    assert first.elements == second.elements, "the holder knows the element and counts none again"
    assert [hit.holder for hit in ask(rasmus).hits] == ["KFM"]
    assert len(kfm.asked) == 2


def test_a_holder_that_is_silent_since_it_changed_its_key_has_not_answered(
    ask, rasmus, holder, now
):
    kfm = holder("KFM")
    kfm.give(RASMUS, now=now)
    assert len(ask(rasmus).hits) == 1
    kfm.master, kfm.down = b"new", True
    kfm.give(NADJA, now=now)
    asked = ask(rasmus)
    assert (asked.hits, asked.silent) == ((), ("KFM",))


def test_the_page_says_for_whom_the_question_waits_and_until_when(silent, siv, browse):
    _, asked = silent
    text = browse(siv).get(reverse("questions:card", args=[asked.card.pk])).content.decode()
    assert "Väntar på svar" in text
    assert "Myndigheten nås inte. Frågan väntar och ställs igen" in text
