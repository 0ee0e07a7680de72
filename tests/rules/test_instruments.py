from datetime import date
from itertools import product

import pytest

from samverkan.rules.instruments import (
    Holding,
    Instrument,
    Measure,
    Position,
    after,
    may_decide,
    may_execute,
)
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.tables import load

ON = date(2025, 8, 1)
ROWS = load("instruments")
STEPS = load("instrument_steps")


def test_every_instrument_has_a_row_and_every_row_an_instrument():
    assert [row["id"] for row in ROWS] == [str(instrument) for instrument in Instrument]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_who_may_decide(row):
    for case in row["case"]:
        refused = reason(may_decide, Instrument(row["id"]), by=case["by"], on=ON)
        assert (refused is None) is case["allowed"], case


def test_the_refusal_names_the_body_and_the_instrument():
    with pytest.raises(NotAllowed) as refused:
        may_decide(Instrument.ATTACHMENT, by="KBV", on=ON)
    assert refused.value.sentence("sv") == "KBV får inte besluta om utmätning. (UB 4 kap.)"


@pytest.mark.parametrize("instrument", [Instrument.ATTACHMENT, Instrument.PROVISIONAL_MEASURE])
def test_the_coast_guard_holds_nothing_for_kronofogden(instrument):
    may_execute(instrument, by="KFM", on=ON)
    with pytest.raises(NotAllowed) as refused:
        may_execute(instrument, by="KBV", on=ON)
    assert refused.value.key == "instruments.not_theirs_to_hold"


def test_the_police_hold_what_kronofogden_has_taken_provisionally():
    may_execute(Instrument.PROVISIONAL_MEASURE, by="POL", on=ON)


@pytest.mark.parametrize("row", STEPS, ids=lambda row: row["id"])
def test_the_tables_own_cases(row):
    start = Position(Instrument(row["instrument"]))
    for case in row["case"]:
        assert after(start, Measure(row["act"]), on=ON) == Position(
            Instrument(case["instrument"]), Holding(case["state"])
        )


@pytest.mark.parametrize("row", STEPS, ids=lambda row: row["id"])
def test_a_steps_id_is_its_instrument_and_act(row):
    assert row["id"] == f"{row['instrument']}.{row['act']}"


@pytest.mark.parametrize(("instrument", "act"), [*product(Instrument, Measure)])
def test_every_pair_is_either_in_the_table_or_refused(instrument, act):
    known = {row["id"] for row in STEPS}
    refused = reason(after, Position(instrument), act, on=ON)
    assert (refused is None) is (f"{instrument}.{act}" in known)


@pytest.mark.parametrize("instrument", Instrument)
def test_every_instrument_has_a_way_out(instrument):
    ends, seen, now = set(), set(), {Position(instrument)}
    while now:
        seen |= now
        now = {
            after(place, act, on=ON)
            for place in now
            for act in Measure
            if reason(after, place, act, on=ON) is None
        }
        ends |= {place for place in now if place.holding is not Holding.HELD}
        now -= seen
    assert ends


def test_every_act_and_every_end_is_used():
    assert {row["act"] for row in STEPS} == set(Measure)
    assert {row["to"] for row in STEPS} == set(Holding)


@pytest.mark.parametrize(
    ("instrument", "holding", "act"),
    [*product(Instrument, [Holding.LIFTED, Holding.SOLD], Measure)],
)
def test_an_end_is_an_end(instrument, holding, act):
    with pytest.raises(NotAllowed, match="is not possible"):
        after(Position(instrument, holding), act, on=ON)


def test_forfeiture_ends_an_attachment_unless_the_court_orders_otherwise():
    attached = Position(Instrument.ATTACHMENT)
    assert after(attached, Measure.FORFEIT, on=ON) == Position(Instrument.FORFEITURE)
    assert after(attached, Measure.FORFEIT, on=ON, attachment_stands=True) == attached


def test_the_courts_order_is_about_forfeited_attachments_only():
    assert after(Position(Instrument.ATTACHMENT), Measure.SELL, on=ON, attachment_stands=True) == (
        Position(Instrument.ATTACHMENT, Holding.SOLD)
    )
    assert after(Position(Instrument.SEIZURE), Measure.FORFEIT, on=ON, attachment_stands=True) == (
        Position(Instrument.FORFEITURE)
    )


def test_before_the_new_forfeiture_law_the_table_does_not_reach():
    with pytest.raises(NotAllowed, match="is not possible"):
        after(Position(Instrument.ATTACHMENT), Measure.FORFEIT, on=date(2024, 11, 7))


def test_names():
    assert Instrument.CUSTODY.name_in("sv", on=ON) == "förvar"
    assert Instrument.ATTACHMENT.name_in("en", on=ON) == "attachment"
