"""The public pages and the ledger in a real browser: axe, no sideways scrolling, both languages."""

import pytest

from samverkan.web.results import actions, queries
from samverkan.web.results.actions import NewEvent, NewOutcome, NewReport, Part
from tests.journeys.browser import check_page, shot
from tests.rules.figure_rows import SEASON
from tests.web.results.season import AUTUMN, HITS, deliver

PUBLIC = "/resultat/skargardssommar-2025/utgava-1/"


@pytest.fixture
def participant():
    return "NUC"


@pytest.fixture
def season(staff, partner, transactional_db):
    """Publish the season, and enter one event with a late outcome."""
    hanna, barbro = staff("hanna", "uppfoljning"), staff("barbro", "ordforande")
    deliver(partner)
    actions.draw_up(dataset="hits", period=SEASON, rows=HITS, by=hanna, now=AUTUMN)
    measures = [each.measure.id for each in queries.candidates(SEASON) if not each.refusal]
    report = actions.propose_report(
        new=NewReport(
            title="Skärgårdssommar 2025",
            slug="skargardssommar-2025",
            period=SEASON,
            measures=measures,
        ),
        by=hanna,
        now=AUTUMN,
    )
    actions.publish_report(report=report, by=barbro, now=AUTUMN)
    event = actions.enter_event(
        new=NewEvent(
            measure="attached-value",
            title="Vattenskoter och klocka utmätta ombord",
            on=SEASON.last,
            value=214_000_00,
            level="brutto när beslutet fattades",
            credits=(Part("KBV", "kontrollen"), Part("KFM", "utmätningen")),
            operation_name="Skärgårdssommar 2025",
            of_operation=("KBV", "KFM"),
        ),
        by=hanna,
        now=AUTUMN,
    )
    outcome = NewOutcome(on=AUTUMN.date(), what="Dom för sjöfylleri", level="tingsrätt")
    actions.attach_outcome(event=event, new=outcome, by=hanna, now=AUTUMN)
    return hanna


def turn(page, live_server, browse, who, language):
    """Log a person in, and choose a language, by cookies."""
    names = ["language_none", "session_none"]
    page.context.add_cookies(
        [{"name": names[0], "value": language, "url": live_server.url}]
        + [
            {"name": name, "value": morsel.value, "url": live_server.url}
            for name, morsel in (browse(who).cookies.items() if who else ())
        ]
    )


PUBLIC_PAGES = {
    "/resultat/": "resultat",
    f"{PUBLIC}to-victims/": "siffra",
    "/resultat/matt/": "matt",
}
LEDGER_PAGES = {
    "/resultatliggare/": "liggare",
    "/resultatliggare/{event}/": "resultat-post",
    "/resultatliggare/nytt/": "resultat-nytt",
    "/resultatliggare/siffror/{table}/": "tabell",
    "/resultatliggare/rapport/{report}/": "rapport",
    "/resultatliggare/rapport/ny/": "rapport-ny",
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_public_pages_break_no_rule(page, live_server, season, browse, language):
    turn(page, live_server, browse, None, language)
    for address, name in PUBLIC_PAGES.items():
        assert page.goto(f"{live_server.url}{address}").status == 200
        check_page(page)
        shot(page, f"{name}-{language}")
        page.set_viewport_size({"width": 390, "height": 844})
        shot(page, f"{name}-{language}-phone")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_ledgers_pages_break_no_rule(page, live_server, season, browse, language):
    turn(page, live_server, browse, season, language)
    numbers = {
        "event": queries.events()[0].pk,
        "report": queries.reports()[0].pk,
        "table": queries.tables()[0].pk,
    }
    for address, name in LEDGER_PAGES.items():
        assert page.goto(live_server.url + address.format(**numbers)).status == 200
        check_page(page)
        shot(page, f"{name}-{language}")


def test_the_public_page_reads_in_the_dark_too(page, live_server, season, browse):
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/resultat/")
    check_page(page)
    shot(page, "resultat-dark")
