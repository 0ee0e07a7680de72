"""A closed debtor's case is due five years after its year, and leaves no name when erased."""

from datetime import date

import pytest

from samverkan.rules.retention import Kept
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import ClaimRow, DebtorCase, Distribution, Payment
from samverkan.web.journal import actions as journal
from samverkan.web.oversight.due import due_cases
from samverkan.web.property.models import Thing
from tests.web.canaries import in_file, in_tables

WHY = "Betald av Kanariesson."


@pytest.fixture
def debtor(walk):
    """The first case of the season, walked to the end."""
    return DebtorCase.objects.get(pk=walk(1).debtor.pk)


def end_claims(debtor, by, now):
    for claim in queries.claims_of(debtor):
        actions.end_claim(claim=claim, why=WHY, by=by, now=now)


def test_it_is_due_once_every_claim_has_ended_and_five_years_have_gone(claims, desk, now):
    debtor = DebtorCase.objects.order_by("pk").first()
    first, *_others = queries.claims_of(debtor)
    assert queries.closed_cases() == ()
    end_claims(debtor, desk("forrattning"), now)
    assert queries.closed_cases() == ((debtor.record, now),)
    assert due_cases(on=date(2030, 12, 31)) == ()
    (due,) = due_cases(on=date(2031, 1, 1))
    assert (due.case, due.kept, first.case) == (debtor.record, Kept.DEBTOR_CASE, debtor)
    journal.erase_case(case=debtor.record, by=desk("forrattning"), now=now)
    assert due_cases(on=date(2031, 1, 1)) == ()


def test_no_name_or_number_is_left_and_the_amounts_stay(debtor, desk, now):
    by = desk("forrattning")
    end_claims(debtor, by, now)
    mine = list(queries.claims_of(debtor))
    others = ClaimRow.objects.exclude(case=debtor).values_list("creditor", flat=True)
    names = {row.creditor for row in mine} - set(others)
    thing = Thing.objects.filter(case=debtor.record).first()
    canaries = {debtor.debtor_name, debtor.debtor_number, debtor.address, WHY}
    canaries |= {name for name in names if name} | {thing.description, *thing.marks.values()}
    canaries -= {""}
    assert in_tables(*canaries) == canaries
    paid = list(Payment.objects.order_by("pk").values_list("amount", flat=True))
    pots = [[step["amount"] for step in made.steps] for made in Distribution.objects.all()]
    journal.erase_case(case=debtor.record, by=by, now=now)
    assert in_tables(*canaries) == set()
    assert in_file(WHY) == set()
    assert list(Payment.objects.order_by("pk").values_list("amount", flat=True)) == paid
    assert [[step["amount"] for step in made.steps] for made in Distribution.objects.all()] == pots
    assert len(queries.steps_of(Distribution.objects.first())) == len(pots[0])
