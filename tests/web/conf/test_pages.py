"""The desk, the health page, the journal's public files, and the headers of every page."""

from __future__ import annotations

import pytest

from samverkan.trail.verify import verify_log
from samverkan.web.journal import actions as journal
from samverkan.web.journal import tiles
from tests.web.journal.log import write


@pytest.fixture
def client(instance, browse, now):
    write("a", "b")
    journal.beat(now=now)
    return browse(None)


def test_an_outsider_audits_the_journal_from_its_public_files(client):
    def read(name):
        answer = client.get(f"/journal/{name}")
        if answer.status_code == 404:
            raise KeyError(name)
        return b"".join(answer.streaming_content)

    tiles.show_key()
    assert verify_log(read, read("vkey").decode().strip()).findings == ()


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        "../instance.toml",
        "..%2Finstance.toml",
        "%2e%2e/keys/log.key",
        "/etc/passwd",
        "tile/0/../../checkpoint",
        "tile/0/000.part",
        "checkpoint.part",
        "%00",
        "tile/0/" + "x001/" * 80 + "000",
        "",
    ],
)
def test_nothing_but_the_logs_own_files_is_served(client, name):
    assert client.get(f"/journal/{name}").status_code == 404


def test_health_says_who_and_how_far(client):
    answer = client.get("/healthz").json()
    assert answer["participant"] == "KBV"
    assert answer["journal"] >= 2


def test_the_desk_opens_on_what_waits(staff, browse):
    page = browse(staff("siv", "utlamnande")).get("/").content.decode()
    assert "Siv" in page
    assert "Utlämnande" in page
    assert "Demonstration, uppdiktade uppgifter" in page


def test_rooms_follow_the_role(staff, browse):
    page = browse(staff("siv", "utlamnande")).get("/").content.decode()
    assert "/anteckningar/" in page
    assert "/personal/" not in page


@pytest.mark.parametrize("address", ["/", "/demo/", "/konto/logga-in/", "/finns-inte/"])
def test_every_page_is_fenced_in(client, address):
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_host_that_is_not_ours_is_refused(client):
    assert client.get("/healthz", headers={"host": "ond.example"}).status_code == 400


def test_english_is_whole(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get("/demo/").content.decode()
    assert "Swedish Coast Guard" in page
    assert "Demonstration, fictitious data" in page
