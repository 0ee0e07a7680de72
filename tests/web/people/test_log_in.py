"""Log-in: by password, or with one click in the demonstration; never without an entry."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.journal import actions as journal
from samverkan.web.journal.models import Entry
from samverkan.web.journal.queries import line_of, thread_of
from samverkan.web.people import actions

PHRASE = "sju sjösjuka sjömän"
ADDRESS = "/konto/logga-in/"


@pytest.fixture
def anna(instance, now):
    cache.clear()
    yield actions.add_person(
        username="anna.lind",
        display_name="Anna Lind",
        title="",
        password=PHRASE,
        by=Actor.instance("KBV"),
        now=now,
    )
    cache.clear()


def entered() -> int:
    return Entry.objects.filter(act=Act.LOGGED_IN).count()


def log_in(client: Client, password: str = PHRASE, name: str = "anna.lind"):
    return client.post(ADDRESS, {"login": name, "password": password})


def test_the_right_password_opens_the_desk_and_is_entered(anna, client):
    assert log_in(client).status_code == 302
    assert client.get("/").context["actor_name"] == "Anna Lind"
    assert entered() == 1


@pytest.mark.parametrize("words", [("fel",), (PHRASE, "okand"), ("", "")])
def test_a_wrong_one_says_the_same_whoever_it_was(anna, client, words):
    answer = log_in(client, *words)
    assert answer.status_code == 200
    assert client.get("/").status_code == 302
    assert entered() == 0


def failures(about: str) -> list[object]:
    """Give how many had failed in a row, entry by entry."""
    lines = [line for line in thread_of(about) if line.act == Act.LOG_IN_FAILED]
    return [line.record["details"]["in_a_row"] for line in lines]


def test_each_failure_is_entered_with_how_many_came_in_a_row(anna, client):
    log_in(client, "fel")
    log_in(client, "fel igen")
    log_in(client)
    log_in(Client(), "fel")
    assert failures("staff/anna.lind") == [1, 2, 1]


def test_a_password_in_the_wrong_field_is_not_written_down(anna, client):
    log_in(client, "fel", PHRASE)
    (entry,) = Entry.objects.filter(act=Act.LOG_IN_FAILED)
    assert entry.about == "staff"
    assert PHRASE not in str(line_of(entry).record)


def test_guessing_is_stopped(anna, client):
    for _ in range(12):
        answer = log_in(client, "fel")
    assert log_in(client).status_code in {200, 429}
    assert client.get("/").status_code == 302
    assert answer.status_code in {200, 429}


def test_without_the_entry_nobody_is_logged_in(anna, client, monkeypatch):
    def full(*args, **kwargs):
        raise DatabaseError("full")

    monkeypatch.setattr(journal, "record", full)
    client.raise_request_exception = False
    assert log_in(client).status_code == 500
    monkeypatch.undo()
    assert client.get("/").status_code == 302


def test_the_form_asks_for_its_token(anna):
    strict = Client(enforce_csrf_checks=True)
    assert log_in(strict).status_code == 403
    page = strict.get(ADDRESS)
    token = page.context["csrf_token"]
    answer = strict.post(
        ADDRESS,
        {"login": "anna.lind", "password": PHRASE, "csrfmiddlewaretoken": str(token)},
    )
    assert answer.status_code == 302


def test_who_has_left_cannot_log_in(anna, client):
    anna.is_active = False
    anna.save()
    answer = client.get(log_in(client)["Location"])
    assert answer.status_code == 403
    assert "Kontot är avslutat" in answer.content.decode()
    assert client.get("/").status_code == 302
    assert entered() == 0


def test_logging_out_asks_first_and_closes_the_desk(anna, client):
    log_in(client)
    assert client.get("/konto/logga-ut/").status_code == 200
    assert client.get("/").status_code == 200
    client.post("/konto/logga-ut/")
    assert client.get("/").status_code == 302


def test_nobody_signs_up(anna, client):
    for address in ("/konto/nytt/", "/accounts/signup/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"username": "x", "password1": PHRASE}).status_code == 404


def test_cookies_are_named_after_the_participant_and_kept_from_scripts(anna, client, settings):
    log_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_one_click_in_the_demonstration(staff, browse):
    staff("siv", "patrull")
    client = browse(None)
    assert client.get("/")["Location"] == "/demo/"
    page = client.get("/demo/").content.decode()
    assert "Siv" in page
    assert "Patrull" in page
    assert client.get("/demo/siv/").status_code == 405
    assert client.post("/demo/siv/", {"next": "https://ond.example/"})["Location"] == "/"
    assert client.post("/demo/siv/", {"next": "/parter/"})["Location"] == "/parter/"
    assert entered() == 2
    assert client.post("/demo/okand/").status_code == 404


def test_a_link_to_a_desk_finds_its_row_and_goes_on_after_the_log_in(staff, browse):
    staff("siv.relingsdotter", "patrull")
    client = browse(None)
    page = client.get("/demo/?next=/kontroller/%22").content.decode()
    assert 'id="siv.relingsdotter"' in page
    assert '<input type="hidden" name="next" value="/kontroller/&quot;">' in page
    assert 'name="next"' not in client.get("/demo/").content.decode().partition("<main")[2]
    answer = client.post("/demo/siv.relingsdotter/", {"next": "/kontroller/"})
    assert answer["Location"] == "/kontroller/"


def test_outside_the_demonstration_there_is_no_such_door(staff, browse, monkeypatch):
    staff("siv", "patrull")
    from dataclasses import replace

    from samverkan.web.journal.instance import here
    from samverkan.web.people import views

    real = replace(here(), demo=False)
    monkeypatch.setattr(views, "here", lambda: real)
    client = browse(None)
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/siv/").status_code == 404
    assert entered() == 0


def test_the_language_is_remembered_and_leads_nowhere_else(anna, client, settings):
    words = {"language": "en", "next": "/konto/logga-in/"}
    answer = client.post("/konto/sprak/", words)
    assert answer["Location"] == "/konto/logga-in/"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert 'lang="en"' in client.get(ADDRESS).content.decode()
    away = {"language": "de", "next": "//ond.example/"}
    answer = client.post("/konto/sprak/", away)
    assert answer["Location"] == "/"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
