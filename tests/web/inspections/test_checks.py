"""A check is opened on a ground, names who is aboard, ends, is corrected and approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samverkan.rules.control_grounds import Power
from samverkan.rules.inspections import AboardRole, Mode, Opening, Outcome
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.inspections import actions, queries
from samverkan.web.inspections.changes import changes_of, in_words
from samverkan.web.inspections.models import Check, CheckVersion
from samverkan.web.inspections.said import Correction, CraftSaid, PersonSaid, Place
from samverkan.web.journal import actions as journal
from samverkan.web.journal.queries import thread_of
from samverkan.web.subjects import queries as subjects
from samverkan.wire.canonical import digest, encode
from tests.web.inspections.conftest import (
    BOARD,
    JET_SKI,
    RASMUS,
    SANDHAMN,
    STOP,
    UNKNOWN,
    routine_opening,
)


def open_routine(by, now, *grounds: str, **more: object):
    opening = routine_opening(now, *grounds, **more)
    return actions.open_check(opening=opening, place=SANDHAMN, by=by, now=now)


def end(check, by, now, outcome=Outcome.NOTHING_FOUND, *, alongside=False):
    actions.end_control(
        check=queries.check(check.record),
        ended_at=now,
        outcome=outcome,
        alongside=alongside,
        by=by,
        now=now,
    )


def test_checks_are_numbered_through_the_year(siv, now):
    assert [str(open_routine(siv, now)) for _ in range(3)] == [
        "2025-0001",
        "2025-0002",
        "2025-0003",
    ]


def test_the_craft_is_a_subject_whose_identifiers_are_claims(routine, siv):
    craft = subjects.view_of(routine.craft)
    said = {each.property: each for each in craft.statements}
    assert said["hin"].value == "SEZZK30021E424"
    assert (said["hin"].source, said["hin"].ground, said["hin"].regime) == (
        "KBV",
        "lag 2019:429",
        "gdpr",
    )
    assert said["hin"].delete_after == date(2026, 7, 12)


def test_in_an_operation_the_data_are_under_brottsdatalagen_with_their_marks(rasmus):
    (number, *_) = subjects.view_of(rasmus.subject).statements
    assert (number.property, number.regime, number.category, number.grading) == (
        "personal_number",
        "bdl",
        "other",
        "A1",
    )


def test_what_is_only_said_is_marked_as_said(check, siv, now, fresh):
    told = replace(RASMUS, documented=False, evidence="uppgav namn")
    person = actions.add_person(check=fresh(check), said=told, by=siv, now=now)
    (number, *_) = subjects.view_of(person.subject).statements
    assert (number.source, number.grading) == ("person", "X2")


@pytest.mark.parametrize(
    ("grounds", "more", "key"),
    [
        ((), {"grounds": ()}, "inspections.no_ground"),
        (("pl-22",), {}, "inspections.not_ours"),
        (("2021:626-21",), {"powers": (Power.STOP, Power.BOARD)}, "inspections.no_boarding"),
        (("2021:626-21",), {"powers": (Power.BREATH_TEST,)}, "inspections.no_breath_test"),
        (("1976:1090-2",), {"powers": (Power.HOLD,)}, "inspections.no_holding"),
        (("1976:1090-1",), {"powers": (Power.STOP,)}, "inspections.no_stop"),
        (BOARD, {"operation": "RUC-STHLM/x"}, "inspections.routine_in_operation"),
    ],
)
def test_a_check_rests_on_a_ground_of_ones_own_and_its_powers(siv, now, grounds, more, key):
    opening = routine_opening(now, *grounds)
    opening = replace(opening, **more)
    with pytest.raises(NotAllowed) as refused:
        actions.open_check(opening=opening, place=SANDHAMN, by=siv, now=now)
    assert refused.value.key == key
    assert not Check.objects.exists()


def test_a_check_cannot_begin_later_than_now(siv, now):
    with pytest.raises(NotAllowed, match="later than now"):
        open_routine(siv, now, started_at=now + timedelta(minutes=1))


def test_a_check_in_an_operation_needs_our_own_decision(siv, partner, now):
    from tests.web.cooperation.playing import agreed

    row = agreed(partner, "KBV", "KFM", now=now)
    opening = Opening(Mode.OPERATION, STOP, (Power.STOP,), now, row.record)
    with pytest.raises(NotAllowed) as refused:
        actions.open_check(opening=opening, place=SANDHAMN, by=siv, now=now)
    assert refused.value.key == "cooperation.no_decision"
    with pytest.raises(NotAllowed) as refused:
        actions.open_check(opening=replace(opening, operation=""), place=SANDHAMN, by=siv, now=now)
    assert refused.value.key == "inspections.no_operation"


def test_a_routine_check_that_finds_nothing_needs_nobodys_name(siv, now):
    check = actions.record_routine(opening=routine_opening(now), place=SANDHAMN, by=siv, now=now)
    assert check.outcome == Outcome.NOTHING_FOUND
    assert (check.control_ended_at, check.alongside) == (now, False)
    assert not check.persons.exists()


def test_every_other_check_ends_with_craft_and_driver(siv, now, fresh):
    check = open_routine(siv, now)
    for key, fix in (
        (
            "inspections.no_craft",
            lambda: actions.say_craft(check=fresh(check), craft=JET_SKI, by=siv, now=now),
        ),
        (
            "inspections.no_driver",
            lambda: actions.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now),
        ),
    ):
        with pytest.raises(NotAllowed) as refused:
            end(check, siv, now, Outcome.REMINDED)
        assert refused.value.key == key
        fix()
    end(check, siv, now, Outcome.REMINDED, alongside=True)
    with pytest.raises(NotAllowed, match="already ended"):
        end(check, siv, now, Outcome.REMINDED)
    actions.craft_left(check=fresh(check), by=siv, now=now)
    with pytest.raises(NotAllowed, match="not alongside"):
        actions.craft_left(check=fresh(check), by=siv, now=now)


def test_a_control_ends_after_it_began_and_not_in_the_future(routine, siv, now, fresh):
    for ended_at, key in (
        (now - timedelta(hours=1), "inspections.ends_first"),
        (now + timedelta(hours=1), "inspections.in_the_future"),
    ):
        with pytest.raises(NotAllowed) as refused:
            actions.end_control(
                check=fresh(routine),
                ended_at=ended_at,
                outcome=Outcome.NOTHING_FOUND,
                alongside=False,
                by=siv,
                now=now,
            )
        assert refused.value.key == key


def test_an_unknown_person_is_a_place_of_its_own_that_nothing_finds(check, siv, now, fresh):
    first = actions.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now)
    second = actions.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now)
    assert first.subject != second.subject
    assert subjects.view_of(first.subject).statements == ()
    for bad, key in (
        (replace(UNKNOWN, name="Rasmus"), "inspections.unknown_with_identity"),
        (replace(UNKNOWN, unknown=False), "inspections.no_identity"),
    ):
        with pytest.raises(NotAllowed) as refused:
            actions.add_person(check=fresh(check), said=bad, by=siv, now=now)
        assert refused.value.key == key
    with pytest.raises(NotAllowed, match="unknown person"):
        actions.correct_person(person=first, said=RASMUS, reason="känd", by=siv, now=now)


def correction(check, now, **more: object) -> Correction:
    words = {
        "version": check.version,
        "reason": "fel plats",
        "place": Place(59.3, 18.9, "Korsö"),
        "grounds": BOARD,
        "powers": ("stop", "board"),
        "started_at": check.started_at,
        "control_ended_at": None,
        "outcome": None,
        **more,
    }
    return Correction(**words)


def test_a_correction_keeps_both_versions_chained_by_hash(routine, siv, now, fresh):
    actions.correct(
        check=fresh(routine), correction=correction(fresh(routine), now), by=siv, now=now
    )
    newest, first = queries.versions_of(fresh(routine))
    assert (newest.row.number, first.row.number) == (2, 1)
    assert newest.row.before == first.row.digest
    assert newest.row.reason == "fel plats"
    changes = {name: (before, after) for name, before, after in newest.changes}
    assert changes["place"] == ("Utanför Sandhamn", "Korsö")
    assert set(changes) == {"place", "position", "powers"}
    assert newest.row.digest == digest(encode(queries.content_of(fresh(routine))))
    assert thread_of(routine.record)[-1].record["details"]["reason"] == "fel plats"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"reason": " "}, "inspections.no_reason"),
        ({"grounds": ()}, "inspections.no_ground"),
        ({"grounds": ("2021:626-21",)}, "inspections.no_boarding"),
    ],
)
def test_a_correction_says_why_and_stays_lawful(routine, siv, now, fresh, wrong, key):
    with pytest.raises(NotAllowed) as refused:
        actions.correct(
            check=fresh(routine),
            correction=correction(fresh(routine), now, **wrong),
            by=siv,
            now=now,
        )
    assert refused.value.key == key


def test_a_correction_keeps_the_order_of_times(routine, siv, now, fresh):
    for wrong, key in (
        ({"started_at": now + timedelta(minutes=1)}, "inspections.in_the_future"),
        ({"control_ended_at": now - timedelta(hours=1)}, "inspections.ends_first"),
    ):
        with pytest.raises(NotAllowed) as refused:
            actions.correct(
                check=fresh(routine),
                correction=correction(fresh(routine), now, **wrong),
                by=siv,
                now=now,
            )
        assert refused.value.key == key


def test_whoever_read_an_older_version_is_told(routine, siv, now, fresh):
    read = fresh(routine)
    actions.correct(check=fresh(routine), correction=correction(read, now), by=siv, now=now)
    with pytest.raises(Changed):
        actions.correct(check=fresh(routine), correction=correction(read, now), by=siv, now=now)
    with pytest.raises(Changed):
        actions.say_craft(check=read, craft=JET_SKI, by=siv, now=now)


def test_a_persons_number_is_corrected_and_what_was_said_stays(rasmus, check, siv, now, fresh):
    right = replace(RASMUS, personal_number="19880614-9806")
    later = now + timedelta(minutes=1)
    actions.correct_person(person=rasmus, said=right, reason="fel siffra", by=siv, now=later)
    view = subjects.view_of(rasmus.subject)
    numbers = [each.value for each in view.statements if each.property == "personal_number"]
    assert numbers == ["198806149806", "199001019802"]
    newest = queries.versions_of(fresh(check))[0]
    assert newest.row.reason == "fel siffra"
    assert [name for name, _, _ in newest.changes] == ["persons"]


def test_versions_cannot_be_read_once_the_case_is_erased(routine, siv, now, fresh):
    actions.say_craft(
        check=fresh(routine), craft=CraftSaid(kind="rib", colour="svart"), by=siv, now=now
    )
    journal.erase_case(case=routine.case, by=siv, now=now)
    assert [view.changes for view in queries.versions_of(fresh(routine))] == [(), ()]
    assert CheckVersion.objects.count() == 2


def test_the_duty_officer_approves_a_version_and_never_her_own(
    check, rasmus, siv, vera, now, fresh
):
    with pytest.raises(NotAllowed, match="not ended"):
        actions.approve(check=fresh(check), version=2, by=vera, now=now)
    end(check, siv, now, Outcome.SOBRIETY_REPORTED)
    row = fresh(check)
    with pytest.raises(NotAllowed) as refused:
        actions.approve(check=row, version=row.version, by=siv, now=now)
    assert refused.value.key == "people.no_permission"
    with pytest.raises(Changed):
        actions.approve(check=row, version=row.version - 1, by=vera, now=now)
    assert [each.what for each in queries.waiting_for(vera, now=now)] == [
        "Godkänn kontroll 2025-0001"
    ]
    actions.approve(check=row, version=row.version, by=vera, now=now)
    assert queries.waiting_for(vera, now=now) == []
    actions.correct(
        check=fresh(check),
        correction=correction(
            fresh(check), now, outcome=Outcome.SOBRIETY_REPORTED, control_ended_at=now
        ),
        by=siv,
        now=now,
    )
    assert len(queries.waiting_for(vera, now=now)) == 1


def test_nobody_approves_what_they_opened(vera, now, fresh):
    check = actions.record_routine(opening=routine_opening(now), place=SANDHAMN, by=vera, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.approve(check=check, version=check.version, by=vera, now=now)
    assert refused.value.key == "people.two_persons"


def test_the_same_number_in_an_earlier_check_is_shown_as_a_possible_duplicate(
    routine, siv, now, fresh
):
    other = actions.open_check(
        opening=routine_opening(now),
        place=SANDHAMN,
        craft=CraftSaid(kind="jet-ski", hin="SE-ZZK30021E424"),
        by=siv,
        now=now,
    )
    driver = PersonSaid(
        role=AboardRole.DRIVER, evidence="pass", documented=True, personal_number="19900101-9802"
    )
    for check in (routine, other):
        actions.add_person(check=fresh(check), said=driver, by=siv, now=now)
    assert queries.earlier(fresh(other)) == (fresh(routine),)
    assert other.craft != routine.craft


def test_a_note_is_a_fact_or_an_assessment(routine, siv, now):
    actions.add_note(check=routine, text="Bar en klocka.", fact=True, by=siv, now=now)
    actions.add_note(check=routine, text="Verkade orolig.", fact=False, by=siv, now=now)
    assert [(note.text, note.fact) for note in queries.notes_of(routine)] == [
        ("Bar en klocka.", True),
        ("Verkade orolig.", False),
    ]
    with pytest.raises(NotAllowed):
        actions.add_note(check=routine, text=" ", fact=True, by=siv, now=now)


def test_changes_are_said_in_words(routine, siv, now, fresh):
    actions.craft_left(check=fresh(routine), by=siv, now=now)
    actions.say_craft(
        check=fresh(routine), craft=CraftSaid(kind="rib", colour="svart"), by=siv, now=now
    )
    actions.add_person(check=fresh(routine), said=UNKNOWN, by=siv, now=now)
    right = correction(
        fresh(routine), now, grounds=("kbl-3-16",), powers=(), place=Place(59.3, 18.9, "")
    )
    actions.correct(check=fresh(routine), correction=right, by=siv, now=now)
    said = [each for version in queries.versions_of(fresh(routine)) for each in changes_of(version)]
    assert said == [
        ("Grund", "KBL 6:1", "KBL 3:16"),
        ("Plats", "Utanför Sandhamn", "\u2013"),
        ("Position", "59°17,4\u2032N 18°55,1\u2032E", "59°18,0\u2032N 18°54,0\u2032E"),
        ("Åtgärder", "Stoppade", "\u2013"),
        ("Personer", "\u2013", "Förare: okänd (antecknades inte)"),
        (
            "Farkost",
            "svart och gul, Vattenskoter, ZZR198502, SEZZK30021E424, Skvalp GTX 300",
            "svart, RIB-båt, ZZR198502, SEZZK30021E424, Skvalp GTX 300",
        ),
        ("Ligger farkosten kvar?", "Ja", "Nej"),
    ]
    assert in_words("mode", "routine") == "Rutinkontroll"
    assert in_words("outcome", None) == "\u2013"
