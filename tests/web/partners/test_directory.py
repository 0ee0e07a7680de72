"""The first directory is trusted by a decision, later ones as its keepers signed; and its page."""

from __future__ import annotations

import pytest

from samverkan.exchange.directory import Directory, NotListed, sign
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.journal.queries import newest
from samverkan.web.partners import actions, queries
from samverkan.web.partners.models import PinnedDirectory
from samverkan.wire.canonical import Malformed
from samverkan.wire.seal import SealBroken
from tests.web.partner import Partner

ME = Actor.instance("KBV")


def next_version(*, version: int = 2, keepers=("NUC", "KFM"), cards=None) -> str:
    old = queries.directory()
    book = Directory(version, old.participants, old.keepers, old.cards if cards is None else cards)
    return sign(book, [Partner.of(code).signing for code in keepers])


def test_a_newer_directory_is_taken_from_its_keepers(instance, now):
    actions.pin(text=next_version(), by=ME, now=now)
    assert queries.version() == 2
    assert newest(1)[0].act == Act.DIRECTORY_PINNED


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"version": 1}, Malformed),
        ({"keepers": ("NUC",)}, SealBroken),
        ({"keepers": ("NUC", "SKV")}, SealBroken),
        ({"cards": ()}, (Malformed, NotListed, SealBroken)),
    ],
)
def test_another_directory_is_not(instance, now, change, refusal):
    with pytest.raises(refusal):
        actions.pin(text=next_version(**change), by=ME, now=now)
    assert queries.version() == 1


def test_before_a_directory_there_are_no_partners(instance, now):
    PinnedDirectory.objects.all().delete()
    assert (queries.version(), queries.partner_choices(), queries.partners(on=now.date())) == (
        0,
        [],
        (),
    )


def test_partners_are_those_in_force_with_a_card_and_not_ourselves(instance, now):
    codes = {row.code for row in queries.partners(on=now.date())}
    assert {"KFM", "SKV", "NUC"} <= codes
    assert not codes & {"KBV", "UTB", "PM"}
    assert dict(queries.partner_choices())["KFM"] == "Kronofogdemyndigheten"


def test_names_follow_the_language(instance):
    from django.utils.translation import override

    with override("en"):
        assert queries.name_of("KFM") == "Swedish Enforcement Authority"
        assert dict(queries.partner_choices())["KFM"] == "Swedish Enforcement Authority"
    assert queries.name_of("KFM") == "Kronofogdemyndigheten"
    assert queries.name_of("XX") == "XX"


def test_the_page_counts_traffic_and_shows_what_was_set_aside(staff, partner, browse, now):
    siv, kfm = staff("siv", "utlamnande"), partner("KFM")
    kfm.deliver(kfm.seal("okand", {}, now=now), now=now)
    page = browse(siv).get("/parter/").content.decode()
    assert "Inte förstådd" in page
    assert "Kronofogdemyndigheten" in page
    assert "Katalog version 1" in page
    row = next(row for row in queries.traffic(on=now.date()) if row.code == "KFM")
    assert (row.waiting, row.came, row.sent, row.unanswered) == (1, 1, 0, 0)


def test_the_page_is_closed_to_others(staff, browse):
    assert browse(staff("petra", "patrull")).get("/parter/").status_code == 403
    assert browse(None).get("/parter/").status_code == 302
