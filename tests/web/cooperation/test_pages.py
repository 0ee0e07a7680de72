"""The pages of operations and decisions at a party: who may, what they show, errors in place."""

from __future__ import annotations

import pytest

from samverkan.web.cooperation import queries
from tests.web.cooperation.playing import SUMMER, agreed, ours, theirs

DECISION = {
    "subject": "Nätverkens bruk av farkoster",
    "goal": "Återta vinster",
    "serious": "Bedrägerier för miljoner.",
    "organised": "Två grupper med roller.",
    "need": "Veta vem som påträffats.",
    "which_data": "namn, plats",
    "starts": "2025-06-13",
    "ends": "2025-08-31",
}


@pytest.fixture
def henning(staff):
    return staff("henning", "ledamot")


@pytest.fixture
def head(browse, henning):
    return browse(henning)


def text(response) -> str:
    return response.content.decode()


def test_the_list_says_who_has_decided_and_who_is_missing(partner, head, now):
    operation = agreed(partner, now=now)
    theirs(partner("KFM"), operation, now=now)
    page = text(head.get("/insatser/"))
    assert "Skärgårdssommar 2025" in page
    assert "1 av 3" in page
    assert "Kustbevakningen, Polismyndigheten" in page


def test_an_empty_list_says_what_comes(head):
    assert "De kommer från centrumet som leder insatsen" in text(head.get("/insatser/"))


def test_a_head_decides_on_the_page(partner, head, now):
    operation = agreed(partner, now=now)
    page = text(head.get(f"/insatser/{operation.pk}/"))
    assert "Att rådet är enigt räcker inte." in page
    assert f"/insatser/{operation.pk}/delta/" in page
    form = text(head.get(f"/insatser/{operation.pk}/delta/"))
    assert "Kobbnätets och Slörlinans bruk" in form
    answer = head.post(f"/insatser/{operation.pk}/delta/", DECISION)
    assert answer.status_code == 302
    assert queries.decided_by_us(SUMMER).decided_by == "Henning"
    page = text(head.get(f"/insatser/{operation.pk}/"))
    assert "Myndigheten har redan beslutat om insatsen." in page
    assert "Myndigheten beslutade att delta" in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"serious": ""}, "Skriv varför brottsligheten är allvarlig eller omfattande."),
        ({"organised": ""}, "Skriv varför brottsligheten är organiserad eller systematisk."),
        ({"ends": "2025-09-30"}, "Beslutet får gälla högst insatsens tid"),
        ({"ends": "2025-06-13"}, "Samverkan ska sluta efter att den börjat"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(partner, head, now, words, sentence):
    operation = agreed(partner, now=now)
    answer = head.post(f"/insatser/{operation.pk}/delta/", {**DECISION, **words})
    page = text(answer)
    (name,) = words
    place = page.index(f'id="id_{name}_error"')
    assert sentence in page[place : place + 400]
    assert "Veta vem som påträffats." in page
    assert queries.decided_by_us(SUMMER) is None


def test_who_may_not_decide_reads_why(partner, staff, browse, now):
    operation = agreed(partner, now=now)
    patrol = browse(staff("siv", "patrull"))
    assert "Din roll ger inte rätt" in text(patrol.get(f"/insatser/{operation.pk}/"))
    assert patrol.get(f"/insatser/{operation.pk}/delta/").status_code == 403
    assert patrol.post(f"/insatser/{operation.pk}/delta/", DECISION).status_code == 403
    assert browse(staff("rut", "forrad")).get("/insatser/").status_code == 403


def test_a_decision_can_be_read_and_ours_withdrawn(partner, head, henning, now):
    operation = agreed(partner, now=now)
    theirs(partner("KFM"), operation, now=now)
    kfm = queries.answers(SUMMER)["KFM"]
    page = text(head.get(f"/insatser/beslut/{kfm.pk}/"))
    assert "Beslut av Kronofogdemyndigheten" in page
    assert "Två nätverk med ledare och bulvaner." in page
    assert "aterkalla" not in page
    mine = ours(operation, by=henning, now=now)
    assert f"/insatser/beslut/{mine.pk}/aterkalla/" in text(
        head.get(f"/insatser/beslut/{mine.pk}/")
    )
    assert head.get(f"/insatser/beslut/{mine.pk}/aterkalla/").status_code == 200
    head.post(f"/insatser/beslut/{mine.pk}/aterkalla/", {"reasons": "Fartygen behövs."})
    assert "Fartygen behövs." in text(head.get(f"/insatser/beslut/{mine.pk}/"))


def test_declining_is_a_decision_with_reasons(partner, head, now):
    operation = agreed(partner, now=now)
    assert head.get(f"/insatser/{operation.pk}/avsta/").status_code == 200
    head.post(f"/insatser/{operation.pk}/avsta/", {"reasons": "Fartyg saknas."})
    row = queries.answers(SUMMER)["KBV"]
    assert "Fartyg saknas." in text(head.get(f"/insatser/beslut/{row.pk}/"))
    assert "Deltar inte" in text(head.get(f"/insatser/{operation.pk}/"))


def test_the_desk_tells_the_head_what_to_decide(partner, head, henning, now):
    operation = agreed(partner, now=now)
    (waiting,) = queries.waiting_for(henning, now=now)
    assert (waiting.what, waiting.ground) == (
        "Besluta om insatsen Skärgårdssommar 2025",
        "lag 2016:774 1 §",
    )
    assert "Besluta om insatsen Skärgårdssommar 2025" in text(head.get("/"))
    ours(operation, by=henning, now=now)
    assert queries.waiting_for(henning, now=now) == []


def test_what_is_not_there_is_not_found(head):
    for address in ("/insatser/9/", "/insatser/9/delta/", "/insatser/beslut/9/", "/inriktning/9/"):
        assert head.get(address).status_code == 404, address
