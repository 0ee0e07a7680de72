"""One event, credit that sums to one, outcomes that come later, also from elsewhere."""

from datetime import date
from fractions import Fraction

import pytest

from samverkan.exchange.receipts import ReceiptKind
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.results import Relation
from samverkan.web.journal.queries import thread_of
from samverkan.web.results import actions, queries
from samverkan.web.results.actions import NewEvent, NewOutcome, Part
from samverkan.web.results.models import Event

SEA = ("KBV", "KFM", "POL")


@pytest.fixture
def participant():
    return "KFM"


@pytest.fixture
def bertil(staff):
    return staff("bertil", "uppfoljning")


def new(**more):
    words = {
        "measure": "attached-value",
        "title": "Vattenskoter och klocka utmätta ombord",
        "on": date(2025, 7, 12),
        "value": 214_000_00,
        "level": "brutto när beslutet fattades",
        "credits": (Part("KBV", "kontrollen och kontakten"), Part("KFM", "utmätningen")),
        "operation_name": "Skärgårdssommar 2025",
        "direction": "NUC/d",
        "of_operation": SEA,
    }
    return NewEvent(**{**words, **more})


def refused(call, **words):
    with pytest.raises(NotAllowed) as found:
        call(**words)
    return found.value.key


def test_an_event_is_entered_once_with_equal_credit(bertil, now):
    row = actions.enter_event(new=new(), by=bertil, now=now)
    assert queries.shares_of(row) == {"KBV": Fraction(1, 2), "KFM": Fraction(1, 2)}
    assert [(each.participant, each.value) for each in queries.credited([row])] == [
        ("KBV", 107_000_00),
        ("KFM", 107_000_00),
    ]
    assert [line.act for line in thread_of(row.record)] == ["result.entered"]


def test_what_the_authorities_share_in_sums_to_the_whole(bertil, now):
    three = (Part("KBV", "kontroll"), Part("KFM", "utmätning"), Part("POL", "förvar"))
    actions.enter_event(new=new(value=100), by=bertil, now=now)
    actions.enter_event(new=new(value=100, credits=three), by=bertil, now=now)
    assert sum(each.value for each in queries.credited(queries.events())) == 200


def test_an_authority_outside_the_operation_gets_no_credit(bertil, now):
    other = ("EBM", "POL", "SKV", "KFM", "AF")
    wage = new(
        measure="convicted-same-direction",
        title="41 dömda i tingsrätt",
        value=41,
        of_operation=other,
        credits=(Part("EBM", "utredningen"), Part("KBV", "kontrollen")),
    )
    assert refused(actions.enter_event, new=wage, by=bertil, now=now) == "results.not_in_operation"
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"measure": "happiness"}, "figures.unknown_measure"),
        ({"title": "Rasmus 000101-9801"}, "results.personal_number"),
        ({"credits": ()}, "results.nobody_credited"),
        ({"operation": "RUC-STHLM/unknown"}, "results.not_in_operation"),
    ],
)
def test_what_the_rules_refuse_is_not_entered(bertil, now, change, key):
    assert refused(actions.enter_event, new=new(**change), by=bertil, now=now) == key


def test_a_desk_without_the_permission_enters_nothing(staff, now):
    assert refused(actions.enter_event, new=new(), by=staff("siv", "jour"), now=now) == (
        "people.no_permission"
    )


def test_those_who_share_hold_a_copy_and_get_what_comes_later(bertil, partner, now):
    kbv = partner("KBV")
    row = actions.enter_event(new=new(), by=bertil, now=now)
    actions.share_event(event=row, to=["KBV", "KFM"], by=bertil, now=now)
    (first,) = kbv.collect(now=now)
    assert first.schema == "release/result-event"
    content = first.body["content"]
    assert [each["denominator"] for each in content["credits"]] == [2, 2]
    assert content["outcomes"] == []
    kbv.answer(first, ReceiptKind.ACCEPTED, now=now)

    late = NewOutcome(on=date(2025, 11, 4), what="Dom för sjöfylleri", level="tingsrätt")
    actions.attach_outcome(event=row, new=late, by=bertil, now=now)
    (second,) = kbv.collect(now=now)
    assert (second.about.number, second.about.before) == (2, first.about.digest)
    assert second.body["content"]["outcomes"][0]["what"] == "Dom för sjöfylleri"
    assert [line.act for line in thread_of(row.record)].count("result.outcome") == 1


def test_a_value_is_put_right_and_the_old_one_stays_in_sight(bertil, partner, browse, now):
    row = actions.enter_event(new=new(), by=bertil, now=now)
    actions.share_event(event=row, to=["KBV"], by=bertil, now=now)
    actions.correct_event(event=row, value=213_000_00, why="fel värde", by=bertil, now=now)
    with pytest.raises(Changed):
        actions.correct_event(event=row, value=212_000_00, why="igen", by=bertil, now=now)
    *_, sent = partner("KBV").collect(now=now)
    assert sent.body["content"]["corrections"][0]["before"] == 214_000_00
    page = browse(bertil).get(f"/resultatliggare/{row.pk}/").content.decode()
    assert "214\u00a0000\u00a0kr" in page
    assert "213\u00a0000\u00a0kr" in page


def test_two_operations_under_one_direction_are_related_and_not_cause(bertil, now):
    sea = actions.enter_event(new=new(operation_name="Skärgårdssommar"), by=bertil, now=now)
    same = actions.enter_event(new=new(title="En annan"), by=bertil, now=now)
    key = refused(
        actions.link_events,
        event=sea,
        other=same,
        relation=Relation.SAME_DIRECTION,
        by=bertil,
        now=now,
    )
    assert key == "results.not_same_direction"
    Event.objects.filter(pk=sea.pk).update(operation="RUC-STHLM/1")
    Event.objects.filter(pk=same.pk).update(operation="NUC/2")
    sea, same = queries.event(sea.record), queries.event(same.record)
    for _ in range(2):
        actions.link_events(
            event=sea, other=same, relation=Relation.SAME_DIRECTION, by=bertil, now=now
        )
    assert [(relation, other.pk) for relation, other in queries.related(sea)] == [
        ("same-direction", same.pk)
    ]
    assert [line.act for line in thread_of(sea.record)].count("result.linked") == 1


EVENT = {
    "measure": "convicted-same-direction",
    "title": "41 dömda i tingsrätt",
    "words": "",
    "level": "tingsrätt",
    "operation": "",
    "operation_name": "Lönegaranti Stockholm",
    "direction": "NUC/d",
    "family": "outcome",
    "on": "2025-10-15",
    "value": 41,
    "credits": [
        {"participant": "EBM", "did": "utredning", "numerator": 2, "denominator": 3},
        {"participant": "SKV", "did": "underlag", "numerator": 1, "denominator": 3},
    ],
    "outcomes": [
        {
            "record": "EBM/3f5c9e0a-0000-4000-8000-000000000001",
            "family": "outcome",
            "on": "2025-12-01",
            "what": "Laga kraft för 30",
            "level": "laga kraft",
            "method": "",
            "value": 30,
            "unit": "personer",
        }
    ],
    "links": [{"other": "KFM/x", "relation": "same-direction"}],
    "corrections": [{"before": 40, "after": 41, "why": "x", "by": "EBM/kaj", "on": "2025-11-01"}],
}


def came(partner, body, now, kind="result-event", record=None):
    ebm = partner("EBM")
    ebm.deliver(ebm.release(kind, body, now=now, record=record), now=now)
    return ebm.collect(now=now)[-1].body["kind"]


def test_anothers_event_is_kept_as_a_copy_that_only_its_home_changes(bertil, partner, browse, now):
    assert came(partner, EVENT, now) == "accepted"
    row = Event.objects.get()
    assert (row.home, row.value, queries.shares_of(row)["EBM"]) == ("EBM", 41, Fraction(2, 3))
    for call, words in (
        (actions.correct_event, {"value": 1, "why": "x"}),
        (actions.share_event, {"to": ["KBV"]}),
    ):
        assert refused(call, event=row, by=bertil, now=now, **words) == "results.not_ours"
    page = browse(bertil).get(f"/resultatliggare/{row.pk}/").content.decode()
    assert "Laga kraft för 30" in page
    assert "Resultatet hör hemma hos EBM" in page


@pytest.mark.parametrize(
    "change",
    [
        {"credits": EVENT["credits"][:1]},
        {"credits": [{**EVENT["credits"][0], "denominator": 0}]},
        {"title": "dömd 000101-9801"},
        {"family": "guess"},
        {"value": "41"},
        {"links": [{"other": "KFM/x", "relation": "caused-by"}]},
        {"extra": 1},
    ],
)
def test_an_event_that_breaks_a_rule_is_refused_whole(instance, partner, now, change):
    assert came(partner, {**EVENT, **change}, now) == "refused"
    assert not Event.objects.exists()


def test_a_record_that_is_not_the_senders_is_refused(instance, partner, now):
    record = "KBV/3f5c9e0a-0000-4000-8000-000000000002"
    assert came(partner, EVENT, now, record=record) == "refused"


def test_a_recalled_event_no_longer_counts(bertil, partner, now):
    came(partner, EVENT, now)
    row = Event.objects.get()
    body = {"record": row.record, "version": 1, "reason": "fel"}
    ebm = partner("EBM")
    ebm.deliver(ebm.seal("recall", body, now=now), now=now)
    assert not queries.events().exists()
    assert queries.event(row.record).withdrawn_at is not None


def test_an_outcome_of_anothers_event_goes_to_its_home(bertil, partner, now):
    came(partner, EVENT, now)
    late = NewOutcome(
        on=date(2026, 1, 8), what="Återkrav betalt", level="betalt", value=1, unit="öre"
    )
    actions.attach_outcome(event=Event.objects.get(), new=late, by=bertil, now=now)
    sent = partner("EBM").collect(now=now)[-1]
    assert sent.schema == "release/result-outcome"
    assert sent.body["content"]["event"] == Event.objects.get().record


def test_an_outcome_from_elsewhere_is_attached_here_and_passed_on(bertil, partner, now):
    row = actions.enter_event(new=new(), by=bertil, now=now)
    actions.share_event(event=row, to=["KBV"], by=bertil, now=now)
    partner("KBV").collect(now=now)
    outcome = {
        **EVENT["outcomes"][0],
        "event": row.record,
        "what": "Dom för sjöfylleri",
        "value": None,
        "unit": "",
    }
    assert came(partner, outcome, now, kind="result-outcome") == "accepted"
    assert [each.what for each in queries.event(row.record).outcomes.all()] == [
        "Dom för sjöfylleri"
    ]
    (sent,) = partner("KBV").collect(now=now)
    assert sent.body["content"]["outcomes"][0]["level"] == "laga kraft"
    early = {**outcome, "on": "2025-01-01"}
    assert came(partner, early, now, kind="result-outcome") == "refused"
    nowhere = {**outcome, "event": "KFM/none"}
    assert came(partner, nowhere, now, kind="result-outcome") == "refused"
