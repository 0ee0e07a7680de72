"""The pages of the money: sale, distribution, two persons, forfeiture."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from samverkan.demo.story.steps import StepAct
from samverkan.web.enforcement import queries
from tests.web.enforcement.visiting import row, shown

PLAN = {
    "method": "auction",
    "sale_on": "2025-08-21",
    "lien": "uncertain",
    "place": "Webben",
    "conditions": "Befintligt skick.",
    "vat": "Ingen.",
}


def test_a_sale_is_announced_in_time_and_held_on_its_day(walk, desk, browse, clock):
    done = walk(1, until=StepAct.NOTICE_PUBLISHED)
    officer = browse(desk("forrattning"))
    clock(datetime(2025, 8, 4, 8, tzinfo=UTC))

    def announce(**change):
        return officer.post(row(done.execution, "kungor/"), PLAN | change)

    assert "under hand" in announce(method="private-treaty").content.decode()
    assert "2025-07-27" in announce(sale_on="2025-08-10").content.decode()
    assert announce().status_code == 302
    assert announce().status_code == 409
    items = list(queries.attached(done.execution))
    bids = {f"price_{i.pk}": price for i, price in zip(items, ("131 000", "38 500"), strict=True)}
    bids |= {f"buyer_{i.pk}": "Köpare" for i in items}
    early = officer.post(row(done.execution, "salj/"), bids).content.decode()
    assert "2025-08-21" in early
    clock(datetime(2025, 8, 21, 11, tzinfo=UTC))
    assert officer.post(row(done.execution, "salj/"), bids).status_code == 302
    assert sum(lot.price for lot in queries.lots_of(done.execution)) == 169_500_00
    notes = {"parties": "Ingen.", "statements": "Inget."}
    assert officer.post(row(done.execution, "salj/protokoll/"), notes).status_code == 302


def test_money_is_paid_by_two_persons(walk, desk, browse):
    done = walk(1, until=StepAct.DISTRIBUTED)
    rut, hugo = (browse(desk(name)) for name in ("rut", "hugo"))

    def post(client, rest):
        return client.post(row(done.execution, rest)).status_code

    assert post(rut, "betala/") == 404
    assert post(rut, "fordela/") == 302
    assert post(rut, "fordela/") == 409
    assert post(rut, "godkann/") == 403
    assert post(rut, "betala/") == 403
    assert post(hugo, "godkann/") == 302
    assert post(hugo, "godkann/") == 409
    assert post(rut, "betala/") == 302
    assert post(rut, "betala/") == 409
    assert post(rut, "brev/") == 302
    page = shown(rut, row(done.execution, "kronan/"))
    for amount in ("169 500,00 kr", "92 158,85 kr", "29 970,36 kr", "22 727,52 kr", "12 143,27 kr"):
        assert amount in page, amount
    assert "in är exakt" in page
    rut.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = shown(rut, row(done.execution, "kronan/"))
    assert "169 500,00 kr" not in page
    rut.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"
    notes = {"parties": "Ingen.", "statements": "Inget."}
    assert rut.post(row(done.execution, "fordela/langd/"), notes).status_code == 302


def test_forfeiture_from_the_pages(walk, desk, browse, clock):
    done = walk(5, until=StepAct.FORFEITURE_OPENED)
    officer, rut, hugo = (browse(desk(name)) for name in ("forrattning", "rut", "hugo"))
    opened = {"opened_by": "Åklagarmyndigheten", "sale_waits": "Förverkande prövas."}
    assert officer.post(row(done.execution, "forverkande/"), opened).status_code == 302
    plan = {
        "method": "auction",
        "sale_on": "2025-12-21",
        "lien": "obviously-none",
        "place": "x",
        "conditions": "x",
        "vat": "x",
    }
    assert (
        "Försäljningen väntar"
        in officer.post(row(done.execution, "kungor/"), plan).content.decode()
    )
    assert officer.post(row(done.execution, "forverkande/upphort/")).status_code == 403
    ruling = {"judgment": "Dom B 1"}
    assert officer.post(row(done.execution, "forverkande/dom/"), ruling).status_code == 302
    assert officer.post(row(done.execution, "forverkande/upphort/")).status_code == 302
    assert (
        rut.post(row(done.execution, "forverkande/salt/"), {"received": "91 000"}).status_code
        == 302
    )
    assert rut.post(row(done.execution, "forverkande/godkann/")).status_code == 403
    assert rut.post(row(done.execution, "forverkande/betala/")).status_code == 403
    assert hugo.post(row(done.execution, "forverkande/godkann/")).status_code == 302
    assert rut.post(row(done.execution, "forverkande/betala/")).status_code == 302
    page = shown(rut, row(done.execution, "kronan/"))
    assert "76 400,00 kr" in page
    assert "14 600,00 kr" in page
