"""The eight cases: their sums, and that the rules come to SEASON's figures from their inputs."""

import ast
import csv
from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path

import pytest

import samverkan.demo.story
from samverkan.demo.story.case import ItemDecision
from samverkan.demo.story.cases import case, cases
from samverkan.demo.story.checks import single
from samverkan.demo.story.claims_file import BROKEN, COLUMNS, good_rows, write_claims
from samverkan.demo.story.expected import outcomes, totals
from samverkan.demo.story.numbers import is_fictional
from samverkan.demo.story.steps import StepAct
from samverkan.rules.claims import Claim, ClaimKind, Priority
from samverkan.rules.deadlines import deadline
from samverkan.rules.distribution import distribute
from samverkan.rules.distribution_list import StepKind
from samverkan.rules.forfeiture import compensate
from samverkan.rules.money import parse_kronor
from samverkan.rules.proceeds import Lot, Sale, SpecialCost

SOLD = [each.number for each in outcomes() if each.sold]
ATTACHED = [each.number for each in outcomes() if each.attached]


def as_claims(each):
    claims = [
        Claim(
            reference=claim.key,
            creditor=claim.creditor,
            kind=claim.kind,
            public=claim.public,
            capital=claim.capital,
            interest=claim.interest,
            single_case_cost=claim.case_cost,
        )
        for claim in each.claims
    ]
    if each.lien:
        claims.append(
            Claim(
                reference="lien",
                creditor=each.lien.claimant,
                kind=ClaimKind.OTHER,
                public=False,
                capital=each.lien.amount,
                priority=Priority.MARITIME_LIEN,
            )
        )
    return tuple(claims)


def distributed(number):
    each = case(number)
    sale = Sale(
        reference=str(number),
        debtor=each.debtor.name,
        lots=tuple(Lot(item.words, item.sold_for) for item in each.attached),
        claims=as_claims(each),
        special_costs=tuple(SpecialCost(c.kind, c.words, c.amount) for c in each.special_costs),
        replacement=each.replacement.amount if each.replacement else 0,
    )
    return distribute(sale, on=each.at(StepAct.DISTRIBUTED).date())


def paid(done):
    return {step.claim: step.amount for step in done.steps if step.kind is StepKind.PAID}


@pytest.mark.parametrize("number", SOLD)
def test_the_rules_come_to_the_figures_from_the_inputs(number):
    expected = outcomes()[number - 1]
    done = distributed(number)
    amounts = paid(done)
    assert amounts.pop("lien", 0) == expected.lien
    assert amounts == expected.paid
    costs = sum(step.amount for step in done.steps if step.kind is StepKind.COST)
    assert costs == expected.sales_fee + expected.special_fee
    assert sum(amounts.values()) == expected.to_creditors
    assert sum(cost.amount for cost in case(number).special_costs) == expected.special_fee


@pytest.mark.parametrize("number", ATTACHED)
def test_what_was_attached_and_sold(number):
    expected = outcomes()[number - 1]
    assert sum(item.value for item in case(number).attached) == expected.attached
    assert sum(item.sold_for or 0 for item in case(number).attached) == expected.sold


def test_the_state_pays_the_victim_of_case_5_in_full():
    on = case(5).at(StepAct.STATE_PAID).date()
    victims = [claim for claim in as_claims(case(5)) if claim.kind is ClaimKind.VICTIM_DAMAGES]
    done = compensate(case(5).state_price, victims, on=on)
    assert {each.claim: each.amount for each in done.compensations} == outcomes()[4].through_state
    assert outcomes()[4].state_price == case(5).state_price


def test_the_season_adds_up():
    sums, every = totals(), outcomes()
    kinds = Counter()
    for each in cases():
        for item in each.attached:
            kinds[item.kind] += item.value
    assert kinds == sums["attached_by_kind"]
    assert sum(kinds.values()) == sum(each.attached for each in every) == sums["attached"]
    assert sums["attached"] - sums["forfeited"] == sums["left_in_attachment"]
    assert sum(each.sold for each in every) == sums["sold"]
    assert sum(each.sales_fee + each.special_fee for each in every) == sums["costs_and_fees"]
    assert sum(each.lien for each in every) == sums["liens"]
    assert sum(each.replacement for each in every) == sums["replacement"]
    assert sum(each.to_creditors for each in every) == sums["to_creditors"]
    went = sums["costs_and_fees"] + sums["liens"] + sums["replacement"] + sums["to_creditors"]
    assert went == sums["sold"]


def test_the_victims_sum():
    kinds = {claim.key: claim.kind for each in cases() for claim in each.claims}
    by_attachment = sum(
        amount
        for each in outcomes()
        for key, amount in each.paid.items()
        if kinds[key] is ClaimKind.VICTIM_DAMAGES
    )
    through_state = sum(sum(each.through_state.values()) for each in outcomes())
    assert by_attachment == totals()["to_victims_by_attachment"] == 431_606_12
    assert through_state == totals()["to_victims_through_state"]
    assert by_attachment + through_state == totals()["to_victims"] == 508_006_12


def test_the_judgment_of_case_1_is_the_victims_and_the_states_part():
    victim, state = case(1).claims[:2]
    assert victim.capital + state.capital == 210_000_00
    assert state.kind is ClaimKind.STATE_REGRESS


def test_case_7_counts_nothing_and_is_corrected_within_two_weeks():
    (item,) = case(7).items
    assert case(7).attached == ()
    assert item.decision is ItemDecision.CORRECTED
    assert item.value == outcomes()[6].corrected == totals()["corrected"]
    took = case(7).at(StepAct.CORRECTED) - case(7).at(StepAct.ITEM_ATTACHED)
    assert timedelta(0) < took <= timedelta(weeks=2)
    assert case(7).wronged.name == case(7).debtor.name


@pytest.mark.parametrize("number", range(1, 8))
def test_execution_begins_after_the_control_has_ended_between_six_and_nine(number):
    acts = {step.act for step in case(number).steps}
    if StepAct.CONTROL_ENDED in acts:
        assert case(number).at(StepAct.CONTROL_ENDED) < case(number).at(StepAct.EXECUTION_BEGAN)
    executed = {StepAct.EXECUTION_BEGAN, StepAct.ITEM_ATTACHED, StepAct.ITEM_EXEMPTED}
    executed |= {StepAct.ITEM_LEFT, StepAct.SECURED, StepAct.BAN_SERVED}
    for step in case(number).steps:
        if step.act in executed:
            assert time(6) <= step.at.time() <= time(21)


@pytest.mark.parametrize("number", SOLD)
def test_sale_and_distribution_keep_their_times(number):
    each = case(number)
    attached, sold = each.at(StepAct.ITEM_ATTACHED), each.at(StepAct.SOLD)
    assert sold.date() <= attached.date() + timedelta(days=61)  # two months, UF 9:2
    craft = any(item.kind in ("boat", "jet-ski") for item in each.attached)
    weeks = 2 if craft else 1  # UF 9:9, UB 9:2
    assert sold - each.at(StepAct.NOTICE_PUBLISHED) >= timedelta(weeks=weeks)
    assert each.at(StepAct.PAID) - sold <= timedelta(weeks=2)  # UF 13:3
    approved = next(step for step in each.steps if step.act is StepAct.PAYMENT_APPROVED)
    distributed_by = next(step for step in each.steps if step.act is StepAct.DISTRIBUTED)
    assert approved.by != distributed_by.by


def test_the_brother_had_his_month_and_the_police_hold_kept_two_weeks():
    served = case(4).at(StepAct.THIRD_PARTY_SERVED)
    passed = case(4).at(StepAct.THIRD_PARTY_DEADLINE_PASSED)
    month = deadline("third-party-suit", served.date())
    assert (month.counted, month.due) == (date(2025, 8, 9), date(2025, 8, 11))  # a Saturday
    assert month.due < passed.date() <= case(4).at(StepAct.NOTICE_PUBLISHED).date()
    held = case(2).at(StepAct.ITEM_ATTACHED) - case(2).at(StepAct.DECISION_BY_PHONE)
    assert held <= timedelta(weeks=2)
    assert case(3).lien.notified_at == case(3).at(StepAct.LIEN_NOTIFIED) < case(3).at(StepAct.SOLD)


def test_a_minimum_price_stands_before_the_sale_and_is_reached():
    (watch,) = case(6).attached
    assert watch.sold_for >= watch.minimum_price
    assert case(6).at(StepAct.MINIMUM_PRICE_SET) < case(6).at(StepAct.SOLD)


def test_only_the_single_check_of_a_case_names_its_debtor():
    for each in cases():
        if each.check:
            (question,) = single(each.check).questions
            assert question.person == each.debtor
            (first, *_) = [s for s in each.steps if s.at == single(each.check).at]
            assert first.by == single(each.check).officer
            assert each.at(StepAct.CONTROL_ENDED) == single(each.check).ended_at


def test_every_item_of_a_step_stands_in_its_case():
    for each in cases():
        known = {item.key for item in each.items}
        assert {key for step in each.steps for key in step.items} <= known
        assert all(item.reason and item.section for item in each.items)


def test_the_claims_file_reads_back_and_its_broken_rows_are_broken(tmp_path):
    path = write_claims(tmp_path / "claims.csv", with_broken=True)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        read = list(reader)
    assert tuple(reader.fieldnames) == COLUMNS
    good, broken = read[: -len(BROKEN)], read[-len(BROKEN) :]
    assert good == list(good_rows())
    total = sum(
        parse_kronor(row[key]) for row in good for key in ("capital", "interest", "case_cost")
    )
    assert total == sum(claim.total for each in cases() for claim in each.claims)
    assert not is_fictional(broken[0]["debtor_number"])
    for row in broken[1:3]:
        with pytest.raises(ValueError, match="is not an amount"):
            parse_kronor(row["capital"])
    assert parse_kronor(broken[3]["interest"]) < 0
    assert broken[4]["creditor"] == ""
    assert broken[5]["kind"] not in set(ClaimKind)
    assert broken[7]["reference"] in {row["reference"] for row in good}
    path = write_claims(tmp_path / "good.csv", with_broken=False)
    assert len(path.read_text("utf-8").splitlines()) == 1 + len(good)


def test_expected_figures_are_never_fed_into_the_story():
    folder = Path(samverkan.demo.story.__file__).parent
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert "samverkan.demo.story.expected" not in imported
