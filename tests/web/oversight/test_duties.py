"""A data subject's request, and erasing in time: listed by one, carried out by another."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from samverkan.rules.acts import Act
from samverkan.rules.gradings import Category
from samverkan.rules.inspections import Outcome
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.retention import Kept
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.actions import Why
from samverkan.web.journal import review
from samverkan.web.journal.queries import thread_of
from samverkan.web.oversight import actions, queries
from samverkan.web.oversight.due import due_cases
from samverkan.web.oversight.models import RetentionRun
from samverkan.web.subjects import actions as subjects
from samverkan.web.subjects.actions import Saying
from tests.web.questions.conftest import NADJA
from tests.web.questions.conftest import RASMUS as LISTED

NUMBER = "19900101-9802"
LATER = timedelta(days=140)


def refused(call, **words):
    with pytest.raises(NotAllowed) as found:
        call(**words)
    return found.value.key


@pytest.fixture
def person(siv, now):
    ref = subjects.new_subject("person", by=siv, now=now, case="KBV/case")
    sayings = tuple(
        Saying(
            name,
            value,
            "person",
            "2018:1695 2 kap. 1 §",
            date(2025, 12, 31),
            category=Category.OTHER,
            grading="A1",
        )
        for name, value in (("personal_number", NUMBER), ("name", "Rasmus Skvalpholm"))
    )
    subjects.say(subject=ref, sayings=sayings, case="KBV/case", by=siv, now=now)
    return ref


def test_a_request_shows_what_is_held_and_what_happened_with_it(tilda, person, browse, now):
    client = browse(tilda)
    made = client.post("/tillsyn/begaran/", {"number": NUMBER, "came_on": "2025-07-10"})
    page = client.get(made["Location"]).content.decode()
    assert "Rasmus Skvalpholm" in page
    assert "Uppgifter skrevs in" in page
    (waiting,) = queries.waiting_for(tilda, now=now)
    assert waiting.url == made["Location"]
    client.post(made["Location"], {"words": "Utdrag skickat."})
    page = client.get(made["Location"]).content.decode()
    assert "Utdrag skickat." in page
    assert "Besvarad" in page
    assert queries.waiting_for(tilda, now=now) == []
    row = queries.data_requests()[0]
    assert [line.act for line in thread_of(row.record)][:1] == [Act.DATA_REQUEST_NOTED]


def test_the_number_asked_about_lies_under_the_requests_own_case(tilda, now):
    from samverkan.web.journal import actions as journal

    row = actions.note_request(number=NUMBER, came_on=now.date(), by=tilda, now=now)
    assert NUMBER.encode() not in bytes(row.sealed)
    assert queries.data_request(row.pk).number == NUMBER
    journal.erase_case(case=row.record, by=tilda, now=now)
    assert queries.data_request(row.pk).number == ""


def test_a_request_is_answered_once_and_in_words(tilda, browse, now):
    row = actions.note_request(number=NUMBER, came_on=now.date(), by=tilda, now=now)
    words = {"request": row, "by": tilda, "now": now}
    assert refused(actions.answer_request, words=" ", **words) == "sampling.no_words"
    actions.answer_request(words="Inget finns.", **words)
    with pytest.raises(Changed):
        actions.answer_request(words="Inget finns.", **words)
    page = browse(tilda).get(f"/tillsyn/begaran/{row.pk}/").content.decode()
    assert "inte antecknat något om personen" in page
    blank = browse(tilda).post(f"/tillsyn/begaran/{row.pk}/", {"words": "  "})
    assert blank.status_code == 200


def test_a_number_that_is_none_finds_nothing(instance, now):
    assert queries.held_about("hej", on=now.date()) == ()
    assert queries.held_about("19880614-9806", on=now.date()) == ()


def end(check, siv, now):
    inspections.end_control(
        check=check, ended_at=now, outcome=Outcome.NOTHING_FOUND, alongside=False, by=siv, now=now
    )


def test_a_check_whose_question_hit_nothing_is_due_after_its_days(
    check, rasmus, siv, holder, fresh, now
):
    holder("KFM").give(NADJA, now=now)
    why = Why("Föraren bär en klocka som F-2 beskriver.")
    inspections.ask_about_person(person=rasmus, why=why, by=siv, now=now)
    assert due_cases(on=(now + LATER).date()) == ()
    end(fresh(check), siv, now)
    (due,) = due_cases(on=(now + LATER).date())
    assert (due.case, due.kept) == (check.case, Kept.QUESTION_WITHOUT_HIT)
    assert due_cases(on=date(2025, 10, 10)) == ()
    assert len(due_cases(on=date(2025, 10, 11))) == 1


def test_a_check_with_a_hit_is_kept_for_a_year(check, rasmus, siv, holder, fresh, now):
    holder("KFM").give(LISTED, now=now)
    why = Why("Föraren bär en klocka som F-2 beskriver.")
    inspections.ask_about_person(person=rasmus, why=why, by=siv, now=now)
    end(fresh(check), siv, now)
    last = date(2026, 7, 12)
    assert check.case not in {each.case for each in due_cases(on=last)}
    (due,) = [each for each in due_cases(on=last + timedelta(days=1)) if each.case == check.case]
    assert due.kept is Kept.CHECK_WITH_HIT


def test_what_came_in_is_due_once_its_last_day_has_gone(instance, partner, now):
    kfm = partner("KFM")
    kfm.deliver(kfm.release("note", {"text": "Ring."}, now=now), now=now)
    assert due_cases(on=date(2025, 12, 31)) == ()
    (due,) = due_cases(on=date(2026, 1, 1))
    assert due.kept is Kept.RECEIVED_PAST_ITS_DAY


@pytest.fixture
def listed(routine, siv, tilda, fresh, now):
    """A routine check that ended, listed for erasure a year later."""
    end(fresh(routine), siv, now)
    later = now + timedelta(days=366)
    return actions.list_due(by=tilda, now=later), later


def test_to_list_touches_nothing_and_to_erase_takes_another_person(
    listed, routine, tilda, staff, astrid, now
):
    run, later = listed
    assert [each["case"] for each in run.cases] == [routine.case]
    assert review.erased([routine.case]) == set()
    assert refused(actions.erase_due, run=run, by=tilda, now=later) == "people.no_permission"
    both = staff("both", "tillsyn", "utlamnande")
    RetentionRun.objects.filter(pk=run.pk).update(listed_by=both.reference)
    mine = queries.run(run.pk)
    assert refused(actions.erase_due, run=mine, by=both, now=later) == "people.two_persons"
    (waiting,) = queries.waiting_for(astrid, now=later)
    assert waiting.url == f"/tillsyn/gallring/{run.pk}/"
    actions.erase_due(run=mine, by=astrid, now=later)
    assert review.erased([routine.case]) == {routine.case}
    *erased, erasure = thread_of(routine.record)
    assert {line.record for line in erased} == {None}
    assert (erasure.act, erasure.actor) == (Act.CASE_ERASED, astrid.reference)
    assert refused(actions.erase_due, run=queries.run(run.pk), by=astrid, now=later) == (
        "oversight.run_done"
    )
    assert queries.waiting_for(astrid, now=later) == []
    assert review.entries(acts=(str(Act.RETENTION_RUN),)).count() == 1


def test_a_case_no_longer_due_stops_the_run(listed, routine, astrid):
    run, later = listed
    earlier = later - timedelta(days=300)
    assert refused(actions.erase_due, run=run, by=astrid, now=earlier) == "oversight.not_due"
    assert review.erased([routine.case]) == set()


def test_nothing_due_is_no_list(tilda, now):
    assert refused(actions.list_due, by=tilda, now=now) == "oversight.nothing_due"


def test_two_persons_is_a_constraint_too(listed):
    run, later = listed
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionRun.objects.filter(pk=run.pk).update(done_by=run.listed_by, done_at=later)


def test_the_pages_list_and_erase(routine, siv, tilda, astrid, fresh, browse, now, instance):
    end(fresh(routine), siv, now)
    overseer, lawyer = browse(tilda), browse(astrid)
    assert "Inget ärende ska gallras i dag." in overseer.get("/tillsyn/gallring/").content.decode()
    assert overseer.post("/tillsyn/gallring/ny/").status_code == 403
    (instance.folder / "demo-clock").write_text("2026-07-14T12:00:00Z", "ascii")
    page = overseer.get("/tillsyn/gallring/").content.decode()
    assert routine.case in page
    assert "Kontroll utan fråga" in page
    made = overseer.post("/tillsyn/gallring/ny/")
    assert "Din roll" in overseer.get(made["Location"]).content.decode()
    assert overseer.post(f"{made['Location']}gallra/").status_code == 403
    assert lawyer.get("/tillsyn/").status_code == 403
    assert lawyer.post("/tillsyn/gallring/ny/").status_code == 403
    assert lawyer.get(made["Location"]).status_code == 200
    assert lawyer.post(f"{made['Location']}gallra/").status_code == 302
    page = lawyer.get(made["Location"]).content.decode()
    assert "Gallrat av" in page
