from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.powers import (
    NEEDS,
    Answer,
    Craft,
    Fact,
    Power,
    Purpose,
    Situation,
    Waters,
    matrix,
    unlocks,
)
from samverkan.rules.refusal import sentences
from samverkan.rules.tables import load, table

ON = date(2025, 7, 12)
ALL = ("KBV", "KFM", "POL", "TULL")
ROWS = load("powers")
OWED = frozenset({Fact.DEBT_CONFIRMED})


def situation(case):
    """Read a case of the table: what it does not name is a jet ski at sea at 14, for nothing."""
    return Situation(
        craft=Craft(case.get("craft", "jet-ski")),
        waters=Waters(case.get("waters", "coast-guard")),
        at=time.fromisoformat(case.get("at", "14:00")),
        purpose=Purpose(case.get("purpose", "none")),
        check_by=case.get("check_by", "KBV"),
        present=frozenset(case["present"]),
        facts=frozenset(map(Fact, case.get("facts", ()))),
    )


def cell(holder, power, where, on=ON):
    (found,) = [
        c for c in matrix((holder,), where, on=on) if (c.holder, c.power) == (holder, power)
    ]
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_tables_own_cases(row):
    for case in row["case"]:
        found = cell(row["holder"], Power(row["power"]), situation(case))
        assert found.answer == case["answer"], case
        if found.answer in {Answer.YES, Answer.YES_IF, Answer.EMPTY}:
            assert found.citation


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_is_well_formed(row):
    holder, power, _ = row["id"].split(".")
    assert (holder, power) == (row["holder"], row["power"])
    assert Answer(row["answer"])
    needs = row.get("needs", {})
    assert set(needs) <= set(NEEDS)
    kinds = {"waters": Waters, "craft": Craft, "purpose": Purpose, "facts": Fact}
    for name, kind in kinds.items():
        assert set(needs.get(name, ())) <= set(kind), row["id"]
    assert set(needs.get("hours", ())) <= {"day", "night"}


def test_every_power_has_its_names_and_stands_in_order():
    assert list(table("powers")["names"]) == [str(power) for power in Power]
    assert Power.BOARD.name_in("sv") == "Borda"
    assert Power.BOARD.name_in("en") == "Board"


def test_every_need_has_its_sentence():
    assert set(NEEDS.values()) <= set(sentences())


def test_the_grid_is_whole_power_by_power():
    cells = matrix(ALL, Situation(), on=ON)
    assert [(c.power, c.holder) for c in cells] == [(p, h) for p in Power for h in ALL]
    assert all(c.sentence("sv") and c.sentence("en") and c.sv != c.en for c in cells)


def test_a_routine_stop_of_a_jet_ski_gives_no_right_to_board():
    where = Situation(purpose=Purpose.LICENCE, check_by="KBV", present=frozenset({"KBV"}))
    assert cell("KBV", Power.STOP, where).answer is Answer.YES
    board = cell("KBV", Power.BOARD, where)
    assert (board.answer, board.citation) == (Answer.NO, "2021:626 21 §")
    assert "KBL 6:1 does not apply" in board.sentence("en")
    assert cell("KBV", Power.TAKE_TO_PORT, where).answer is Answer.NO


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("check_by", ["KBV", "POL", ""])
def test_the_coast_guard_never_holds_property_for_kronofogden(purpose, check_by):
    where = Situation(
        purpose=purpose, check_by=check_by, present=frozenset(ALL), facts=frozenset(Fact)
    )
    held = cell("KBV", Power.HOLD_FOR_ENFORCEMENT, where)
    assert (held.answer, held.citation) == (Answer.EMPTY, "UB 6:12 a; UF 6:25")
    assert "name only the Police" in held.sentence("en")
    for power in (Power.TAKE_IN_CHARGE, Power.SEAL_OR_MARK, Power.NOTIFY_ENFORCEMENT, Power.ATTACH):
        assert cell("KBV", power, where).answer is Answer.EMPTY


def test_police_called_to_take_over_a_find_need_a_check_of_their_own():
    where = Situation(check_by="KBV", present=frozenset({"KBV", "POL"}), facts=OWED)
    for power in (Power.TAKE_IN_CHARGE, Power.NOTIFY_ENFORCEMENT, Power.HOLD_FOR_ENFORCEMENT):
        found = cell("POL", power, where)
        assert found.answer is Answer.OWN_CHECK
        assert found.citation
        assert "check of their own" in found.sentence("en")


def test_in_their_own_check_police_hold_only_after_kronofogdens_decision():
    before = Situation(check_by="POL", present=frozenset({"POL"}))
    after = Situation(check_by="POL", present=frozenset({"POL"}), facts=OWED)
    assert cell("POL", Power.NOTIFY_ENFORCEMENT, before).answer is Answer.YES_IF
    assert cell("POL", Power.TAKE_IN_CHARGE, before).answer is Answer.NO
    assert cell("POL", Power.TAKE_IN_CHARGE, after).answer is Answer.YES_IF


@pytest.mark.parametrize("holder", ["POL", "KFM"])
def test_before_august_2022_there_was_no_help_by_phone(holder):
    where = Situation(check_by="POL", present=frozenset({"POL"}), facts=OWED)
    power = Power.TAKE_IN_CHARGE if holder == "POL" else Power.PROVISIONAL_CUSTODY
    assert cell(holder, power, where, on=date(2022, 7, 31)).open is False
    assert cell(holder, power, where, on=date(2022, 8, 1)).open is True


@pytest.mark.parametrize(
    ("at", "special"),
    [
        (time(5, 59), True),
        (time(6), False),
        (time(21), False),
        (time(21, 0, 1), True),
        (time(23, 10), True),
    ],
)
def test_at_night_an_execution_needs_special_reasons(at, special):
    where = Situation(at=at, present=frozenset({"KFM"}), facts=OWED)
    attach = cell("KFM", Power.ATTACH, where)
    assert attach.open
    assert ("special reasons" in attach.sentence("en")) is special


def test_an_authority_that_is_not_in_the_table_has_an_empty_row():
    cells = matrix(("FK",), Situation(present=frozenset({"FK"})), on=ON)
    assert {c.answer for c in cells} == {Answer.EMPTY}
    assert {c.citation for c in cells} == {""}


def test_a_kronofogden_officer_aboard_opens_attachment():
    where = Situation(check_by="KBV", present=frozenset({"KBV"}), facts=OWED)
    opened = {(c.holder, c.power) for c in unlocks(("KBV",), "KFM", where, on=ON)}
    assert ("KFM", Power.ATTACH) in opened
    assert ("KFM", Power.SEARCH_CRAFT) in opened
    assert {holder for holder, _ in opened} == {"KFM"}


def test_police_coming_open_their_own_powers_but_not_those_that_need_their_own_check():
    where = Situation(check_by="KBV", present=frozenset({"KBV"}), facts=OWED)
    opened = {(c.holder, c.power) for c in unlocks(("KBV", "KFM"), "POL", where, on=ON)}
    assert ("POL", Power.STOP) in opened
    assert ("POL", Power.TAKE_IN_CHARGE) not in opened
    assert ("KFM", Power.ATTACH) not in opened


def test_police_coming_in_their_own_check_open_the_decision_by_phone():
    where = Situation(check_by="POL", facts=OWED)
    opened = {(c.holder, c.power) for c in unlocks(("KFM",), "POL", where, on=ON)}
    assert ("KFM", Power.PROVISIONAL_CUSTODY) in opened
    assert ("KFM", Power.ATTACH) in opened
    assert ("POL", Power.TAKE_IN_CHARGE) in opened


def test_kronofogden_coming_opens_police_assistance():
    where = Situation(check_by="POL", present=frozenset({"POL"}))
    opened = {(c.holder, c.power) for c in unlocks(("POL",), "KFM", where, on=ON)}
    assert ("POL", Power.ASSIST_EXECUTION) in opened


def test_someone_who_is_there_already_opens_nothing():
    where = Situation(check_by="KBV", present=frozenset({"KBV"}), purpose=Purpose.CONTROL)
    assert unlocks(("KBV",), "KBV", where, on=ON) == ()


situations = st.builds(
    Situation,
    craft=st.sampled_from(Craft),
    waters=st.sampled_from(Waters),
    at=st.times(),
    purpose=st.sampled_from(Purpose),
    check_by=st.sampled_from(("", *ALL)),
    present=st.frozensets(st.sampled_from(ALL)),
    facts=st.frozensets(st.sampled_from(Fact)),
)


@given(situations, st.sampled_from(ALL), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_one_more_authority_never_closes_a_cell(where, candidate, on):
    before = matrix(ALL, where, on=on)
    after = matrix(ALL, replace(where, present=where.present | {candidate}), on=on)
    for old, new in zip(before, after, strict=True):
        assert new.open or not old.open


@given(situations, st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_nobody_but_kronofogden_attaches_or_sells_and_no_power_works_from_afar(where, on):
    for found in matrix(ALL, where, on=on):
        if found.power in {Power.ATTACH, Power.ATTACH_AT_DISTANCE, Power.SELL} and found.open:
            assert found.holder == "KFM"
        if found.open and found.holder != "KFM":
            assert found.holder in where.present
        if found.open:
            assert found.citation
            assert found.valid_from is not None
            assert found.valid_from <= on
            assert found.valid_to is None
