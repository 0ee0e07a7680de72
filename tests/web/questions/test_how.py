"""The page of how likeness works: its lines, its error rates, and what each key may tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from samverkan.registers import likeness_figures as figures
from samverkan.registers.likeness_lists import scheme_of, sealed_likeness
from samverkan.rules.tables import load_on
from samverkan.sealed.likeness.families import POOLS, fields_of_family
from samverkan.web.journal.queries import newest
from samverkan.web.people.queries import local_date
from samverkan.web.questions import actions, jobs, queries
from samverkan.web.questions.family_labels import family_in_words
from samverkan.web.questions.figure_words import opened_in_words, times_in_words
from samverkan.web.questions.models import HeldPack
from tests.web.questions.holder import RANDOM
from tests.web.questions.test_likeness import OTHERS, STOLEN, STRANGERS
from tests.web.questions.test_listing import ROW

ADDRESS = "/fragor/likhet/"


@pytest.fixture
def pol(holder, now):
    found = holder("POL")
    found.give(now=now, likeness=(("craft", STOLEN), *OTHERS))
    return found


def test_a_reviewer_reads_each_line_with_its_measured_error_rates(siv, browse, now):
    page = browse(siv).get(ADDRESS).content.decode()
    for row in load_on("likeness", local_date(now)):
        assert row["why_sv"] in page
        assert f">{row['wrong']}<" in page
        assert f"{round(row['least'] * 100)}\N{NO-BREAK SPACE}%" in page
        assert row["citation"] in page
    assert "2026-11-29" in page
    assert "Ingen lista kan frågas på likhet just nu." in page


def test_the_schemes_of_others_are_told_without_what_they_keep_back(pol, siv, browse, now):
    page = browse(siv).get(ADDRESS).content.decode()
    (view,) = queries.schemes(now=now)
    scheme = scheme_of(HeldPack.objects.get().schemes, "craft")
    assert [each.name for each in view.families] == list(scheme.families)
    assert (view.holder, view.kind, view.rows, view.withheld) == ("POL", "craft", 64, None)
    assert "Polismyndigheten: Farkost" in page
    assert "Listan har högst 64 rader, avrundat uppåt." in page
    for each in view.families:
        assert family_in_words(each.name) in page
    assert "Hålls inne" not in page


def test_a_weight_is_what_the_scheme_says_and_the_strongest_stands_first(pol, now):
    weights = queries.schemes(now=now)[0].weights
    assert {each.field for each in weights} == {"hull", "engine", "make"}
    assert [each.agrees for each in weights] == sorted(
        (each.agrees for each in weights), reverse=True
    )
    assert all(each.agrees > 1 for each in weights)
    assert all(each.differs > 1 for each in weights)


def test_the_page_speaks_english(pol, siv, browse):
    page = browse(siv).get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    for words in ("How likeness works", "Lines and error rates", "The hull number"):
        assert words in page


def test_the_overseer_reads_it_in_the_room_of_oversight(staff, browse):
    tilda = browse(staff("tilda", "tillsyn"))
    assert tilda.get(ADDRESS).status_code == 403
    assert 'href="/tillsyn/likhet/"' in tilda.get("/tillsyn/").content.decode()
    page = tilda.get("/tillsyn/likhet/").content.decode()
    assert "Gränser och felfrekvenser" in page
    assert newest(1)[0].act == "oversight.read"


def test_who_neither_asks_nor_lists_does_not_see_it(staff, browse):
    assert browse(staff("fia", "forrad")).get(ADDRESS).status_code == 403


@pytest.mark.parametrize("participant", ["KFM"])
def test_a_holder_sees_what_it_keeps_back_and_why(operation, staff, browse, now):
    lage = staff("lage", "forteckning")
    rows = tuple(
        replace(ROW, case_reference=f"M {number}", likeness=tuple(fields.items()))
        for number, (_, fields) in enumerate(STRANGERS)
    )
    actions.list_entries(rows=rows, by=lage, now=now)
    jobs.run(now=now)
    (own,) = queries.own_schemes(now=now)
    names = {each.name for each in own.families}
    kept = {each.name: each.opens for each in own.withheld}
    said = {"given", "surname", "birth"}
    assert not names & set(kept)
    assert names | set(kept) == {one for one in POOLS["person"] if fields_of_family(one) <= said}
    page = browse(lage).get(ADDRESS).content.decode()
    assert "Vår egen lista: Person" in page
    assert "Hålls inne: öppnar för många främlingar" in page
    assert "Skvalpholm" not in page


def test_what_a_family_would_open_is_counted_on_the_list_itself():
    twins = [{**fields, "birth": "1988-06-14"} for _, fields in STRANGERS]
    found = sealed_likeness((("person", each) for each in twins), random=RANDOM, secret=RANDOM)
    scheme = scheme_of(found.schemes, "person")
    kept = {each.name: each.opens for each in figures.withheld("person", twins, scheme)}
    assert kept["bE"] == scheme.rows  # all are born on one day: it opens everybody
    assert kept["bE"] > figures.LEAK_OF_FAMILY
    assert list(kept.values()) == sorted(kept.values())
    assert "aE+hE" not in kept  # the list says no address


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_part_of_every_family_has_words(language):
    with translation.override(language):
        for families in POOLS.values():
            for family in families:
                words = family_in_words(family)
                assert not set(family.split("+")) & set(words.replace(":", "").split()), family


def test_figures_are_written_as_people_say_them():
    assert opened_in_words(0) == "ingen sågs"
    assert opened_in_words(0.0004) == "1 på 2 500 frågor".replace(" 500", "\u00a0500")
    assert opened_in_words(0.85) == "0,8 per fråga"
    assert times_in_words(1.25) == "1,2 gånger"
    with translation.override("en"):
        assert times_in_words(31.4) == "31 times"
        assert opened_in_words(2.0) == "2.0 in a question"
