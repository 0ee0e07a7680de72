"""An erased case leaves no word or number of anybody in the database; the proofs still hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from samverkan.rules.inspections import Outcome
from samverkan.rules.instruments import Instrument
from samverkan.rules.phone_decisions import DecisionKind
from samverkan.rules.retention import Kept
from samverkan.trail.proofs import verify_proof
from samverkan.web.disclosure import actions as disclosure
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.queries import address
from samverkan.web.journal import actions as journal
from samverkan.web.journal import queries as entries
from samverkan.web.journal import review, tiles
from samverkan.web.journal.cases import CaseErased
from samverkan.web.journal.history import leaves
from samverkan.web.oversight import actions
from samverkan.web.oversight.due import due_cases
from samverkan.web.property import actions as things
from samverkan.web.property.actions import Call, Found, HandOver
from samverkan.web.questions.models import PurposeCard, Question
from samverkan.web.subjects import actions as subjects
from tests.web.canaries import in_file, in_tables
from tests.web.disclosure.conftest import draft
from tests.web.inspections.conftest import RASMUS, UNKNOWN
from tests.web.questions.conftest import NADJA

__all__ = ["draft"]

LATER = timedelta(days=366)
WORDS = (
    "SEZZK30021E424",
    "Skvalp GTX 300",
    "ZZR-198502",
    "Sandhamn",
    "Uppgifterna rör en enskild",
)
OWN = (
    "Kanarie Brygga",
    "198505059876",
    "kanariebevis",
    "Kanarieanteckning",
    "Kanarieskäl",
    "Kanarieklocka",
    "KAN-4711",
    "Kanariegrund",
    "Kanariehand",
    "Kanariehylla",
    "Kanarieperson",
    "Kanariefordran",
)


@pytest.fixture
def rasmus(check, siv, now, fresh):
    """Somebody whom no other test names."""
    said = replace(RASMUS, name=OWN[0], personal_number=OWN[1], evidence=OWN[2])
    return inspections.add_person(check=fresh(check), said=said, by=siv, now=now)


@pytest.fixture
def lived(check, rasmus, draft, siv, staff, holder, fresh, now):
    """A check with a person, a note, a question, a disclosure, a thing and a call, ended."""
    inspections.add_note(check=fresh(check), text="Kanarieanteckning", fact=True, by=siv, now=now)
    holder("KFM").give(NADJA, now=now)
    why = Why("Kanarieskäl: föraren bär en klocka som F-2 beskriver.")
    inspections.ask_about_person(person=rasmus, why=why, by=siv, now=now)
    disclosure.disclose(draft=draft(), by=siv, now=now)
    store = staff("holger", "forrad", "patrull")
    found = Found("watch", "Kanarieklocka", {"serial": "KAN-4711"}, "Kanariehylla")
    thing = things.take_in(
        found=found,
        instrument=Instrument.SEIZURE,
        decided_by="KBV",
        ground="RB 27:1",
        taken_for=check.record,
        case=check.case,
        by=store,
        now=now,
    )
    to = HandOver("Kanariehylla", "KBV", "Kanariegrund", "Kanariehand", "Kanariehand")
    things.move(thing=thing, to=to, by=store, now=now)
    call = Call(
        DecisionKind.PROVISIONAL_CUSTODY,
        "Kanariehand",
        "Kanarieperson",
        ("Kanarieklocka",),
        "Kanariefordran",
    )
    things.decide_by_phone(
        call=call, to="POL", about=check.record, case=check.case, by=siv, now=now
    )
    end(fresh(check), siv, now)
    return fresh(check)


def end(check, by, now, outcome=Outcome.NOTHING_FOUND):
    inspections.end_control(
        check=check, ended_at=now, outcome=outcome, alongside=False, by=by, now=now
    )


def test_nothing_of_anybody_is_left_and_the_proofs_hold(lived, tilda, astrid, siv, browse, now):
    journal.beat(now=now)
    canaries = {*OWN[:3], "Kanarieanteckning", "Kanarieklocka"}
    assert canaries <= in_tables(*OWN)
    assert canaries <= in_file(*OWN) or connection.vendor != "sqlite"
    before = [line.number for line in entries.thread_of(lived.record)]
    run = actions.list_due(by=tilda, now=now + LATER)
    actions.erase_due(run=run, by=astrid, now=now + LATER)
    journal.beat(now=now + LATER)
    # What was sealed for the receivers lies in the outbox until they answer; only they can open it.
    assert in_tables(*WORDS, *OWN) == set()
    assert in_file(*OWN) == set()
    all_leaves = leaves(0)
    for number in before:
        line = review.line(number)
        assert line.record is None
        proven = verify_proof(
            review.proof(number), all_leaves[line.position], vkey=tiles.signer().vkey
        )
        assert proven.index == line.position
    assert PurposeCard.objects.count() == 1
    assert Question.objects.count() >= 1
    page = browse(siv).get(address(lived))
    assert page.status_code == 200


def test_a_case_never_written_under_can_be_erased_and_never_written_under_again(siv, now):
    journal.erase_case(case="KBV/nothing", by=siv, now=now)
    assert review.erased(["KBV/nothing"]) == {"KBV/nothing"}
    with pytest.raises(CaseErased):
        subjects.new_subject("person", by=siv, now=now, case="KBV/nothing")


@pytest.mark.parametrize(
    ("outcome", "kept", "last"),
    [
        (Outcome.SOBRIETY_REPORTED, Kept.CHECK_REPORTED, date(2030, 12, 31)),
        (Outcome.NOTHING_FOUND, Kept.CHECK_WITHOUT_QUESTION, date(2026, 7, 12)),
    ],
)
def test_a_check_is_kept_as_what_it_led_to(routine, siv, fresh, now, outcome, kept, last):
    inspections.add_person(check=fresh(routine), said=UNKNOWN, by=siv, now=now)
    end(fresh(routine), siv, now, outcome)
    assert due_cases(on=last) == ()
    (due,) = due_cases(on=last + timedelta(days=1))
    assert (due.case, due.kept) == (routine.case, kept)
