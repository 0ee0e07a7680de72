"""The pages of what is set aside: the list, the form, two persons, in Swedish and in English."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import Settlement
from tests.web.enforcement.aside import BANK, VICTIM, paid_case
from tests.web.enforcement.visiting import at_case, row, shown

LATER = datetime(2025, 11, 3, 9, tzinfo=UTC)
WRITTEN = {
    "end": "falls",
    "ground": "Nacka tingsrätts dom T 1234-25",
    "decided_on": "2025-10-01",
    "final_on": "2025-10-22",
}


@pytest.fixture
def done(desk, now, clock):
    walked = paid_case(desk, now, bank="disputed")
    clock(LATER)
    return walked


def test_what_waits_is_noted_approved_paid_and_told(done, desk, browse):
    rut, hugo = browse(desk("rut")), browse(desk("hugo"))
    assert "Avsatt</span>" in shown(rut, row(done.execution, "kronan/"))
    form = row(done.execution, f"avsatt/{BANK}/")
    for page in (shown(rut, "/utmatning/avsatt/"), shown(rut, at_case(done.debtor))):
        assert "12 143,27" in page
        assert "Fordran är tvistig" in page
        assert form in page
    assert "Ingen talan" not in shown(rut, form)
    refused = rut.post(form, WRITTEN | {"final_on": ""}).content.decode()
    assert "Bara det som är slutligt avgjort räknas" in refused
    assert rut.post(form, WRITTEN).status_code == 302
    number = Settlement.objects.get().number
    at = f"/utmatning/avsatt/{number}/"
    assert "Väntar på godkännande" in shown(rut, "/utmatning/avsatt/")
    assert any("Godkänn" in one.what for one in queries.waiting_for(desk("hugo"), now=LATER))
    assert rut.post(f"{at}godkann/").status_code == 403
    assert rut.post(f"{at}betala/").status_code == 403
    assert rut.post(f"{at}underratta/").status_code == 403
    assert hugo.post(f"{at}godkann/").status_code == 302
    assert "Väntar på betalning" in shown(rut, at_case(done.debtor))
    assert rut.post(f"{at}betala/").status_code == 302
    assert rut.post(f"{at}underratta/").status_code == 302
    page = shown(rut, row(done.execution, "kronan/"))
    assert "in är exakt" in page
    assert "Avsatt</span>" not in page
    assert "som om den bortfallna fordran inte hade funnits" in page
    assert "Beslut om avsatta medel" in shown(rut, at_case(done.debtor))
    assert rut.get(form).status_code == 404


def test_what_was_noted_wrong_is_taken_back(done, desk, browse):
    rut = browse(desk("rut"))
    rut.post(row(done.execution, f"avsatt/{BANK}/"), WRITTEN)
    at = f"/utmatning/avsatt/{Settlement.objects.get().number}/ta-tillbaka/"
    assert "fallit bort" in shown(rut, at)
    assert rut.post(at, {"why": "Fel dom."}).status_code == 302
    assert "Anteckna hur det slutade" in shown(rut, at_case(done.debtor))
    missing = "/utmatning/avsatt/00000000-0000-4000-8000-000000000000/"
    assert rut.post(f"{missing}godkann/").status_code == 404


def test_only_the_cashiers_note_outcomes(done, desk, browse):
    officer = browse(desk("forrattning"))
    assert officer.get(row(done.execution, f"avsatt/{BANK}/")).status_code == 403
    assert shown(officer, "/utmatning/avsatt/")


def test_the_form_and_its_refusals_are_in_english_too(done, desk, browse, settings):
    rut = browse(desk("rut"))
    rut.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    form = row(done.execution, f"avsatt/{BANK}/")
    page = shown(rut, form)
    for words in ("The dispute is finally decided", "How did it end?", "The claim is disputed"):
        assert words in page
    assert "Write the day" in rut.post(form, WRITTEN | {"final_on": ""}).content.decode()
    assert "Money set aside" in shown(rut, "/utmatning/avsatt/")


def test_an_injured_party_sees_that_her_share_waits_and_nothing_of_others(desk, now, browse):
    done = paid_case(desk, now, malsagande="disputed")
    token = queries.claim_row(VICTIM).token
    page = shown(browse(None), f"/malsagande/{token}/")
    assert "Din andel är avsatt och väntar" in page
    assert "UB 13:7" in page
    assert "Pengarna är utbetalda" not in page
    assert BANK not in page
    assert queries.held_in(done.execution)[0].claim == VICTIM
