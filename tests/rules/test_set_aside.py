"""How what was set aside may end: the table's own cases, and what is refused."""

from datetime import date

import pytest

from samverkan.rules.claims import Claim, ClaimKind, Standing
from samverkan.rules.outcomes import End, Held, Outcome, endings
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.set_aside import may_record
from samverkan.rules.tables import load

ON, TODAY = date(2025, 8, 29), date(2025, 12, 1)
CLAIM = Claim(
    reference="A",
    creditor="Målsäganden",
    kind=ClaimKind.VICTIM_DAMAGES,
    public=False,
    capital=90_00,
    interest=10_00,
    standing=Standing.DISPUTED,
)


def outcome(**change):
    given = {
        "claim": "A",
        "held": Held.DISPUTED,
        "end": End.STANDS,
        "decided_on": date(2025, 10, 1),
        "final_on": date(2025, 10, 22),
        "ground": "Nacka tingsrätts dom T 1234-25",
    }
    return Outcome(**{**given, **change})


@pytest.mark.parametrize("row", load("set_aside"), ids=lambda row: row["id"])
def test_the_tables_own_cases(row):
    held, end = Held(row["held"]), End(row["end"])
    assert row["id"] == f"{held}.{end}"
    assert {"stands": "creditor", "in-part": "both"}.get(end, "others") == row["goes"]
    for case in row["case"]:
        found = outcome(held=held, end=end, capital=case.get("stands", 0) * 100)
        left = found.left_of(CLAIM)
        assert (left.total(ON), left.standing) == (case["left"] * 100, Standing.SETTLED)
        assert found.citation == row["citation"]
        assert found.words("sv") != found.words("en")
        assert found.waits_for_final is row["waits_for_final"]


def test_only_a_dispute_can_be_lost_by_not_suing():
    may_end = {held: [end for end, _sv, _en in endings(held, ON)] for held in Held}
    assert may_end[Held.DISPUTED] == list(End)
    assert End.NOT_SUED not in may_end[Held.CONDITIONAL] + may_end[Held.TITLE]
    with pytest.raises(NotAllowed, match=r"no row title.not-sued"):
        _ = outcome(held=Held.TITLE, end=End.NOT_SUED).citation


def test_a_final_decision_with_a_ground_may_be_recorded():
    may_record(outcome(), CLAIM, on=ON, today=TODAY)
    may_record(outcome(final_on=TODAY), CLAIM, on=ON, today=TODAY)
    fulfilled = outcome(held=Held.CONDITIONAL, final_on=None)
    may_record(fulfilled, CLAIM, on=ON, today=TODAY)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"ground": "  "}, "set_aside.no_ground"),
        ({"final_on": None}, "set_aside.not_final"),
        ({"final_on": date(2025, 12, 2)}, "set_aside.not_yet"),
        ({"decided_on": date(2025, 12, 2), "final_on": None}, "set_aside.not_yet"),
        ({"final_on": date(2025, 9, 30)}, "set_aside.final_before"),
        ({"held": Held.TITLE, "final_on": None}, "set_aside.not_final"),
        ({"end": End.NOT_SUED, "final_on": None}, "set_aside.not_served"),
    ],
)
def test_what_may_not_be_recorded(change, key):
    refused = reason(may_record, outcome(**change), CLAIM, on=ON, today=TODAY)
    assert refused is not None
    assert refused.key == key
    assert refused.section


def test_the_right_is_lost_the_day_after_the_month():
    served = outcome(end=End.NOT_SUED, final_on=None, served_on=date(2025, 9, 15))
    last = date(2025, 10, 15)  # a Wednesday
    early = reason(may_record, served, CLAIM, on=ON, today=last)
    assert early is not None
    assert (early.key, early.parameters["due"]) == ("set_aside.time_to_sue", last)
    may_record(served, CLAIM, on=ON, today=date(2025, 10, 16))


@pytest.mark.parametrize(
    ("capital", "interest", "fits"),
    [(40_00, 10_00, True), (90_00, 0, True), (90_00, 10_00, False), (0, 0, False),
     (95_00, 0, False), (0, 11_00, False)],
)  # fmt: skip
def test_what_stands_in_part_is_less_than_the_claim(capital, interest, fits):
    part = outcome(end=End.IN_PART, capital=capital, interest=interest)
    refused = reason(may_record, part, CLAIM, on=ON, today=TODAY)
    assert (refused is None) is fits
    assert fits or refused.key == "set_aside.no_part"
