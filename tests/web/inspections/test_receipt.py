"""The receipt: accessible and archivable, in two languages, silent about questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page import ValidationProfile

from samverkan.web.inspections import actions
from samverkan.web.inspections.letters import _facts, receipt
from tests.web.inspections.conftest import RASMUS, UNKNOWN
from tests.web.pdf import faults


@pytest.fixture
def person(routine, siv, now, fresh):
    return actions.add_person(check=fresh(routine), said=RASMUS, by=siv, now=now)


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_independent_validator_accepts_the_receipt(person, now, profile, language):
    assert faults(receipt(person, language=language, now=now), profile) == []


def test_the_validator_can_fail(person, now):
    broken = receipt(person, language="sv", now=now).replace(b"pdfuaid:part", b"pdfuaid:tarp")
    assert faults(broken, ValidationProfile.PDF_UA_1)
    short = receipt(person, language="en", now=now).replace(b"/Length 2", b"/Length 1")
    assert faults(short, ValidationProfile.PDF_A_2A)


def test_it_says_what_by_whom_and_where(person, fresh):
    facts = dict(_facts(fresh(person.check_made), person))
    assert facts["Namn"] == "Rasmus Skvalpholm"
    assert facts["Kontrollerad av"] == "Siv"
    assert facts["Farkost"] == "Skvalp GTX 300"
    assert facts["Vad vi gjorde"] == "Stoppade"
    assert facts["Plats"].startswith("Utanför Sandhamn 59°17,4\u2032N")
    assert facts["Kontrollen avslutades"] == "pågår"


def test_a_protected_persons_receipt_shows_no_place_and_an_unknowns_no_name(
    routine, siv, now, fresh
):
    hidden = replace(RASMUS, protected=True)
    protected = actions.add_person(check=fresh(routine), said=hidden, by=siv, now=now)
    assert "Plats" not in dict(_facts(fresh(routine), protected))
    unknown = actions.add_person(check=fresh(routine), said=UNKNOWN, by=siv, now=now)
    assert "Namn" not in dict(_facts(fresh(routine), unknown))


def test_the_crew_opens_it_in_two_languages_and_hands_it_over(person, siv, browse, now):
    client = browse(siv)
    address = f"/kontroller/{person.check_made.record}/kvitto/{person.pk}/"
    assert "Kvitto till Rasmus Skvalpholm" in client.get(address).content.decode()
    for language in ("sv", "en"):
        paper = client.get(f"{address}{language}.pdf")
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF")
    assert client.get(f"{address}fi.pdf").status_code == 404
    assert client.post(address).status_code == 302
    person.refresh_from_db()
    assert person.receipt_given_at == now
