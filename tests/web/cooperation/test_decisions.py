"""Each authority decides for itself: what a council agrees on carries no duty to disclose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverkan.exchange.receipts import ReceiptKind
from samverkan.rules.cooperation import covers
from samverkan.rules.refusal import NotAllowed
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.contents import Declined, answer_content
from samverkan.web.journal.queries import thread_of
from tests.web.cooperation.playing import SUMMER, agreed, ours, participation, theirs

TODAY = date(2025, 7, 12)


@pytest.fixture
def henning(staff):
    return staff("henning", "ledamot")


def refused(act, *arguments, **named) -> str:
    with pytest.raises(NotAllowed) as caught:
        act(*arguments, **named)
    return caught.value.key


def receipt(sender, *, now):
    return next(e for e in sender.collect(now=now) if e.schema == "receipt").body


def covered():
    return covers(queries.decisions(SUMMER), sender="KBV", receiver="KFM", on=TODAY)


def test_what_the_council_agrees_on_is_not_enough(partner, now):
    agreed(partner, now=now)
    assert queries.operations(TODAY).get().record == SUMMER
    assert queries.missing(SUMMER) == ("KBV", "KFM", "POL")
    assert refused(covered) == "cooperation.no_decision"


def test_both_parties_own_decisions_are_needed(partner, henning, now):
    operation = agreed(partner, now=now)
    theirs(partner("KFM"), operation, now=now)
    assert queries.decided_by_us(SUMMER) is None
    assert refused(covered) == "cooperation.no_decision"
    ours(operation, by=henning, now=now)
    assert covered() == (SUMMER,)
    assert queries.decided_by_us(SUMMER).participant == "KBV"
    assert queries.missing(SUMMER) == ("POL",)


def test_our_decision_reaches_the_centre_and_the_other_parties(partner, henning, now):
    operation = agreed(partner, now=now)
    row = ours(operation, by=henning, now=now)
    for code in ("RUC-STHLM", "KFM", "POL"):
        found = [e for e in partner(code).collect(now=now) if "decision" in e.schema]
        assert [e.body["content"]["serious"] for e in found] == [row.serious]
    assert thread_of(row.record)[0].act == "operation.decided"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"serious": " "}, "cooperation.not_serious"),
        ({"organised": ""}, "cooperation.not_organised"),
        ({"goal": ""}, "cooperation.not_delimited"),
        ({"need": ""}, "operations.no_need"),
        ({"fields": ""}, "operations.no_need"),
        ({"decided_by": ""}, "cooperation.nobody_decided"),
        ({"ends": date(2025, 9, 30)}, "operations.outside"),
        ({"starts": date(2016, 8, 1)}, "cooperation.not_listed"),
    ],
)
def test_a_decision_that_carries_no_duty_is_refused(partner, henning, now, words, key):
    operation = agreed(partner, now=now)
    assert refused(ours, operation, by=henning, now=now, **words) == key
    assert queries.decided_by_us(SUMMER) is None


def test_another_authoritys_decision_is_judged_here_too(partner, now):
    operation = agreed(partner, now=now)
    theirs(partner("KFM"), operation, now=now, organised="")
    assert queries.decisions(SUMMER) == ()
    said = receipt(partner("KFM"), now=now)
    assert said["kind"] == "refused"
    assert "organised" in said["note"]


def test_nobody_decides_for_another(partner, henning, now):
    operation = agreed(partner, now=now)
    pol = partner("POL")
    content = answer_content(participation("KFM", SUMMER))
    pol.deliver(pol.release("cooperation-decision", content, now=now), now=now)
    assert receipt(pol, now=now)["kind"] == "refused"
    assert queries.missing(SUMMER) == ("KBV", "KFM", "POL")
    foreign = participation("KFM", operation.record)
    assert refused(actions.decide, participation=foreign, by=henning, now=now) == (
        "operations.not_yours"
    )


def test_only_who_was_asked_counts(partner, henning, now):
    operation = agreed(partner, "KFM", "POL", now=now)
    theirs(partner("TULL"), operation, now=now)
    assert queries.decisions(SUMMER) == ()
    assert refused(ours, operation, by=henning, now=now) == "operations.not_asked"


def test_a_decision_may_come_before_its_operation(partner, now):
    operation = replace_record(agreed(partner, now=now))
    theirs(partner("KFM"), operation, now=now)
    assert queries.decisions(operation.record) == ()
    agreed(partner, now=now, record=operation.record)
    assert [d.participant for d in queries.decisions(operation.record)] == ["KFM"]


def replace_record(operation):
    operation.record = "RUC-STHLM/33333333-3333-4333-8333-333333333333"
    return operation


def test_one_answers_once(partner, henning, now):
    operation = agreed(partner, now=now)
    ours(operation, by=henning, now=now)
    assert refused(ours, operation, by=henning, now=now) == "operations.answered"


def test_to_decline_takes_reasons_and_is_told(partner, henning, now):
    agreed(partner, now=now)
    declined = Declined(
        participant="KBV", operation=SUMMER, reasons="", decided_by="Henning Kompassros"
    )
    assert refused(actions.decline, declined=declined, by=henning, now=now) == (
        "operations.no_reasons"
    )
    actions.decline(declined=replace(declined, reasons="Fartyg saknas."), by=henning, now=now)
    assert queries.decided_by_us(SUMMER) is None
    assert queries.missing(SUMMER) == ("KFM", "POL")
    told = [e for e in partner("KFM").collect(now=now) if "decision" in e.schema]
    assert told[0].body["content"]["reasons"] == "Fartyg saknas."


def test_another_may_decline(partner, now):
    agreed(partner, now=now)
    pol = partner("POL")
    content = answer_content(
        Declined(participant="POL", operation=SUMMER, reasons="Ingen båt.", decided_by="G. S.")
    )
    pol.deliver(pol.release("cooperation-decision", content, now=now), now=now)
    assert queries.answers(SUMMER)["POL"].takes_part is False
    assert queries.decisions(SUMMER) == ()


def test_a_withdrawn_decision_carries_no_duty_here_or_there(partner, henning, now):
    operation = agreed(partner, now=now)
    theirs(partner("KFM"), operation, now=now)
    row = ours(operation, by=henning, now=now)
    assert refused(actions.withdraw, decision=row, reasons=" ", by=henning, now=now) == (
        "operations.no_reasons"
    )
    actions.withdraw(decision=row, reasons="Fartygen behövs i söder.", by=henning, now=now)
    assert refused(covered) == "cooperation.no_decision"
    kinds = [e.schema for e in partner("KFM").collect(now=now)]
    assert "recall" in kinds
    assert refused(actions.withdraw, decision=row, reasons="Igen", by=henning, now=now) == (
        "operations.withdrawn"
    )
    ours(operation, by=henning, now=now)  # and may decide anew
    assert covered() == (SUMMER,)


def test_a_decision_another_recalls_stops_counting(partner, henning, now):
    operation = agreed(partner, now=now)
    kfm = partner("KFM")
    theirs(kfm, operation, now=now)
    ours(operation, by=henning, now=now)
    record = queries.answers(SUMMER)["KFM"].record
    body = {"record": record, "version": 1, "reason": "Vi deltar inte längre."}
    kfm.deliver(kfm.seal("recall", body, now=now), now=now)
    assert refused(covered) == "cooperation.no_decision"


def test_a_decision_is_taken_by_who_may(partner, staff, now):
    operation = agreed(partner, now=now)
    assert refused(ours, operation, by=staff("siv", "patrull"), now=now) == "people.no_permission"


def test_what_cannot_be_read_is_refused_with_a_reason(partner, now):
    agreed(partner, now=now)
    kfm = partner("KFM")
    content = {**answer_content(participation("KFM", SUMMER)), "starts": "i går"}
    kfm.deliver(kfm.release("cooperation-decision", content, now=now), now=now)
    said = receipt(kfm, now=now)
    assert (said["kind"], "starts" in said["note"]) == (ReceiptKind.REFUSED, True)
