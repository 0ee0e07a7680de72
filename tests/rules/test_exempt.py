from datetime import date
from itertools import combinations

import pytest

from samverkan.rules.exempt import Finding, Outcome, Use, examine
from samverkan.rules.tables import load

ON = date(2025, 7, 12)
ROWS = load("exempt")
F = Finding


def outcome(use, *findings, **more):
    found = examine(use, findings, on=ON, **more)
    return found.outcome, found.citation


def test_every_use_has_a_row_and_every_row_a_use():
    assert [row["id"] for row in ROWS] == [str(use) for use in Use]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_tables_own_cases(row):
    for case in row["case"]:
        found = examine(Use(row["id"]), [Finding(fact) for fact in case["facts"]], on=ON)
        assert found.outcome == case["outcome"], case["thing"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_needs_are_findings(row):
    assert set(row["needs"]) <= set(Finding)
    assert Outcome(row["outcome"])


def test_the_seasons_everyday_watch_and_wedding_ring_stay_with_him():
    assert outcome(Use.PERSONAL, F.REASONABLE_VALUE) == (Outcome.EXEMPT, "UB 5:1 p. 1")
    assert outcome(Use.KEEPSAKE, F.OBVIOUSLY_UNFAIR) == (Outcome.EXEMPT, "UB 5:1 p. 4")


def test_the_seasons_luxury_watch_is_attached():
    assert outcome(Use.PERSONAL) == (Outcome.ATTACHABLE, "UB 5:1 p. 1")


def test_the_seasons_work_skiff_is_exempt_and_her_watch_is_taken_with_a_replacement_sum():
    assert outcome(Use.WORK, F.NEEDED, F.REASONABLE_VALUE) == (Outcome.EXEMPT, "UB 5:1 p. 3")
    assert outcome(Use.PERSONAL, F.REPLACEMENT_NEEDED) == (Outcome.RESERVATION, "UB 5:4")


def test_a_replacement_sum_is_for_what_fails_on_value_alone():
    assert outcome(Use.WORK, F.NEEDED, F.REPLACEMENT_NEEDED)[0] is Outcome.RESERVATION
    assert outcome(Use.WORK, F.REPLACEMENT_NEEDED)[0] is Outcome.ATTACHABLE
    assert outcome(Use.HOME, F.REPLACEMENT_NEEDED)[0] is Outcome.ATTACHABLE
    assert outcome(Use.TENANT_OWNED_FLAT, F.NEEDED, F.FAIR_TO_CREDITORS, F.REPLACEMENT_NEEDED) == (
        Outcome.ATTACHABLE,
        "UB 5:1 p. 6",
    )


def test_what_is_exempt_needs_no_replacement_sum():
    assert outcome(Use.PERSONAL, F.REASONABLE_VALUE, F.REPLACEMENT_NEEDED)[0] is Outcome.EXEMPT


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_legal_person_has_no_beneficium_and_a_secured_claim_meets_no_exemption(row):
    whole = tuple(Finding)
    company = outcome(Use(row["id"]), *whole, natural_person=False)
    secured = outcome(Use(row["id"]), *whole, secured=True)
    as_it_stands = (Outcome(row["outcome"]), row["citation"])
    assert company == ((Outcome.ATTACHABLE, "UB 5:3") if row["beneficium"] else as_it_stands)
    exempt = row["outcome"] == "exempt"
    assert secured == ((Outcome.ATTACHABLE, "UB 5:13") if exempt else as_it_stands)


@pytest.mark.parametrize("use", Use)
def test_more_findings_never_take_more_from_the_debtor(use):
    order = [Outcome.ATTACHABLE, Outcome.RESERVATION, Outcome.EXEMPT]
    for size in range(len(Finding)):
        for some in combinations(Finding, size):
            before = order.index(examine(use, some, on=ON).outcome)
            for one in Finding:
                assert order.index(examine(use, (*some, one), on=ON).outcome) >= before


def test_the_proposal_says_its_rule():
    found = examine(Use.RETENTION_OF_TITLE, (), on=ON)
    assert found.sentence("en").endswith("with retention of title may be attached.")
    assert found.sentence("sv").endswith("får utmätas.")
