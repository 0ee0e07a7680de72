"""Case 8: the Coast Guard asks for assets, Kronofogden refuses, a second person upholds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.disclosure import actions, queries
from samverkan.web.disclosure.drafts import Draft, RequestDraft
from samverkan.web.disclosure.models import DisclosureRequest
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.said import CraftSaid
from samverkan.web.journal import actions as journal
from samverkan.web.partners.models import InboxMessage
from samverkan.web.subjects import actions as subjects
from tests.web.disclosure.conftest import ARGUMENT, ASKED, CONTENT
from tests.web.inspections.conftest import SANDHAMN, routine_opening
from tests.web.subjects.test_statements import said

REFUSAL = {
    "decided_by": "KFM/inga.sekretessdal",
    "grounds": ["osl-34-1", "2016:774-2-need"],
    "reasons": "Tillgångar behövs inte för att delta.",
    "upheld": None,
}


def at_kronofogden(test):
    """Let a test run at Kronofogden's instance."""
    return pytest.mark.parametrize("participant", ["KFM"])(test)


@pytest.fixture
def asking(rasmus, operation):
    """Give a request to Kronofogden, with some words changed."""

    def asking(**more: object) -> RequestDraft:
        words = {
            "source": rasmus.check_made.record,
            "about": rasmus.subject,
            "holder": "KFM",
            "purpose": Purpose.PREVENT_CRIME,
            "ground": "2025:170",
            "what": "Tillgångar.",
            "need": "Bedöma om tillgångar döljs.",
            "expires_on": date(2025, 10, 1),
            **more,
        }
        return RequestDraft(**words)

    return asking


@pytest.fixture
def asked(asking, astrid, now):
    return actions.request_data(draft=asking(), by=astrid, now=now)


@pytest.fixture
def inga(staff):
    return staff("inga", "utlamnande")


@pytest.fixture
def sixten(staff):
    return staff("sixten", "utlamnande")


@pytest.fixture
def came(partner, inga, now) -> DisclosureRequest:
    """Receive the Coast Guard's request."""
    kbv = partner("KBV")
    kbv.deliver(kbv.release("disclosure-request", ASKED, now=now), now=now)
    return DisclosureRequest.objects.get()


def refuse(row, by, now, **more: object):
    words = {"grounds": ("osl-34-1", "2016:774-2-need"), "reasons": "Behövs inte.", **more}
    return actions.refuse(request=row, by=by, now=now, **words)


def test_a_request_names_the_person_by_number_only_and_leaves_through_the_gate(asked, partner, now):
    (envelope,) = [
        each
        for each in partner("KFM").collect(now=now)
        if each.schema == "release/disclosure-request"
    ]
    (statement,) = envelope.body["content"]["about"]["statements"]
    assert statement["property"] == "personal_number"
    assert "Rasmus" not in str(envelope.body)
    assert envelope.body["ground"] == "OSL 10:2"
    assert queries.content_of_request(asked).what == "Tillgångar."


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"what": " "}, "disclosure.nothing_asked"),
        ({"need": ""}, "disclosure.no_need"),
        ({"ground": "refuse"}, "disclosure.no_ground"),
        ({"ground": "uf-6-25"}, "disclosure.not_sender"),
        ({"ground": "2016:774"}, "cooperation.no_decision"),
        ({"about": "KBV/x"}, "disclosure.no_source"),
        ({"source": "KBV/x"}, "disclosure.no_source"),
    ],
)
def test_a_request_has_words_and_a_ground_that_could_carry_the_answer(
    asking, astrid, now, wrong, key
):
    with pytest.raises(NotAllowed) as refused:
        actions.request_data(draft=asking(**wrong), by=astrid, now=now)
    assert refused.value.key == key
    assert not DisclosureRequest.objects.exists()


def test_within_the_cooperation_both_have_decided(asking, operation, astrid, now):
    draft = asking(ground="2016:774", cooperation=operation.record)
    assert actions.request_data(draft=draft, by=astrid, now=now).ground == "2016:774"


def test_the_refusal_travels_back_and_a_second_opinion_is_asked_for(asked, astrid, partner, now):
    kfm = partner("KFM")
    body = {**REFUSAL, "record": asked.record}
    with pytest.raises(NotAllowed):
        actions.ask_review(request=asked, why="", by=astrid, now=now)
    kfm.deliver(kfm.seal("disclosure-refusal", body, now=now), now=now)
    refused = queries.request(asked.pk)
    assert refused.state == "refused"
    assert queries.first_refusal(refused).grounds == ["osl-34-1", "2016:774-2-need"]
    kfm.collect(now=now)
    actions.ask_review(request=refused, why="Vi behöver dem.", by=astrid, now=now)
    (wish,) = [each for each in kfm.collect(now=now) if each.schema == "disclosure-review"]
    assert wish.body == {"record": asked.record, "why": "Vi behöver dem."}
    with pytest.raises(Changed):
        actions.ask_review(request=refused, why="", by=astrid, now=now)
    kfm.deliver(kfm.seal("disclosure-refusal", {**body, "upheld": True}, now=now), now=now)
    assert queries.request(asked.pk).state == "upheld"


def test_a_changed_refusal_opens_the_request_again_and_an_answer_closes_it(
    asked, partner, astrid, browse, now
):
    kfm = partner("KFM")
    for upheld in (None, False):
        body = {**REFUSAL, "record": asked.record, "upheld": upheld}
        kfm.deliver(kfm.seal("disclosure-refusal", body, now=now), now=now)
    assert queries.request(asked.pk).state == "waiting"
    content = {**CONTENT, "request": asked.record, "purpose": "prevent-crime"}
    kfm.deliver(kfm.release("disclosure", content, now=now), now=now)
    assert queries.request(asked.pk).state == "disclosed"
    page = browse(astrid).get(f"/utlamnanden/begaran/{asked.pk}/").content.decode()
    assert "Avslaget ändras" in page
    assert "Svar som har kommit" in page


@pytest.mark.parametrize(
    ("schema", "body"),
    [
        ("disclosure-refusal", REFUSAL),
        ("disclosure-refusal", {**REFUSAL, "upheld": "yes"}),
        ("disclosure-review", {"why": "x"}),
    ],
)
def test_a_stranger_cannot_answer_our_request(asked, partner, now, schema, body):
    pol = partner("POL")
    pol.deliver(pol.seal(schema, {**body, "record": asked.record}, now=now), now=now)
    assert queries.request(asked.pk).state == "waiting"
    assert InboxMessage.objects.get(sender="POL", schema=schema).state == "refused"


@at_kronofogden
def test_case_8_refused_upheld_and_counted(came, inga, sixten, partner, now):
    kbv = partner("KBV")
    refuse(came, inga, now)
    refused = queries.request(came.pk)
    first = kbv.collect(now=now)[-1]
    assert (first.schema, first.body["upheld"]) == ("disclosure-refusal", None)
    body = {"record": came.record, "why": "Vi behöver dem."}
    kbv.deliver(kbv.seal("disclosure-review", body, now=now), now=now)
    assert [each.what for each in queries.waiting_for(sixten, now=now)] == [
        "Pröva avslaget till Kustbevakningen en andra gång"
    ]
    assert queries.waiting_for(inga, now=now) == []
    words = {"upheld": True, "grounds": ("osl-34-1",), "reasons": "Står fast."}
    with pytest.raises(NotAllowed) as same:
        actions.review(request=refused, by=inga, now=now, **words)
    assert same.value.key == "people.two_persons"
    actions.review(request=refused, by=sixten, now=now, **words)
    assert queries.request(came.pk).state == "upheld"
    second = kbv.collect(now=now)[-1]
    assert (second.body["upheld"], second.body["decided_by"]) == (True, "KFM/sixten")
    counts = {each.citation: each for each in queries.refusal_counts()}
    assert (counts["OSL 34:1"].refused, counts["OSL 34:1"].upheld) == (1, 1)
    assert (counts["lag 2016:774 2 §"].refused, counts["lag 2016:774 2 §"].upheld) == (1, 0)


@at_kronofogden
@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"grounds": ()}, "disclosure.no_refusal_ground"),
        ({"grounds": ("osl-18-2",)}, "disclosure.no_refusal_ground"),
        ({"reasons": " "}, "disclosure.no_reasons"),
    ],
)
def test_a_refusal_names_a_provision_and_says_why(came, inga, now, wrong, key):
    with pytest.raises(NotAllowed) as refused:
        refuse(came, inga, now, **wrong)
    assert refused.value.key == key
    assert queries.request(came.pk).state == "waiting"


@at_kronofogden
def test_only_what_waits_is_refused_and_only_what_is_refused_is_reviewed(
    came, inga, sixten, staff, now
):
    words = {"upheld": True, "grounds": ("osl-34-1",), "reasons": "Står fast."}
    with pytest.raises(NotAllowed, match="no refusal to review"):
        actions.review(request=came, by=sixten, now=now, **words)
    with pytest.raises(NotAllowed):
        refuse(came, staff("bo", "forrad"), now)
    refuse(came, inga, now)
    with pytest.raises(Changed):
        refuse(came, inga, now)
    with pytest.raises(NotAllowed, match="already been answered"):
        refuse(queries.request(came.pk), inga, now)


@at_kronofogden
def test_a_changed_refusal_is_answered_in_own_words(came, inga, sixten, partner, now):
    refuse(came, inga, now)
    changed = {"upheld": False, "grounds": (), "reasons": "Förpliktelsen är offentlig."}
    actions.review(request=queries.request(came.pk), by=sixten, now=now, **changed)
    partner("KBV").collect(now=now)
    draft = Draft(
        source=came.record,
        request=came.record,
        receiver="KBV",
        purpose=Purpose.PREVENT_CRIME,
        ground="2025:170",
        answer="Två mål pågår.",
        expires_on=date(2025, 10, 1),
        **ARGUMENT,
    )
    row = actions.disclose(draft=draft, by=inga, now=now)
    assert queries.request(came.pk).state == "disclosed"
    sent = partner("KBV").collect(now=now)[-1].body["content"]
    assert sent["request"] == came.record
    assert sent["circumstances"] == [{"fact": True, "label": "Svar", "value": "Två mål pågår."}]
    assert list(queries.disclosures_of(came.record)) == [row]
    with pytest.raises(NotAllowed):
        actions.disclose(draft=draft, by=inga, now=now)


@at_kronofogden
def test_the_guided_page_offers_our_own_data_about_the_same_number(came, inga, browse, now):
    ref = subjects.new_subject("person", by=inga, now=now, case="KFM/case")
    told = tuple(
        said(name, value, regime="gdpr", source="KFM")
        for name, value in (("personal_number", "19900101-9802"), ("name", "Rasmus S"))
    )
    subjects.say(subject=ref, sayings=told, case="KFM/case", by=inga, now=now)
    assert queries.source_of(came.record).persons == (ref,)
    page = browse(inga).get("/utlamnanden/nytt/", {"source": came.record}).content.decode()
    assert "Rasmus S" in page
    assert "Kontrollera att det är rätt person" in page


@at_kronofogden
def test_the_request_waits_with_its_clock_and_shows_what_is_asked(came, inga, browse, now):
    (waiting,) = queries.waiting_for(inga, now=now)
    assert waiting.due == came.made_at + timedelta(days=2)
    client = browse(inga)
    address = f"/utlamnanden/begaran/{came.pk}/"
    page = client.get(address).content.decode()
    for words in (
        "Ville Dynings tillgångar.",
        "lag 2025:170 5 §",
        "199001019802",
        "Avslå begäran",
        "JO 584-2013",
    ):
        assert words in page, words
    assert client.post(f"{address}avsla/", {"reasons": "Nej."}).status_code == 200
    data = {"grounds": ["osl-34-1"], "reasons": "Nej."}
    assert client.post(f"{address}avsla/", data).status_code == 302
    assert "Avslaget" in client.get(address).content.decode()


@at_kronofogden
def test_the_second_person_decides_on_a_page(came, inga, sixten, browse, now):
    refuse(came, inga, now)
    address = f"/utlamnanden/begaran/{came.pk}/andra/"
    assert (
        browse(inga)
        .post(address, {"upheld": "yes", "grounds": ["osl-34-1"], "reasons": "x"})
        .status_code
        == 200
    )
    assert (
        browse(sixten)
        .post(address, {"upheld": "yes", "grounds": ["osl-34-1"], "reasons": "Står fast."})
        .status_code
        == 302
    )
    page = browse(sixten).get("/utlamnanden/avslag/").content.decode()
    assert "OSL 34:1" in page
    assert "Rasmus" not in page


@at_kronofogden
def test_a_request_that_its_asker_takes_back_is_closed(came, inga, partner, now):
    kbv = partner("KBV")
    body = {"record": came.record, "version": 1, "reason": "behövs inte"}
    kbv.deliver(kbv.seal("recall", body, now=now), now=now)
    assert queries.request(came.pk).state == "withdrawn"
    with pytest.raises(NotAllowed):
        refuse(queries.request(came.pk), inga, now)


@at_kronofogden
def test_once_erased_the_request_says_nothing(came, inga, browse, now):
    journal.erase_case(case=came.case, by=inga, now=now)
    assert queries.content_of_request(came) is None
    assert queries.source_of(came.record).persons == ()
    page = browse(inga).get(f"/utlamnanden/begaran/{came.pk}/").content.decode()
    assert "Ville" not in page


def test_the_asker_writes_and_follows_a_request_on_pages(
    rasmus, operation, astrid, browse, partner, now
):
    client = browse(astrid)
    address = f"/utlamnanden/begar/?source={rasmus.check_made.record}&about={rasmus.subject}"
    data = {"to": "KFM", "purpose": "prevent-crime", "ground": "2025:170", "what": "", "need": "x"}
    assert "Skriv vilka uppgifter som begärs." in client.post(address, data).content.decode()
    assert client.post(address, {**data, "what": "Tillgångar"}).status_code == 302
    row = DisclosureRequest.objects.get()
    kfm = partner("KFM")
    body = {**REFUSAL, "record": row.record}
    kfm.deliver(kfm.seal("disclosure-refusal", body, now=now), now=now)
    page = client.get(f"/utlamnanden/begaran/{row.pk}/").content.decode()
    assert "OSL 34:1" in page
    again = f"/utlamnanden/begaran/{row.pk}/omprova/"
    assert client.post(again, {"why": "Vi behöver dem."}).status_code == 302
    assert client.get("/utlamnanden/begar/?source=KBV/x").status_code == 404


def test_ours_is_not_ours_to_refuse(asked, astrid, now):
    with pytest.raises(NotAllowed):
        refuse(asked, astrid, now)
    with pytest.raises(NotAllowed):
        actions.review(request=asked, upheld=True, grounds=(), reasons="x", by=astrid, now=now)


def test_about_a_craft_without_numbers_nothing_is_asked(asking, astrid, siv, now):
    check = inspections.open_check(
        opening=routine_opening(now),
        place=SANDHAMN,
        craft=CraftSaid(kind="rib", colour="svart"),
        by=siv,
        now=now,
    )
    with pytest.raises(NotAllowed) as refused:
        actions.request_data(
            draft=asking(source=check.record, about=check.craft), by=astrid, now=now
        )
    assert refused.value.key == "disclosure.nobody_named"


@at_kronofogden
def test_the_room_lists_what_came_in_and_what_was_asked(came, inga, partner, browse, now):
    kbv = partner("KBV")
    kbv.deliver(kbv.release("disclosure", CONTENT, now=now), now=now)
    found = {(row.what, row.citation, row.state_words) for row in queries.rows(state="waiting")}
    assert found == {
        ("Begäran från", "lag 2025:170 5 §", "Väntar på svar"),
        ("Utlämnande från", "2016:774 2 §", "Väntar på oss"),
    }
    page = browse(inga).get("/utlamnanden/", {"partner": "KBV"}).content.decode()
    assert "Begäran från Kustbevakningen" in page


@at_kronofogden
def test_the_guided_page_knows_who_asked_and_what_for(came, inga, browse):
    page = browse(inga).get("/utlamnanden/nytt/", {"source": came.record}).content.decode()
    assert '<option value="KBV" selected>' in page
    assert '<option value="prevent-crime" selected>' in page
    step = {"source": came.record, "to": "KBV", "purpose": "prevent-crime"}
    assert "Svar i egna ord" in browse(inga).get("/utlamnanden/nytt/", step).content.decode()
