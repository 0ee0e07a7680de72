"""The demo's front page: the story in both languages, ways in, progress, and what it refuses."""

import http.client
import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from django.urls import resolve

from samverkan.demo.case_row import case_row, counts
from samverkan.demo.chapters import chapters
from samverkan.demo.front import Front
from samverkan.demo.lines import Where, lines
from samverkan.demo.progress import Progress
from samverkan.demo.story.cases import case
from samverkan.demo.story.data import read
from samverkan.demo.story.expected import outcomes, totals, volumes
from samverkan.demo.story.people import PARTICIPANTS, member, staff
from samverkan.demo.story.season import season
from samverkan.demo.story_page import CASES, FrontPage, Link, pages
from samverkan.demo.words import Words
from tests.journeys.browser import browser, check_page, page

__all__ = ["browser", "page"]

WHERE = Where({code: 8401 + number for number, code in enumerate(PARTICIPANTS)})
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


@dataclass(frozen=True)
class Site:
    """The page as it is served: its progress, the links that may grow, and its server."""

    progress: Progress
    links: list[Link]
    front: Front

    def get(self, path: str) -> tuple[http.client.HTTPResponse, str]:
        """Ask for a path exactly as it is written."""
        connection = http.client.HTTPConnection(self.front.address.split("/")[2], timeout=10)
        connection.putrequest("GET", path)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, body

    def page(self, language: str = "sv") -> str:
        """Give the front page as text."""
        return unescape(self.get(f"/?lang={language}")[1])


@pytest.fixture
def site():
    progress, links = Progress(len(season())), []
    front = Front(0, pages(FrontPage(WHERE, progress, links)))
    yield Site(progress, links, front)
    front.stop()


def finish(site):
    stage = site.progress.stage
    site.progress.note(Words("Klart.", "Done."), steps=stage.total - stage.done)


def plain(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


@LANGUAGES
def test_the_page_tells_the_story_in_one_language(site, language):
    other = "sv" if language == "en" else "en"
    html = site.page(language)
    assert f'<html lang="{language}"' in html
    assert f'href="/?lang={other}"' in html
    assert all(step.said(language) in html for step in season())
    told = {step.said(other) for step in season()} - {step.said(language) for step in season()}
    assert [words for words in told if words in plain(html)] == []
    for row in (*read("front")["page"].values(), *read("front")["authority"].values()):
        assert row["sv"] != row["en"]


@LANGUAGES
def test_each_chapter_says_what_it_shows_and_every_step_stands_in_one(site, language):
    html = site.page(language)
    told = chapters()
    assert sorted(id(step) for each in told for step in each.steps) == sorted(map(id, season()))
    for chapter in told:
        assert chapter.heading.said(language) in html
        assert chapter.shows.said(language) in html
        assert [step.at for step in chapter.steps] == sorted(step.at for step in chapter.steps)


def test_every_participant_and_every_person_has_a_way_in(site):
    html = site.page()
    for code in PARTICIPANTS:
        assert f'href="http://127.0.0.1:{WHERE.ports[code]}/demo/"' in html
    for each in staff():
        assert f"http://127.0.0.1:{WHERE.ports[each.participant]}/demo/#{each.name}" in html


def test_a_way_in_leads_on_to_an_address_that_there_is(site):
    assert WHERE.desk("KBV/siv.relingsdotter", then="/kontroller/?a=1").endswith(
        "/demo/?next=%2Fkontroller%2F%3Fa%3D1#siv.relingsdotter"
    )
    for row in read("front")["begin"]:
        assert member(row["by"])
        assert resolve(row["next"])


def test_the_figures_are_the_storys_own_and_agree_with_what_must_come_out():
    found = counts()
    assert found.attached == totals()["attached"]
    assert found.sold == totals()["sold"]
    assert found.checks == volumes()["checks"]
    assert found.asked == volumes()["persons_asked"]
    assert found.hits == sum(volumes()["hits"].values())
    for each in outcomes():
        row = case_row(case(each.number))
        assert (row.attached, row.corrected) == (each.attached, each.corrected)
        assert row.sold == each.sold + each.state_price
        assert row.by_state == bool(each.state_price)
        assert bool(row.paid_by) == bool(each.paid or each.through_state)


def test_a_case_shows_its_row_and_where_the_victims_part_was_computed(site):
    def first_case():
        html = site.page().partition('<article class="chapter" id="case-1"')[2]
        return html.partition("</article>")[0]

    assert "Utmätt 214 000 kr Sålt 169 500 kr Nådde målsägande" in plain(first_case())
    assert "/demo/?next=%2Futmatning%2F#rut.oresdotter" in first_case()
    assert resolve(CASES)
    assert "92 158" not in plain(first_case())  # a result: only the instance shows it
    site.links.append(Link("http://127.0.0.1:1/langd/", Words("Längden", "The list"), case=1))
    assert 'href="http://127.0.0.1:1/langd/"' in first_case()


def test_links_that_are_passed_in_come_first(site):
    site.links.append(Link("http://127.0.0.1:1/rapport/", Words("Rapporten", "The report")))
    begin = site.page("en").partition('id="begin"')[2]
    assert begin.index("The report") < begin.index("The call after the hit")


def test_the_same_step_by_several_is_one_line():
    (days,) = (chapter for chapter in chapters() if chapter.key == "days")
    (first,) = (line for line in lines(days.steps[:12], WHERE, "en") if len(line.actors) > 1)
    assert len(first.actors) == 8
    assert first.to == ("Swedish Coast Guard",)
    released = next(line for line in lines(season()[:9], WHERE, "en") if line.receivers > 3)
    assert released.to == ()


@LANGUAGES
def test_progress_is_told_in_the_pages_language(site, language):
    def asked():
        answer, body = site.get(f"/progress.json?lang={language}")
        assert answer.headers["Content-Type"] == "application/json"
        return json.loads(body)

    step = season()[0]
    assert asked()["at"] == asked()["words"] == ""
    site.progress.note(step, at=step.at, steps=3)
    now = asked()
    assert now["words"] == step.said(language)
    assert (
        now["at"].replace("\u00a0", " ")
        == {
            "sv": "2025-04-22 09.00",
            "en": "22 April 2025 09:00",
        }[language]
    )
    assert (now["done"], now["total"]) == (3, len(season()))
    assert not now["complete"]
    assert not now["failed"]
    site.progress.fail("KBV has ended.")
    assert (asked()["failed"], asked()["words"]) == (True, "KBV has ended.")
    assert "KBV has ended." in site.page(language)


def test_the_page_says_whether_the_season_is_played(site):
    assert "<progress" in site.page()
    assert 'data-ended="no"' in site.page()
    finish(site)
    assert 'data-ended="yes"' in site.page()
    assert "<progress" not in site.page()
    assert json.loads(site.get("/progress.json")[1])["complete"]


@pytest.mark.parametrize("path", ["/", "/progress.json", "/static/demo/front.css", "/saknas"])
def test_every_answer_has_the_policy(site, path):
    headers = site.get(path)[0].headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_every_local_link_of_the_page_is_answered(site):
    paths = set(re.findall(r'(?:href|src)="(/[^"]*)"', site.page()))
    assert "/static/demo/progress.js" in paths
    assert {path: site.get(path)[0].status for path in paths} == dict.fromkeys(paths, 200)


@pytest.mark.parametrize(
    "path",
    [
        "/saknas",
        "/static/",
        "/static/demo",
        "/static/demo/saknas.css",
        "/static/demo/../../front.py",
        "/static/../front.py",
        "/static/%2e%2e/front.py",
        "/static/..%2ffront.py",
        "/static//etc/hostname",
        "/static/" + str(Path(__file__)),
        "/static/demo/.hidden",
        "/static/demo\\front.css",
        "/static/demo/front.css%00",
    ],
)
def test_what_is_not_there_or_elsewhere_is_not_served(site, path):
    answer, body = site.get(path)
    assert answer.status == 404
    assert "import" not in body


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_in_a_browser(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.front.address}?lang=en")
    site.progress.note(season()[0], at=season()[0].at, steps=1)
    page.get_by_text("Draft situation picture").first.wait_for()
    finish(site)
    page.get_by_text("The season has been played").wait_for()
    check_page(page)
    page.get_by_text("Step by step: Case 1").click()
    check_page(page)
