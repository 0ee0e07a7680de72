"""Nothing leaves without a complete record; what leaves is exactly what was chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverkan.exchange.receipts import ReceiptKind
from samverkan.rules.disclosure import Outcome
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.refusal import NotAllowed
from samverkan.web.disclosure import actions, queries
from samverkan.web.disclosure.models import Disclosure
from samverkan.web.inspections import actions as inspections
from samverkan.web.journal import actions as journal
from samverkan.web.journal.queries import thread_of
from samverkan.web.partners.models import OutboxMessage
from samverkan.web.subjects import actions as subjects
from tests.web.inspections.conftest import RASMUS
from tests.web.subjects.test_statements import said


def outgoing() -> list[str]:
    return list(OutboxMessage.objects.values_list("schema", flat=True).exclude(schema="receipt"))


def test_the_chosen_fields_leave_and_nothing_else(disclosed, partner, now):
    (envelope,) = [
        each for each in partner("KFM").collect(now=now) if each.schema == "release/disclosure"
    ]
    content = envelope.body["content"]
    assert content["circumstances"] == [
        {"fact": True, "label": "Position", "value": "59°17,4\u2032N 18°55,1\u2032E"}
    ]
    person, craft = content["subjects"]
    assert [each["property"] for each in person["statements"]] == ["personal_number", "name"]
    assert [each["value"] for each in craft["statements"]] == ["SEZZK30021E424"]
    assert envelope.body["ground"] == "lag 2016:774 2 §"
    assert (envelope.body["handling"], envelope.body["expires_on"]) == ("H2", "2025-10-01")
    assert "Skvalp GTX 300" not in str(envelope.body)


def test_the_decision_is_journalled_before_the_release(disclosed):
    made, sent = thread_of(disclosed.record)
    assert (made.act, sent.act) == ("disclosure.made", "release.sent")
    details = made.record["details"]
    assert details["weighing"] == "Få uppgifter, mottagaren har sekretess, skulden är pågående."
    assert made.record["ground"] == "lag 2016:774 2 §"
    assert queries.argument_of(disclosed)["outcome"] == "disclose"
    assert list(queries.disclosures_of(disclosed.source)) == [disclosed]
    assert disclosed.alongside is True


@pytest.mark.parametrize(
    ("missing", "key"),
    [
        ({"ground": ""}, "disclosure.no_ground"),
        ({"ground": "refuse"}, "disclosure.no_ground"),
        ({"ground": "osl-10-15a"}, "disclosure.not_in_force"),
        ({"ground": "2025:170"}, "disclosure.one_way"),
        ({"cooperation": ""}, "cooperation.no_decision"),
        ({"receiver": "TULL"}, "cooperation.no_decision"),
        ({"receiver": "KBV"}, "releases.to_self"),
        ({"chosen": ()}, "disclosure.no_fields"),
        ({"chosen": ("person.shoe_size",)}, "disclosure.unknown_field"),
        ({"need": " "}, "disclosure.no_need"),
        ({"speaks_against": ""}, "disclosure.nothing_against"),
        ({"weighing": ""}, "disclosure.no_weighing"),
        ({"outcome": None}, "disclosure.no_weighing"),
        ({"outcome": Outcome.WITHHOLD}, "disclosure.withheld"),
        ({"ground": "osl-10-27", "cooperation": ""}, "disclosure.no_proportionality"),
        ({"expires_on": date(2025, 7, 1)}, "releases.expired"),
        ({"handling": "X"}, "releases.bad_handling"),
        ({"source": "KBV/none"}, "disclosure.no_source"),
        ({"about": "KBV/someone-else"}, "disclosure.unknown_field"),
        ({"request": "KFM/none"}, "disclosure.no_source"),
    ],
)
def test_nothing_leaves_without_a_complete_record(draft, siv, now, missing, key):
    with pytest.raises(NotAllowed) as refused:
        actions.disclose(draft=draft(**missing), by=siv, now=now)
    assert refused.value.key == key
    assert not Disclosure.objects.exists()
    assert outgoing() == ["cooperation-decision"] or not any("disclosure" in x for x in outgoing())


def test_a_missing_weighing_is_refused_with_its_section(draft, siv, now):
    with pytest.raises(NotAllowed) as refused:
        actions.disclose(draft=draft(weighing=""), by=siv, now=now)
    assert refused.value.section == "lag 2016:774 2 §"


def test_the_general_clause_with_its_own_answer_is_enough(draft, siv, now):
    words = {
        "ground": "osl-10-27",
        "cooperation": "",
        "proportionality": "Mindre ingripande finns ej.",
    }
    row = actions.disclose(draft=draft(**words), by=siv, now=now)
    assert row.citation == "OSL 10:27"


def test_only_those_who_may_disclose_do(draft, staff, now):
    for role in ("jour", "ledamot", "forrad"):
        with pytest.raises(NotAllowed) as refused:
            actions.disclose(draft=draft(), by=staff(role, role), now=now)
        assert refused.value.key == "people.no_permission"


def test_a_protected_persons_place_is_locked(check, siv, draft, now, fresh):
    person = inspections.add_person(
        check=fresh(check), said=replace(RASMUS, protected=True), by=siv, now=now
    )
    subjects.say(
        subject=person.subject,
        sayings=(said("address", "Hemligvägen 1"),),
        case=check.case,
        by=siv,
        now=now,
    )
    found = {
        each.key: each
        for each in queries.candidates(queries.source_of(check.record), person.subject)
    }
    assert found["person.address"].value == ""
    for key in ("person.address", "circumstance.position", "circumstance.place"):
        assert found[key].refusal.key == "disclosure.protected"
        with pytest.raises(NotAllowed) as refused:
            actions.disclose(draft=draft(about=person.subject, chosen=(key,)), by=siv, now=now)
        assert refused.value.key == "disclosure.protected"
    assert "person.protected_identity" not in found


def test_what_another_authority_gave_under_a_code_is_not_passed_on(rasmus, siv, draft, now):
    given = said("phone", "070-1740605", handling="H2", release="KFM/x#1", source="KFM")
    subjects.say(subject=rasmus.subject, sayings=(given,), case="c", by=siv, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.disclose(draft=draft(chosen=("person.phone",)), by=siv, now=now)
    assert refused.value.key == "gradings.not_passed_on"


def test_an_unknown_person_is_offered_to_nobody(check, siv, now, fresh):
    from tests.web.inspections.conftest import UNKNOWN

    inspections.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now)
    assert queries.source_of(check.record).persons == ()


def test_the_craft_can_be_disclosed_alone(check, operation, siv, draft, now):
    words = {"about": check.craft, "chosen": ("craft.hin", "circumstance.alongside")}
    row = actions.disclose(draft=draft(**words), by=siv, now=now)
    content = queries.content_of_sent(row)
    assert [each.kind for each in content.subjects] == ["craft"]
    assert content.circumstances == (("Ligger farkosten kvar?", "ja", True),)


def test_notes_are_offered_as_what_they_are(check, rasmus, siv, draft, now, fresh):
    fact = inspections.add_note(check=check, text="Bar en klocka.", fact=True, by=siv, now=now)
    view = inspections.add_note(check=check, text="Verkade orolig.", fact=False, by=siv, now=now)
    chosen = tuple(f"circumstance.note-{note.pk}" for note in (fact, view))
    row = actions.disclose(draft=draft(chosen=chosen), by=siv, now=now)
    assert queries.content_of_sent(row).circumstances == (
        ("Iakttagelse", "Bar en klocka.", True),
        ("Bedömning", "Verkade orolig.", False),
    )
    found = {
        each.key: each
        for each in queries.candidates(queries.source_of(check.record), rasmus.subject)
    }
    assert found[chosen[1]].field.secrecy == ("18:2", "35:1")


def test_a_disclosure_is_recalled_and_confirmed(disclosed, astrid, siv, partner, now):
    kfm = partner("KFM")
    kfm.collect(now=now)
    with pytest.raises(NotAllowed):
        actions.recall(disclosure=disclosed, reason="fel person", by=siv, now=now)
    with pytest.raises(NotAllowed):
        actions.recall(disclosure=disclosed, reason=" ", by=astrid, now=now)
    actions.recall(disclosure=disclosed, reason="fel person", by=astrid, now=now)
    (recall,) = [each for each in kfm.collect(now=now) if each.schema == "recall"]
    assert recall.body["reason"] == "fel person"
    kfm.answer(recall, ReceiptKind.RECALL_DONE, now=now)
    assert queries.sent_release_of(disclosed).state == "recall-confirmed"


def test_the_argument_cannot_be_read_once_the_case_is_erased(disclosed, siv, now):
    journal.erase_case(case=disclosed.case, by=siv, now=now)
    assert queries.argument_of(disclosed) == {}
    assert queries.content_of_sent(disclosed) is None


def test_to_a_crime_fighter_the_purpose_needs_no_proportionality(draft, siv, now):
    words = {
        "receiver": "POL",
        "purpose": Purpose.PREVENT_CRIME,
        "ground": "osl-10-27",
        "cooperation": "",
    }
    assert actions.disclose(draft=draft(**words), by=siv, now=now).receiver == "POL"
