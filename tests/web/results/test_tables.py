"""Tables without persons: drawn up at home, asked for by the secretariat, refused if they point."""

from datetime import date

import pytest

from samverkan.rules.figures import Period, numbered
from samverkan.rules.refusal import NotAllowed
from samverkan.web.people.queries import end_of_day
from samverkan.web.results import actions, queries
from samverkan.web.results.models import FigureRequest, FigureTable
from tests.rules.figure_rows import SEASON
from tests.web.results.season import CONVICTIONS, HITS, content


@pytest.fixture
def participant():
    return "KBV"


@pytest.fixture
def gosta(staff):
    return staff("gosta", "uppfoljning")


def refused(call, **words):
    with pytest.raises(NotAllowed) as found:
        call(**words)
    return found.value.key


def test_small_lists_are_put_together_before_anything_is_kept(gosta, now):
    row = actions.draw_up(dataset="hits", period=SEASON, rows=HITS, by=gosta, now=now)
    assert {each.kind: each.value for each in queries.rows_of(row.rows)} == {
        "enforcement": 31,
        "others": 9,
    }


@pytest.mark.parametrize(
    ("dataset", "rows", "key"),
    [
        ("checks", [("routine", "2025-07", "done", 4)], "figures.small_count"),
        ("convictions", [("prison", "", "first-instance", 2)], "figures.small_count"),
        ("checks", [("Rasmus", "2025-07", "done", 40)], "figures.bad_row"),
        ("checks", [], "figures.no_rows"),
        ("persons", [("routine", "2025-07", "done", 40)], "figures.unknown_dataset"),
    ],
)
def test_what_could_point_at_a_person_is_not_kept(gosta, now, dataset, rows, key):
    words = {"dataset": dataset, "period": SEASON, "rows": numbered(rows)}
    assert refused(actions.draw_up, by=gosta, now=now, **words) == key
    assert not FigureTable.objects.exists()


def test_a_table_without_a_query_here_is_entered_by_hand(gosta, now):
    key = refused(actions.draw_up, dataset="convictions", period=SEASON, by=gosta, now=now)
    assert key == "results.no_source"
    row = actions.draw_up(dataset="convictions", period=SEASON, rows=CONVICTIONS, by=gosta, now=now)
    assert row.query == "by-hand"


def test_a_table_is_sent_once_to_the_secretariat(gosta, partner, now):
    row = actions.draw_up(dataset="hits", period=SEASON, rows=HITS, by=gosta, now=now)
    actions.send_table(table=row, to="NUC", by=gosta, now=now)
    (sent,) = partner("NUC").collect(now=now)
    assert sent.schema == "release/result"
    assert sent.body["content"]["data_hash"] == row.data_hash
    words = {"table": row, "to": "NUC", "by": gosta, "now": now}
    assert refused(actions.send_table, **words) == "results.already_sent"


def come(partner, body, now):
    kfm = partner("KFM")
    kfm.deliver(kfm.release("result", body, now=now), now=now)
    return kfm.collect(now=now)[-1].body["kind"]


@pytest.mark.parametrize(
    "change",
    [
        {"rows": [{**CONVICTIONS[0].fields(), "value": 3}]},
        {"data_hash": "0" * 64},
        {"dataset": "persons"},
        {"first": "2026-01-01"},
        {"rows": "none"},
    ],
)
def test_a_table_that_breaks_a_rule_is_refused(instance, partner, now, change):
    assert come(partner, {**content("convictions", CONVICTIONS), **change}, now) == "refused"
    assert not FigureTable.objects.exists()


def test_anothers_table_is_kept_and_left_out_once_recalled(gosta, partner, now):
    assert come(partner, content("convictions", CONVICTIONS), now) == "accepted"
    row = FigureTable.objects.get()
    assert row.home == "KFM"
    assert refused(actions.send_table, table=row, to="NUC", by=gosta, now=now) == "results.not_ours"
    kfm = partner("KFM")
    body = {"record": row.record, "version": 1, "reason": "fel"}
    kfm.deliver(kfm.seal("recall", body, now=now), now=now)
    assert queries.newest_for("convictions", SEASON) == ()


REQUEST = {
    "asked": ["KBV", "KFM"],
    "datasets": ["checks", "hits"],
    "first": "2025-06-01",
    "last": "2025-08-31",
    "due": "2025-12-15",
    "words": "Ange nivå.",
}


def ask(partner, now, **change):
    nuc = partner("NUC")
    nuc.deliver(nuc.release("figures-request", {**REQUEST, **change}, now=now), now=now)
    return nuc.collect(now=now)[-1].body["kind"]


def test_a_request_waits_at_the_desk_until_a_table_is_drawn_up(gosta, staff, partner, browse, now):
    assert ask(partner, now) == "accepted"
    (waiting,) = queries.waiting_for(gosta, now=now)
    assert waiting.due == end_of_day(date(2025, 12, 15))
    assert queries.waiting_for(staff("siv", "patrull"), now=now) == []
    page = browse(gosta).get(waiting.url).content.decode()
    assert "Ange nivå." in page
    assert "dataset=hits&amp;first=2025-06-01" in page or "dataset=hits&first=2025-06-01" in page
    actions.draw_up(dataset="hits", period=SEASON, rows=HITS, by=gosta, now=now)
    assert queries.waiting_for(gosta, now=now) == []
    assert queries.missing(FigureRequest.objects.get()) == ("checks",)


def test_a_request_for_a_table_that_does_not_exist_is_refused(instance, partner, now):
    assert ask(partner, now, datasets=["persons"]) == "refused"
    assert ask(partner, now, due="soon") == "refused"


def test_figures_are_asked_for(gosta, partner, now):
    row = actions.ask_for_figures(
        asked=["KFM", "EBM"],
        datasets=["property"],
        period=SEASON,
        due=date(2025, 12, 15),
        words="",
        by=gosta,
        now=now,
    )
    (sent,) = partner("EBM").collect(now=now)
    assert sent.body["content"]["datasets"] == ["property"]
    assert queries.waiting_for(gosta, now=now) == []
    assert row.home == "KBV"


def test_the_pages_draw_up_send_and_ask(gosta, browse, partner, now):
    client = browse(gosta)
    asked = "/resultatliggare/siffror/ny/?dataset=checks&first=2025-06-01&last=2025-08-31"
    assert 'value="2025-06-01"' in client.get(asked).content.decode()
    words = {
        "dataset": "checks",
        "first": "2025-06-01",
        "last": "2025-08-31",
        "rows": "routine;2025-07;done;236\noperation;2025-07;done;176",
    }
    wrong = client.post(asked, {**words, "rows": "routine;2025-07;done"})
    assert "Rad 1 ska ha slag" in wrong.content.decode()
    small = client.post(asked, {**words, "rows": "routine;2025-07;done;2"})
    assert "kan peka ut en person" in small.content.decode()
    late = client.post(asked, {**words, "last": "2025-05-01"})
    assert "före den börjar" in late.content.decode()
    made = client.post(asked, words)
    assert "Rutinkontroller" in client.get(made["Location"]).content.decode()
    client.post(made["Location"], {"to": "NUC"})
    assert "Lämnad till" in client.get(made["Location"]).content.decode()
    again = client.post(made["Location"], {"to": "NUC"}).content.decode()
    assert "redan lämnad" in again
    request = {
        "asked": ["KFM"],
        "datasets": ["property"],
        "first": "2025-06-01",
        "last": "2025-08-31",
        "due": "2025-12-15",
    }
    named = client.post(
        "/resultatliggare/begaran/ny/", {**request, "words": "om 000101-9801"}
    ).content.decode()
    assert "personnummer" in named
    made = client.post("/resultatliggare/begaran/ny/", {**request, "words": ""})
    assert "Saknas" in client.get(made["Location"]).content.decode()


@pytest.mark.parametrize("address", ["siffror/99/", "begaran/99/", "rapport/99/", "99/"])
def test_what_is_not_there_is_404(gosta, browse, address):
    assert browse(gosta).get(f"/resultatliggare/{address}").status_code == 404


def test_periods_are_listed_newest_first(gosta, now):
    other = Period(date(2024, 6, 1), date(2024, 8, 31))
    for period in (other, SEASON):
        actions.draw_up(dataset="hits", period=period, rows=HITS, by=gosta, now=now)
    assert queries.periods() == (SEASON, other)
