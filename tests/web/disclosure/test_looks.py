"""Kronofogden's pages in a browser: what came in, and a request refused."""

from __future__ import annotations

import pytest

from samverkan.web.disclosure import actions
from samverkan.web.disclosure.models import DisclosureRequest, ReceivedDisclosure
from tests.journeys.browser import browser, page
from tests.web.disclosure.conftest import ASKED, CONTENT
from tests.web.inspections.test_looks import visit

__all__ = ["browser", "page", "visit"]


@pytest.fixture
def participant() -> str:
    return "KFM"


def test_the_duty_desks_and_the_lawyers_pages(staff, partner, visit, now):
    torkel, inga = staff("torkel", "jour"), staff("inga", "utlamnande")
    kbv = partner("KBV")
    kbv.deliver(kbv.release("disclosure", CONTENT, now=now), now=now)
    kbv.deliver(kbv.release("disclosure-request", ASKED, now=now), now=now)
    came, asked = ReceivedDisclosure.objects.get(), DisclosureRequest.objects.get()
    visit(torkel, "/", "jourens-bord")
    visit(torkel, f"/utlamnanden/mottaget/{came.pk}/", "mottaget-utlamnande")
    visit(inga, f"/utlamnanden/begaran/{asked.pk}/", "begaran")
    visit(inga, f"/utlamnanden/begaran/{asked.pk}/avsla/", "avsla")
    visit(inga, f"/utlamnanden/nytt/?source={asked.record}", "svara-pa-begaran")
    actions.refuse(
        request=asked,
        grounds=("osl-34-1", "2016:774-2-need"),
        reasons="Tillgångar är sekretessbelagda och behövs inte för att delta.",
        by=inga,
        now=now,
    )
    visit(torkel, f"/utlamnanden/begaran/{asked.pk}/", "begaran-avslagen")
    visit(torkel, f"/utlamnanden/begaran/{asked.pk}/andra/", "andra-bedomningen")
    visit(inga, "/utlamnanden/avslag/", "avslag-i-siffror")
