"""The six-hour clock of KBL 6:1: the crew reports, a superior decides at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.inspections import actions, queries
from tests.web.inspections.conftest import SANDHAMN, STOP, routine_opening


def test_the_clock_runs_six_hours_from_the_start(routine):
    assert queries.report_due_of(routine) == routine.started_at + timedelta(hours=6)


def test_a_stop_without_the_power_to_hold_has_no_clock(siv, now, fresh):
    check = actions.open_check(opening=routine_opening(now, *STOP), place=SANDHAMN, by=siv, now=now)
    assert queries.report_due_of(check) is None
    with pytest.raises(NotAllowed) as refused:
        actions.report_long(check=check, reason="dimma", by=siv, now=now)
    assert refused.value.key == "inspections.no_clock"


def test_the_crew_reports_and_another_person_decides(routine, siv, vera, now, fresh):
    (mine,) = queries.waiting_for(siv, now=now)
    assert (mine.due, mine.ground) == (queries.report_due_of(routine), "KBL 6:1")
    with pytest.raises(NotAllowed) as refused:
        actions.report_long(check=routine, reason=" ", by=siv, now=now)
    assert refused.value.key == "inspections.no_reason"

    report = actions.report_long(check=routine, reason="bogsering i dimma", by=siv, now=now)
    (mine,) = queries.waiting_for(siv, now=now)
    assert mine.due is None
    assert "Besluta om kontroll 2025-0001 får fortsätta" in [
        each.what for each in queries.waiting_for(vera, now=now)
    ]
    with pytest.raises(NotAllowed) as refused:
        actions.report_long(check=routine, reason="igen", by=siv, now=now)
    assert refused.value.key == "inspections.reported"
    with pytest.raises(NotAllowed):
        actions.decide_long(report=report, goes_on=True, by=siv, now=now)

    actions.decide_long(report=report, goes_on=True, by=vera, now=now)
    assert queries.long_control_of(routine).goes_on is True
    assert queries.waiting_for(vera, now=now) == []
    decided = queries.long_control_of(routine)
    with pytest.raises(NotAllowed) as refused:
        actions.decide_long(report=decided, goes_on=False, by=vera, now=now)
    assert refused.value.key == "inspections.decided"
    with pytest.raises(Changed):
        actions.decide_long(report=report, goes_on=False, by=vera, now=now)


def test_the_superior_is_never_the_one_who_reported(vera, now):
    check = actions.open_check(opening=routine_opening(now), place=SANDHAMN, by=vera, now=now)
    report = actions.report_long(check=check, reason="dimma", by=vera, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.decide_long(report=report, goes_on=True, by=vera, now=now)
    assert refused.value.key == "people.two_persons"
