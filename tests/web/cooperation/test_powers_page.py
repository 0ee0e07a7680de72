"""The page of the powers: a grid with section and sentence, and what one more authority opens."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.web.cooperation.playing import SUMMER, agreed

SITUATION = {
    "craft": "jet-ski",
    "waters": "coast-guard",
    "at": "14:00",
    "purpose": "control",
    "check_by": "KBV",
}


@pytest.fixture
def crew(staff, browse):
    return browse(staff("siv", "patrull"))


def page(crew, **words) -> str:
    query = urlencode({**SITUATION, **words}, doseq=True)
    return crew.get(f"/befogenheter/?{query}").content.decode()


def row_of(text: str, power: str) -> str:
    start = text.index(f'scope="row">{power}</th>')
    return text[start : text.index("</tr>", start)]


def test_the_page_opens_on_a_check_of_our_own(crew):
    text = crew.get("/befogenheter/").content.decode()
    assert "KBL 3:16" in row_of(text, "Stoppa")
    assert "Ja" in row_of(text, "Stoppa")


def test_the_coast_guard_holds_nothing_for_the_enforcement_authority(crew):
    text = page(crew, present=["KBV"])
    cell = row_of(text, "Hålla egendom åt Kronofogden")
    assert "Ja" not in cell


def test_police_called_to_a_coast_guard_find_need_a_check_of_their_own(crew):
    text = page(crew, present=["KBV", "POL"], facts=["debt-confirmed"])
    assert "Kräver egen kontroll" in text


def test_another_authority_opens_more(crew):
    text = page(crew, present=["KBV"], facts=["debt-confirmed", "identified"])
    assert "Med Kronofogdemyndigheten på plats öppnas: " in text
    start = text.index("Med Kronofogdemyndigheten på plats öppnas: ")
    assert "Utmäta" in text[start : text.index("</li>", start)]


def test_a_licence_check_gives_no_right_to_board(crew):
    cell = row_of(page(crew, purpose="licence", present=["KBV"]), "Borda")
    assert "2021:626 21 §" in cell
    assert "Ja" not in cell


def test_an_operation_gives_its_parties_as_columns(partner, crew, now):
    agreed(partner, "KBV", "KFM", "SKV", now=now)
    text = page(crew, operation=SUMMER, present=["KBV"])
    assert 'scope="col">Polismyndigheten' not in text
    assert 'scope="col">Kronofogdemyndigheten' in text
    assert "Deltar utan egna befogenheter på plats: Skatteverket" in text.replace("\n", " ")


def test_a_situation_that_cannot_be_is_told(crew):
    text = page(crew, at="25:99")
    assert 'id="id_at_error"' in text


def test_who_has_no_operations_sees_no_powers(browse, staff):
    assert browse(staff("rut", "forrad")).get("/befogenheter/").status_code == 403


def test_the_page_is_prepared_before_the_operation_begins(crew, partner, now):
    operation = agreed(partner, now=now)
    type(operation).objects.filter(pk=operation.pk).update(starts="2025-08-30")
    text = crew.get(f"/befogenheter/?operation={operation.record}").content.decode()
    assert "Rätta detta" not in text
    assert f'value="{operation.record}" selected' in text


@pytest.mark.parametrize("participant", ["NUC"])
def test_where_nobody_checks_the_page_opens_on_one_who_does(crew):
    text = crew.get("/befogenheter/").content.decode()
    assert '<option value="KBV" selected>' in text
