"""A thing from hand to hand: its ground, its place, its value, and what a count finds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.rules.instruments import Holding, Instrument, Measure
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal.queries import thread_of
from samverkan.web.property import actions, queries
from samverkan.web.property.actions import Estimate, Found, HandOver

SKI = Found("jet-ski", "Skvalp GTX 300", {"hull": "SE-ZZK30021E424"}, "Repa i skrovet")


@pytest.fixture
def participant():
    return "KFM"


@pytest.fixture
def algot(staff):
    return staff("algot", "forrad", "forrattning")


@pytest.fixture
def ski(algot, now):
    return take(algot, now)


def take(by, now, found=SKI, instrument=Instrument.ATTACHMENT, decided_by="KFM"):
    return actions.take_in(
        found=found,
        instrument=instrument,
        decided_by=decided_by,
        ground="UB 6:4",
        taken_for="KFM/case",
        case="KFM/case",
        by=by,
        now=now,
    )


def put(thing, place, by, now, **more):
    to = HandOver(place=place, holder="KFM", reason="förvaring", **more)
    return actions.move(thing=thing, to=to, by=by, now=now)


def test_every_change_of_ground_is_an_event_and_the_last_one_holds(ski, algot, now):
    position = actions.change_ground(
        thing=ski,
        measure=Measure.FORFEIT,
        ground="BrB 36:17",
        reason="Domen har vunnit laga kraft.",
        decided_by="court",
        by=algot,
        now=now,
    )
    assert position.instrument is Instrument.FORFEITURE
    assert [(row.number, row.instrument, row.measure) for row in queries.grounds_of(ski)] == [
        (1, "attachment", ""),
        (2, "forfeiture", "forfeit"),
    ]
    assert queries.view_of(ski.record).instrument is Instrument.FORFEITURE
    assert [line.act for line in thread_of(ski.record)] == [
        "thing.taken-in",
        "thing.ground-changed",
    ]


def test_what_has_been_lifted_is_not_sold(ski, algot, now):
    def step(measure):
        return actions.change_ground(
            thing=ski,
            measure=measure,
            ground="UB 4:33",
            reason="rättelse",
            decided_by="KFM",
            by=algot,
            now=now,
        )

    assert step(Measure.LIFT).holding is Holding.LIFTED
    with pytest.raises(NotAllowed) as refused:
        step(Measure.SELL)
    assert refused.value.key == "instruments.no_step"


def test_kronofogden_decides_no_seizure(algot, now):
    with pytest.raises(NotAllowed) as refused:
        take(algot, now, instrument=Instrument.SEIZURE)
    assert refused.value.key == "instruments.not_theirs"


class TestAtTheCoastGuard:
    @pytest.fixture
    def participant(self):
        return "KBV"

    def test_it_holds_nothing_for_kronofogden(self, algot, now):
        with pytest.raises(NotAllowed) as refused:
            take(algot, now)
        assert refused.value.key == "instruments.not_theirs_to_hold"


def test_the_chain_of_custody_names_places_and_hands(ski, algot, now, browse):
    put(ski, "Polisens godsmagasin", algot, now)
    later = now + timedelta(hours=3)
    put(ski, "Båtskjulet, Muskö", algot, later, handed_from="Kerstin", handed_to="Algot")
    assert [row.place for row in queries.custody_chain(ski)] == [
        "Polisens godsmagasin",
        "Båtskjulet, Muskö",
    ]
    page = browse(algot).get(queries.view_of(ski.record).url).content.decode()
    assert "Kerstin → Algot" in page
    assert "SE-ZZK30021E424" in page
    assert "Här nu" in page


@pytest.mark.parametrize("words", [{"place": " ", "reason": "x"}, {"place": "x", "reason": ""}])
def test_a_move_says_where_and_why(ski, algot, now, words):
    with pytest.raises(NotAllowed) as refused:
        actions.move(thing=ski, to=HandOver(holder="KFM", **words), by=algot, now=now)
    assert refused.value.key == "property.place_and_reason"


def test_two_who_move_at_once_are_told(ski, algot, now, monkeypatch):
    put(ski, "Skjul 1", algot, now)
    monkeypatch.setattr(queries, "custody_of", lambda _thing: None)
    with pytest.raises(Changed):
        put(ski, "Skjul 2", algot, now)


def test_two_who_change_the_ground_at_once_are_told(ski, algot, now, monkeypatch):
    first = queries.ground_of(ski)
    words = {"ground": "UB 8:3", "reason": "", "decided_by": "KFM", "by": algot, "now": now}
    actions.change_ground(thing=ski, measure=Measure.SELL, **words)
    monkeypatch.setattr(queries, "ground_of", lambda _thing: first)
    with pytest.raises(Changed):
        actions.change_ground(thing=ski, measure=Measure.SELL, **words)


def test_values_add_up_over_time_and_the_newest_counts(ski, algot, now):
    for day, value in ((0, 164_000_00), (10, 131_000_00)):
        estimate = Estimate(value - 10_000_00, value, value + 10_000_00, "Ulla", "annonser")
        actions.value(thing=ski, estimate=estimate, by=algot, now=now + timedelta(days=day))
    assert queries.valuations_of(ski).count() == 2
    assert queries.view_of(ski.record).value == 131_000_00


def test_a_value_outside_its_range_is_refused(ski, algot, now):
    with pytest.raises(NotAllowed) as refused:
        actions.value(thing=ski, estimate=Estimate(2, 1, 3, "Ulla", "x"), by=algot, now=now)
    assert refused.value.key == "property.value_outside_range"


def test_a_count_shows_what_is_missing_and_what_lies_wrong_until_it_is_moved(
    ski, algot, now, browse
):
    watch = take(algot, now, found=Found("watch", "Kompassur Regatta"))
    put(ski, "Skjulet", algot, now)
    put(watch, "Skåpet", algot, now)
    later = now + timedelta(hours=1)
    actions.count(place="Skjulet", seen=(watch.record,), by=algot, now=later)
    assert [(row.thing.description, row.missing) for row in queries.mismatches()] == [
        ("Skvalp GTX 300", True),
        ("Kompassur Regatta", False),
    ]
    assert "2 saker stämmer inte" in browse(algot).get("/egendom/").content.decode()
    put(ski, "Skåpet", algot, later + timedelta(minutes=5))
    put(watch, "Skjulet", algot, later + timedelta(minutes=5))
    assert queries.mismatches() == ()


def test_the_pages_move_value_and_count(ski, algot, now, browse):
    client = browse(algot)
    address = queries.view_of(ski.record).url
    move = {"place": "Skåpet", "holder": "KFM", "reason": "före försäljningen"}
    assert client.post(f"{address}flytta/", move).status_code == 302
    worth = {"low": "1", "value": "två", "high": "3", "valued_by": "Ulla", "basis": "x"}
    page = client.post(f"{address}vardera/", worth).content.decode()
    assert "Skriv ett belopp" in page
    assert client.post(f"{address}vardera/", {**worth, "value": "2"}).status_code == 302
    assert client.get("/egendom/rakna/?place=Nirgends").status_code == 404
    assert client.get("/egendom/rakna/?place=Skåpet").status_code == 200
    assert client.post("/egendom/rakna/?place=Skåpet", {"seen": [ski.record]}).status_code == 302
    assert queries.counts().get().missing == []
    page = client.get("/egendom/?q=ZZK30021&kind=jet-ski&place=Skåpet").content.decode()
    assert "Skvalp GTX 300" in page
    assert "Skvalp GTX 300" not in client.get("/egendom/?q=inget").content.decode()


def test_who_may_read_and_move(ski, staff, browse):
    address = queries.view_of(ski.record).url
    stranger, reader = browse(staff("lena", "forteckning")), browse(staff("rut", "fordelning"))
    assert stranger.get("/egendom/").status_code == 403
    assert stranger.get(address).status_code == 403
    assert reader.get(address).status_code == 200
    assert reader.get(f"{address}flytta/").status_code == 403
    assert reader.get("/egendom/00000000-0000-4000-8000-000000000000/").status_code == 404
