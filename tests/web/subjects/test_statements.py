"""What is said about a subject: kept in one form, marked, shown with source, deleted in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from samverkan.rules.gradings import Category
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.queries import newest, thread_of
from samverkan.web.subjects import actions, jobs, queries
from samverkan.web.subjects.actions import Saying
from samverkan.web.subjects.models import Statement

CASE = "KBV/2025-1"
UNTIL = date(2025, 12, 31)


def said(name: str, value: str, **more: object) -> Saying:
    words = {
        "source": "KBV",
        "ground": "2018:1695 2 kap. 1 §",
        "delete_after": UNTIL,
        "category": Category.OTHER,
        "grading": "A1",
        **more,
    }
    return Saying(name, value, **words)


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def siv(staff):
    return staff("siv", "patrull")


@pytest.fixture
def person(siv, now) -> str:
    return actions.new_subject("person", by=siv, now=now, case=CASE)


@pytest.fixture
def tell(person, siv, now):
    def tell(*sayings: Saying) -> None:
        actions.say(subject=person, sayings=sayings, case=CASE, by=siv, now=now)

    return tell


@pytest.mark.parametrize(
    ("name", "written", "kept"),
    [
        ("personal_number", "900101-9802", "199001019802"),
        ("personal_number", " 19900101-9802 ", "199001019802"),
        ("organisation_number", "202100-5646", "162021005646"),
        ("hin", "se-zzs4o171b424", "SEZZS40171B424"),
        ("engine_number", "zze-000 123", "ZZE000123"),
        ("registration", "sfb-1234", "SFB1234"),
        ("mmsi", "265123456", "265123456"),
        ("signal", "sfb-1234", "SFB1234"),
        ("birth_date", "1990-01-01", "1990-01-01"),
        ("name", "  Rasmus Skvalpholm ", "Rasmus Skvalpholm"),
        ("outboard_colour", "svart", "svart"),
    ],
)
def test_a_value_is_kept_in_one_form(tell, person, name, written, kept):
    tell(said(name, written))
    assert queries.value(person, name) == kept
    assert queries.find(name, kept) == (person,)


@pytest.mark.parametrize(
    ("saying", "key"),
    [
        (said("personal_number", "900101-9803"), "identifiers.check_digit"),
        (said("organisation_number", "202100-5647"), "identifiers.check_digit"),
        (said("hin", "SE-1"), "craft.hull_length"),
        (said("mmsi", "165123456"), "craft.mmsi_country"),
        (said("signal", "X1"), "craft.signal"),
        (said("engine_number", "#"), "subjects.engine_number"),
        (said("registration", "?"), "subjects.registration"),
        (said("birth_date", "1 maj"), "subjects.birth_date"),
        (said("birth_date", "2025-07-13"), "identifiers.not_born"),
        (said("protected_identity", "kanske"), "subjects.yes_or_no"),
        (said("Name", "Bo"), "subjects.property"),
        (said("name", "  "), "subjects.empty"),
        (said("name", "Bo", ground=" "), "subjects.no_source"),
        (said("name", "Bo", delete_after=date(2025, 7, 11)), "subjects.past_delete_after"),
        (said("name", "Bo", handling="H9"), "releases.bad_handling"),
        (said("name", "Bo", category=None), "gradings.no_category"),
        (said("name", "Bo", grading=""), "gradings.no_grading"),
        (said("name", "Bo", grading="Q7"), "gradings.unknown"),
    ],
)
def test_one_bad_saying_refuses_them_all(tell, person, saying, key):
    with pytest.raises(NotAllowed) as refused:
        tell(said("name", "Rasmus"), saying)
    assert refused.value.key == key
    assert not Statement.objects.exists()
    assert [line.act for line in thread_of(person)] == ["subject.made"]


def test_nothing_said_is_refused(tell):
    with pytest.raises(NotAllowed, match="no statement"):
        tell()


def test_the_newest_statement_stands_first_and_the_older_stays(tell, person, siv, now):
    tell(said("address", "Gamla vägen 1"))
    later = now + timedelta(minutes=1)
    new = said("address", "Nya vägen 2", fact=False)
    actions.say(subject=person, sayings=(new,), case=CASE, by=siv, now=later)
    assert queries.value(person, "address") == "Nya vägen 2"
    first, second = queries.view_of(person).statements
    assert (first.value, first.fact) == ("Nya vägen 2", False)
    assert (second.value, second.fact) == ("Gamla vägen 1", True)


def test_a_protected_persons_whereabouts_are_not_given_out(tell, person, browse, siv):
    tell(said("name", "Elsa Fjordmark"), said("address", "Hemliga gatan 7"))
    assert queries.value(person, "address") == "Hemliga gatan 7"
    tell(said("protected_identity", "yes"))
    assert queries.value(person, "address") is None
    assert queries.value(person, "name") == "Elsa Fjordmark"
    page = browse(siv).get(f"/uppgifter/{person}/").content.decode()
    assert "Elsa Fjordmark" in page
    assert "Skyddad uppgift" in page
    assert "Hemliga" not in page


def test_the_page_shows_source_ground_category_and_who_reads_is_entered(
    tell, person, browse, siv, staff
):
    tell(said("name", "Rasmus Skvalpholm", source="KFM", category=Category.SUSPECT, fact=False))
    page = browse(siv).get(f"/uppgifter/{person}/").content.decode()
    for words in ("Rasmus Skvalpholm", "KFM", "2018:1695 2 kap. 1 §", "bedömning, misstänkt", "A1"):
        assert words in page
    assert (newest(1)[0].act, newest(1)[0].about) == ("subject.read", person)
    assert browse(staff("lage", "forteckning")).get(f"/uppgifter/{person}/").status_code == 403


def test_a_subject_that_is_not_here_is_not_found(browse, siv):
    nobody = "/uppgifter/KBV/00000000-0000-4000-8000-000000000000/"
    assert browse(siv).get(nobody).status_code == 404


def test_what_came_with_a_recalled_release_is_out_of_use(tell, person, siv, now):
    tell(said("name", "Jonas Ankarlund", source="KFM", release="KFM/r/1"), said("name", "Okänd"))
    assert queries.find("name", "Jonas Ankarlund") == ()  # not our own statement
    assert actions.withdraw(release="KFM/r/1", by=siv, now=now) == 1
    assert [one.value for one in queries.view_of(person).statements] == ["Okänd"]
    assert actions.withdraw(release="KFM/r/1", by=siv, now=now) == 0


def test_statements_are_deleted_after_their_day(tell, person, now):
    tell(said("name", "Bo"), said("address", "Kajen", delete_after=date(2025, 7, 12)))
    jobs.run(now=datetime(2025, 7, 12, 20, tzinfo=UTC))
    assert Statement.objects.count() == 2
    jobs.run(now=datetime(2025, 7, 12, 22, 30, tzinfo=UTC))  # past midnight in Stockholm
    assert [row.property for row in Statement.objects.all()] == ["name"]
    assert thread_of(person)[-1].record["details"] == {"properties": ["address"]}


@pytest.mark.parametrize(
    ("sayings", "heading"),
    [
        ((said("make", "Sea-Doo"), said("model", "GTX")), "Sea-Doo GTX"),
        ((said("craft_name", "Måsen"), said("make", "Sea-Doo")), "Måsen"),
        ((said("colour", "gul"),), "Okänd farkost"),
    ],
)
def test_a_craft_is_called_what_is_known_of_it(siv, now, sayings, heading):
    craft = actions.new_subject("craft", by=siv, now=now, case=CASE)
    actions.say(subject=craft, sayings=sayings, case=CASE, by=siv, now=now)
    assert queries.heading_of(craft) == heading


def test_a_type_of_craft_is_kept_in_swedish_and_shown_in_the_readers_language(tell, person):
    tell(said("craft_kind", "Dagtursbåt"))
    shown = {}
    for language in ("sv", "en"):
        with translation.override(language):
            (one,) = queries.view_of(person).statements
            shown[language] = one.value
    assert shown == {"sv": "Dagtursbåt", "en": "Day cruiser"}
    assert queries.values(person, "craft_kind") == {"craft_kind": "Dagtursbåt"}
