"""At a party: the copy of an operation follows its home, and only a council's counts."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.rules.refusal import NotAllowed
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.contents import AgreedPlan, agreed_content
from samverkan.wire.canonical import digest, encode
from samverkan.wire.identifiers import RecordId, Version
from tests.web.cooperation.playing import PLAN, SUMMER, agreed, ours

TODAY = date(2025, 7, 12)


def test_an_operation_that_its_home_closes_ends_here_too(partner, staff, now):
    row = agreed(partner, now=now)
    ruc = partner("RUC-STHLM")
    plan = queries.plan_of(row)
    closed = AgreedPlan(
        plan=plan, agreed_by="Knut", agreed_at=now, closed_at=now, closing_words="Slut."
    )
    content = agreed_content(closed)
    before = digest(encode(agreed_content(queries.agreed_of(row))))
    body = {
        "content": content,
        "expires_on": "2026-08-31",
        "ground": "OSL 10:2",
        "handling": "H2",
        "purpose": "test",
    }
    about = Version(RecordId.parse(SUMMER), 2, digest(encode(content)), before)
    ruc.deliver(ruc.seal("release/operation", body, now=now, about=about), now=now)
    assert queries.operation(SUMMER).closing_words == "Slut."
    assert queries.operations(TODAY).count() == 0
    with pytest.raises(NotAllowed) as refused:
        ours(row, by=staff("henning", "ledamot"), now=now)
    assert refused.value.key == "operations.not_running"


def test_a_recalled_operation_runs_no_more(partner, now):
    agreed(partner, now=now)
    ruc = partner("RUC-STHLM")
    body = {"record": SUMMER, "version": 1, "reason": "Fel nätverk."}
    ruc.deliver(ruc.seal("recall", body, now=now), now=now)
    assert queries.operations(TODAY).count() == 0


def test_an_authority_that_is_no_council_cannot_ask(partner, now):
    pol = partner("POL")
    content = agreed_content(AgreedPlan(plan=PLAN, agreed_by="Polisen", agreed_at=now))
    pol.deliver(pol.release("operation", content, now=now), now=now)
    assert queries.operation_rows().count() == 0


def test_an_operation_runs_from_its_first_day_to_its_last(partner, now):
    agreed(partner, now=now)
    running = [
        queries.operations(date(2025, *day)).count() for day in ((6, 12), (6, 13), (8, 31), (9, 1))
    ]
    assert running == [0, 1, 1, 0]


def test_only_its_home_changes_it(partner, staff, now):
    row = agreed(partner, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.close(operation=row, words="Slut.", by=staff("siv", "samordnare"), now=now)
    assert refused.value.key == "operations.not_home"


def test_what_is_unknown_has_no_parties(instance):
    assert queries.parties(SUMMER) == ()
    assert queries.decisions(SUMMER) == ()
    assert queries.decided_by_us(SUMMER) is None
