"""What waits for each desk as a case goes on, oldest deadline and all."""

from __future__ import annotations

from samverkan.demo.story.steps import StepAct
from samverkan.web.enforcement import queries


def waiting(actor, now):
    return [(row.what, row.ground) for row in queries.waiting_for(actor, now=now)]


def test_the_officer_serves_sells_and_watches_third_parties(walk, desk, now):
    officer = desk("forrattning")
    walk(4, until=StepAct.BAN_SERVED)
    assert waiting(officer, now) == [
        ("Delge beslutet i U-2025-0001", "UF 6:9"),
        ("Bättre rätt påstås: Pejl RIB 780, svart", "UB 4:20"),
        ("Sälj det som är utmätt i U-2025-0001", "UF 9:2"),
    ]


def test_a_forfeiture_lets_the_sale_wait(walk, desk, now):
    officer = desk("forrattning")
    walk(5, until=StepAct.FORFEITED)
    assert waiting(officer, now) == []


def test_the_cashier_distributes(walk, desk, now):
    walk(1, until=StepAct.DISTRIBUTED)
    assert waiting(desk("rut"), now) == [("Fördela köpeskillingen i U-2025-0001", "UF 13:3")]


def test_who_prepared_does_not_see_the_approval_as_theirs(walk, desk, now):
    rut, hugo = desk("rut"), desk("hugo")
    walk(1, until=StepAct.PAYMENT_APPROVED)
    assert waiting(rut, now) == []
    assert waiting(hugo, now) == [("Godkänn utbetalningen i U-2025-0001", "UF 13:3")]


def test_an_approved_payment_waits_to_be_made_and_then_nothing_does(walk, desk, now):
    walk(1, until=StepAct.PAID)
    assert waiting(desk("rut"), now) == [("Betala ut i U-2025-0001", "UF 13:3")]


def test_nothing_waits_when_all_is_paid(walk, desk, now):
    walk(1)
    for name in ("rut", "hugo", "forrattning", "jour"):
        assert waiting(desk(name), now) == [], name


def test_the_list_is_read_page_by_page(walk):
    walk(1, until=StepAct.SOLD)
    lines = queries.overview()
    names = [line.case.debtor_name for line in lines[0:100]]
    assert len(lines) == len(names)
    assert names[0] == "Rasmus Skvalpholm"
    assert names[1:] == sorted(names[1:])
    assert [line.case.debtor_name for line in lines[2:4]] == names[2:4]
    assert lines[1].case.debtor_name == names[1]


def test_what_the_police_hold_is_on_the_list_with_its_two_weeks(walk):
    walk(2, until=StepAct.EXECUTION_BEGAN)
    first = queries.overview()[0]
    assert (first.case.debtor_name, first.next.citation) == ("Nadja Farledin", "UB 6:12")
