"""Staff and mandates: a role holds from a day until a day, and who decided it is in the journal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal.queries import thread_of
from samverkan.web.people import actions, queries
from samverkan.web.people.models import Mandate, Person

ME = Actor.instance("KBV")


@pytest.fixture
def admin(staff, browse):
    return browse(staff("alma", "personal"))


def give(username: str, role: str, first: date, last: date | None, now) -> Mandate:
    return actions.give_mandate(
        person=Person.objects.get(username=username),
        role=role,
        valid_from=first,
        valid_to=last,
        by=ME,
        now=now,
    )


def test_a_mandate_holds_its_first_and_last_day_in_swedish_time(staff, now):
    staff("siv")
    give("siv", "patrull", date(2025, 7, 1), date(2025, 7, 31), now)

    def may(at):
        return Permission.CHECK in queries.actor_named("siv", on=at).permissions

    # 2025-07-01 begins at 22 UTC on 30 June in Stockholm.
    assert not may(datetime(2025, 6, 30, 21, 59, tzinfo=UTC))
    assert may(datetime(2025, 6, 30, 22, 0, tzinfo=UTC))
    assert may(datetime(2025, 7, 31, 21, 59, tzinfo=UTC))
    assert not may(datetime(2025, 7, 31, 22, 0, tzinfo=UTC))


def test_the_database_itself_refuses_a_mandate_that_ends_before_it_begins(staff, now):
    staff("siv")
    with pytest.raises(IntegrityError):
        give("siv", "patrull", date(2025, 7, 2), date(2025, 7, 1), now)


def test_a_role_that_does_not_exist_cannot_be_given(staff, now):
    staff("siv")
    with pytest.raises(KeyError):
        give("siv", "chef", date(2025, 7, 1), None, now)


def test_the_administrator_gives_no_role_to_themself(admin):
    mandate = {"role": "tillsyn", "valid_from": "2025-07-01", "valid_to": ""}
    assert admin.post("/personal/alma/", mandate).status_code == 403
    assert not Mandate.objects.filter(role="tillsyn").exists()


def test_ending_a_mandate_is_done_once_and_takes_effect_the_day_after(staff, now):
    staff("siv")
    row = give("siv", "patrull", date(2025, 7, 1), None, now)
    actions.end_mandate(pk=row.pk, by=ME, now=now)

    assert Permission.CHECK in queries.actor_named("siv", on=now).permissions
    tomorrow = now + timedelta(days=1)
    assert Permission.CHECK not in queries.actor_named("siv", on=tomorrow).permissions
    with pytest.raises(Changed):
        actions.end_mandate(pk=row.pk, by=ME, now=tomorrow)
    acts = [line.act for line in thread_of("staff/siv")]
    assert acts == ["staff.added", "staff.mandate-given", "staff.mandate-ended"]


def test_a_mandate_that_has_not_begun_cannot_be_ended(staff, now):
    staff("siv")
    row = give("siv", "patrull", date(2025, 8, 1), None, now)
    with pytest.raises(Changed):
        actions.end_mandate(pk=row.pk, by=ME, now=now)


def test_who_has_left_acts_no_more(staff, browse, now):
    client = browse(staff("siv", "utlamnande"))
    assert client.get("/anteckningar/").status_code == 200
    Person.objects.filter(username="siv").update(is_active=False)
    assert client.get("/anteckningar/").status_code == 302
    with pytest.raises(Person.DoesNotExist):
        queries.actor_named("siv", on=now)


def test_two_persons_are_two(staff):
    siv = staff("siv")
    queries.must_be_another(siv, "KBV/anna")
    with pytest.raises(NotAllowed):
        queries.must_be_another(siv, siv.reference)


def test_those_who_hold_a_role_are_found_in_order(staff, now):
    staff("siv", "patrull")
    staff("anna", "patrull", "vakthavande")
    found = queries.holders_of("patrull", on=now.date())
    assert [person.username for person in found] == ["anna", "siv"]


def test_a_name_is_shown_for_our_own_and_the_reference_for_others(staff):
    staff("siv")
    assert queries.display_name("KBV/siv") == "Siv"
    assert queries.display_name("KFM/okand") == "KFM/okand"


ANNA = {
    "username": "anna.lind",
    "display_name": "Anna Lind",
    "title": "Kustbevakningsassistent",
    "password": "sju sjösjuka sjömän",
}


def test_a_member_of_staff_is_added_given_a_mandate_and_logs_in(admin, browse, now):
    answer = admin.post("/personal/", ANNA)
    assert answer["Location"] == "/personal/anna.lind/"
    page = admin.get("/personal/anna.lind/").content.decode()
    assert "Anna Lind" in page
    assert "patrull" in page
    mandate = {"role": "patrull", "valid_from": "2025-07-01", "valid_to": ""}
    admin.post("/personal/anna.lind/", mandate)
    page = admin.get("/personal/anna.lind/").content.decode()
    assert "tills vidare" in page
    assert "Alma" in page

    client = browse(None)
    words = {"login": "anna.lind", "password": ANNA["password"]}
    answer = client.post("/konto/logga-in/", words)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    assert "staff.logged-in" in {line.act for line in thread_of("staff/anna.lind")}

    row = Mandate.objects.get(person__username="anna.lind")
    assert admin.post(f"/personal/mandat/{row.pk}/avsluta/").status_code == 302
    assert Mandate.objects.get(pk=row.pk).valid_to == date(2025, 7, 12)
    assert admin.post(f"/personal/mandat/{row.pk}/avsluta/").status_code == 409


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"username": "alma"}, "Det finns redan någon"),
        ({"username": "Anna Lind"}, "Skriv som anna.lind."),
        ({"password": "kort"}, "12"),
        ({"display_name": ""}, "Namn"),
    ],
)
def test_a_member_of_staff_that_cannot_be_added_is_explained(admin, wrong, says):
    answer = admin.post("/personal/", {**ANNA, **wrong})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert Person.objects.count() == 1


def test_a_mandate_with_its_days_turned_round_is_explained(admin):
    words = {"role": "patrull", "valid_from": "2025-07-02", "valid_to": "2025-07-01"}
    answer = admin.post("/personal/alma/", words)
    assert "Sista dagen kommer före den första." in answer.content.decode()
    assert Mandate.objects.count() == 1


def test_only_roles_that_fit_the_authority_are_offered(instance):
    here = dict(queries.roles_here(language="sv"))
    assert "patrull" in here
    assert not {"jour", "analytiker", "ordforande"} & set(here)
    assert dict(queries.roles_here(language="en"))["patrull"] == "Patrol"


def test_the_staff_page_is_for_those_who_manage_staff(staff, browse):
    client = browse(staff("petra", "patrull"))
    for address in ("/personal/", "/personal/petra/"):
        assert client.get(address).status_code == 403
        assert client.post(address, ANNA).status_code == 403
    assert not Person.objects.filter(username="anna.lind").exists()
