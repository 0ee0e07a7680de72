"""The room and the check's page: who may open them, what they show, what they write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.rules.inspections import Outcome
from samverkan.web.inspections import actions, queries
from samverkan.web.inspections.models import Check
from samverkan.web.journal.queries import newest
from tests.web.inspections.conftest import RASMUS, SANDHAMN, UNKNOWN, routine_opening

PLACE = {"latitude": "59,29", "longitude": "18,9183", "place": "Sandhamn"}


@pytest.mark.parametrize("role", ["ledamot", "samordnare", "uppfoljning", "personal", "tillsyn"])
def test_other_roles_see_no_check(check, rasmus, staff, browse, role):
    client = browse(staff("other", role))
    one = queries.address(check)
    for address in (
        "/kontroller/",
        "/kontroller/rutin/",
        one,
        f"{one}versioner/",
        f"{one}person/",
        f"{one}kvitto/{rasmus.pk}/sv.pdf",
        f"{one}fraga/{rasmus.pk}/",
    ):
        assert client.get(address).status_code == 403, address
    for address in (f"{one}lade-ut/", f"{one}godkann/", f"{one}befal/beslut/"):
        assert client.post(address).status_code == 403, address


def test_the_list_shows_the_day_and_one_entry_is_journalled(routine, siv, browse, now):
    actions.open_check(
        opening=routine_opening(now, started_at=now - timedelta(days=1)),
        place=SANDHAMN,
        by=siv,
        now=now,
    )
    client = browse(siv)
    page = client.get("/kontroller/").content.decode()
    assert "2025-0001" in page
    assert "2025-0002" not in page
    assert newest(1)[0].record["details"]["seen"] == [routine.record]
    yesterday = client.get("/kontroller/", {"day": "2025-07-11"}).content.decode()
    assert "2025-0002" in yesterday
    assert "2025-0001" not in yesterday
    everything = client.get("/kontroller/", {"day": "", "mode": "routine", "mine": "on"})
    assert "2025-0001" in everything.content.decode()
    wrong = client.get("/kontroller/", {"day": "igår"}).content.decode()
    assert "2025-0001" in wrong


def test_the_card_of_todays_operation_leads_to_a_check_in_it(operation, siv, browse):
    page = browse(siv).get("/kontroller/").content.decode()
    assert operation.name in page
    assert "/kontroller/insats/" in page


def test_without_a_decided_operation_there_is_only_routine(siv, browse):
    page = browse(siv).get("/kontroller/").content.decode()
    assert "alla kontroller är rutinkontroller" in page
    assert "/kontroller/insats/" not in page


def test_a_routine_check_is_done_in_one_go(siv, browse):
    client = browse(siv)
    answer = client.post("/kontroller/rutin/", {**PLACE, "ground": "kbl-6-1", "done": "1"})
    check = Check.objects.get()
    assert answer.headers["Location"] == queries.address(check)
    assert (check.outcome, check.latitude) == ("nothing-found", 59.29)
    client.post("/kontroller/rutin/", {**PLACE, "ground": "2021:626-21", "kind": "jet-ski"})
    second = Check.objects.latest("pk")
    assert second.control_ended_at is None
    assert second.craft


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"latitude": "norrut"}, "Skriv grader, till exempel 59,289."),
        ({"latitude": "95"}, "Så många grader finns inte."),
    ],
)
def test_a_wrong_position_says_what_is_right(siv, browse, wrong, words):
    data = {**PLACE, "ground": "kbl-6-1", **wrong}
    assert words in browse(siv).post("/kontroller/rutin/", data).content.decode()


def test_a_check_in_the_operation_is_written_and_a_refusal_loses_nothing(operation, siv, browse):
    client = browse(siv)
    data = {
        **PLACE,
        "operation": operation.record,
        "grounds": ["2021:626-21"],
        "powers": ["stop", "board"],
        "kind": "jet-ski",
        "make": "Skvalp GTX 300",
    }
    page = client.post("/kontroller/insats/", data).content.decode()
    assert "ger ingen rätt att gå ombord" in page
    assert "Skvalp GTX 300" in page
    assert not Check.objects.exists()
    assert client.post("/kontroller/insats/", {**data, "powers": ["stop"]}).status_code == 302
    assert Check.objects.get().operation == operation.record


def test_the_main_act_is_to_end_once_somebody_is_noted(routine, siv, browse, now):
    def main_act() -> str:
        page = browse(siv).get(queries.address(routine)).content.decode()
        card = page[page.index('class="acts"') :]
        primary = card[card.index('data-variant="primary"') :]
        return primary[primary.index(">") + 1 : primary.index("</a>")]

    assert main_act() == "Lägg till person"
    actions.add_person(check=routine, said=RASMUS, by=siv, now=now)
    assert main_act() == "Avsluta kontrollen"


def test_the_check_is_the_crews_hub(check, rasmus, siv, browse, now):
    actions.add_note(check=check, text="Bar en klocka.", fact=True, by=siv, now=now)
    page = browse(siv).get(queries.address(check)).content.decode()
    for words in (
        "Skärgårdssommar 2025",
        "lag 2021:626 21 §",
        "Rasmus Skvalpholm",
        "SEZZK30021E424",
        "Bar en klocka.",
        "Fråga om Rasmus Skvalpholm",
        "Lämna ut uppgifter om Rasmus Skvalpholm",
        "Begär uppgifter om Rasmus Skvalpholm",
        "Kvitto till Rasmus Skvalpholm",
        "Avsluta kontrollen",
        "ingen hålls kvar för en annan myndighet",
    ):
        assert words in page, words


def test_the_forms_of_a_check_write_what_they_say(check, siv, browse, fresh):
    client, one = browse(siv), queries.address(check)
    person = {
        "role": "driver",
        "name": "Bo Fenderström",
        "personal_number": "19880614-9806",
        "evidence": "körkort",
        "documented": "on",
    }
    assert client.post(f"{one}person/", {**person, "unknown": "on"}).status_code == 200
    assert client.post(f"{one}person/", person).status_code == 302
    row = fresh(check).persons.get()
    changed = {**person, "personal_number": "19900101-9802", "reason": "fel siffra"}
    assert client.post(f"{one}person/{row.pk}/", changed).status_code == 302
    assert client.post(f"{one}farkost/", {"kind": "jet-ski", "colour": "röd"}).status_code == 302
    assert client.post(f"{one}anteckning/", {"text": "Lugn.", "kind": "view"}).status_code == 302
    end = {"outcome": "reminded", "ended_at": "2025-07-12T14:05", "alongside": "on"}
    assert client.post(f"{one}avsluta/", end).status_code == 302
    assert fresh(check).alongside
    assert client.post(f"{one}lade-ut/").status_code == 302
    ended = fresh(check)
    assert (ended.outcome, ended.alongside) == ("reminded", False)
    page = client.get(f"{one}ratta/").content.decode()
    assert "59,29" in page
    right = {
        **PLACE,
        "grounds": ["2021:626-21", "1976:1090-2"],
        "powers": ["stop"],
        "started_at": "2025-07-12T14:00",
        "control_ended_at": "2025-07-12T14:05",
        "outcome": "reminded",
        "reason": "annan åtgärd",
        "version": ended.version,
    }
    assert client.post(f"{one}ratta/", {**right, "reason": ""}).status_code == 200
    assert client.post(f"{one}ratta/", right).status_code == 302
    assert client.post(f"{one}ratta/", right).status_code == 409
    assert "annan åtgärd" in client.get(f"{one}versioner/").content.decode()


def test_the_officer_approves_and_decides_on_the_page(routine, siv, vera, browse, now, fresh):
    one = queries.address(routine)
    assert browse(vera).post(f"{one}befal/beslut/").status_code == 404
    assert browse(siv).post(f"{one}befal/", {"reason": "dimma"}).status_code == 302
    page = browse(vera).get(one).content.decode()
    assert "Kontrollen får fortsätta" in page
    assert browse(vera).post(f"{one}befal/beslut/", {"goes_on": "yes"}).status_code == 302
    actions.end_control(
        check=fresh(routine),
        ended_at=now,
        outcome=Outcome.NOTHING_FOUND,
        alongside=False,
        by=siv,
        now=now,
    )
    assert browse(vera).post(f"{one}godkann/", {"version": "x"}).status_code == 409
    version = fresh(routine).version
    assert browse(vera).post(f"{one}godkann/", {"version": version}).status_code == 302
    assert "Godkänd" in browse(siv).get(one).content.decode()


def test_an_unknown_person_can_neither_be_asked_about_nor_disclosed(check, siv, browse, now, fresh):
    actions.add_person(check=fresh(check), said=UNKNOWN, by=siv, now=now)
    page = browse(siv).get(queries.address(check)).content.decode()
    assert page.count("Identiteten är okänd: utan nummer") == 3


def test_addresses_that_name_nothing_are_404(check, routine, rasmus, siv, browse):
    client, one = browse(siv), queries.address(check)
    assert client.get("/kontroller/KBV/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert client.get(f"{one}person/999/").status_code == 404
    other = queries.address(routine)
    assert client.get(f"{other}person/{rasmus.pk}/").status_code == 404


def test_the_room_is_translated(check, rasmus, siv, browse):
    client = browse(siv)
    client.cookies["language_none"] = "en"
    assert RASMUS.name in client.get(queries.address(check)).content.decode()


def test_a_craft_nobody_has_seen_is_not_asked_about(siv, browse, now):
    check = actions.open_check(opening=routine_opening(now), place=SANDHAMN, by=siv, now=now)
    assert browse(siv).get(f"{queries.address(check)}fraga/farkost/").status_code == 404
