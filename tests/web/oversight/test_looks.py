"""The overseer's pages in a real browser: axe, no sideways scrolling, both languages."""

import pytest

from samverkan.rules.acts import Act
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.actions import Why
from samverkan.web.journal import actions as journal
from samverkan.web.journal import review
from samverkan.web.oversight import actions, queries
from samverkan.web.people.models import Person
from tests.journeys.browser import check_page, shot
from tests.web.questions.conftest import NADJA
from tests.web.releases.test_note import send


@pytest.fixture
def addresses(transactional_db, tilda, astrid, note, rasmus, holder, siv, now):
    """A question that is sampled and opened, a release, a checkpoint, a request."""
    holder("KFM").give(NADJA, now=now)
    why = Why("Föraren bär en klocka som F-2 beskriver.")
    inspections.ask_about_person(person=rasmus, why=why, by=siv, now=now)
    send(note, astrid, now)
    sample = actions.draw_sample(kind="questions", seed="tärning 4711", count=5, by=tilda, now=now)
    entry = sample.entries.get()
    actions.open_entry(sampled=queries.sampled(entry.pk), by=tilda, now=now)
    request = actions.note_request(number="19900101-9802", came_on=now.date(), by=tilda, now=now)
    journal.beat(now=now)
    released = review.entries(acts=(str(Act.RELEASED),))[0]
    return {
        "tillsyn": "/tillsyn/",
        "tillsyn-post": f"/tillsyn/post/{released.pk}/",
        "tillsyn-kontrollpunkt": "/tillsyn/kontrollpunkt/",
        "tillsyn-loggplikt": "/tillsyn/loggplikt/",
        "tillsyn-urval": "/tillsyn/urval/",
        "tillsyn-urvalet": f"/tillsyn/urval/{sample.pk}/",
        "tillsyn-oppnad": f"/tillsyn/urval/post/{entry.pk}/",
        "tillsyn-begaran": f"/tillsyn/begaran/{request.pk}/",
        "tillsyn-gallring": "/tillsyn/gallring/",
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_room_breaks_no_rule(page, live_server, addresses, browse, tilda, language):
    client = browse(None)
    client.force_login(Person.objects.get(username=tilda.name))
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    cookies["language_none"] = language
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    for name, address in addresses.items():
        assert page.goto(f"{live_server.url}{address}").status == 200, address
        check_page(page)
        shot(page, f"{name}-{language}")
        page.set_viewport_size({"width": 390, "height": 844})
        shot(page, f"{name}-{language}-phone")
