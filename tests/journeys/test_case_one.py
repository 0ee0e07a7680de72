"""Case 1 as its people would walk it, in a real browser, at five running instances.

A patrol stops a jet ski off Sandhamn and writes the check. The driver falls under the operation,
and the officer says why; the sealed question comes back with "contact the duty desk" and nothing
more. The officer discloses what Kronofogden needs, and cannot do so without a written weighing. The
duty desk confirms that the claims are pending. The control ends when its own purpose is met; then
an enforcement officer aboard begins, by other powers, and attaches the jet ski and the luxury
watch, but not the everyday watch and the wedding ring. What is attached is secured, sold and
distributed to the öre, after a second person has approved. Stina Havslykta sees 92 158,85 kr on a
page of her own.
"""

from __future__ import annotations

import pytest
from page import ValidationProfile
from playwright.sync_api import expect

from tests.journeys.case_one import CaseOne
from tests.web.pdf import faults

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("house")]


def test_the_protocol_is_an_accessible_pdf_for_the_archive(case_one: CaseOne):
    assert not faults(case_one.protocol, ValidationProfile.PDF_UA_1)
    assert not faults(case_one.protocol, ValidationProfile.PDF_A_2A)


def test_the_victim_sees_her_amount_and_not_the_debtor(case_one: CaseOne):
    expect(case_one.victim.get_by_role("heading", level=1)).to_contain_text("92 158,85 kr")
    expect(case_one.victim.locator("body")).not_to_contain_text("Skvalpholm")


def test_the_public_figure_names_nobody(case_one: CaseOne):
    expect(case_one.public.locator("body")).to_contain_text("214 000 kr")
    for name in ("Skvalpholm", "Havslykta", "Sandhamn"):
        expect(case_one.public.locator("body")).not_to_contain_text(name)
