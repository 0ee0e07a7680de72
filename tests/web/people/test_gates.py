"""Who may open an address, what a read leaves in the journal, and how a refusal looks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.urls import path

from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.roles import permissions_of, roles
from samverkan.web.conf.urls import urlpatterns as real
from samverkan.web.journal import actions as journal
from samverkan.web.journal.models import Entry
from samverkan.web.journal.queries import newest
from samverkan.web.people.gates import Gate, public, reads, requires


@requires(Permission.OVERSEE)
@reads(Act.STAFF_READ)
def shows(request):
    request.seen = ["KBV/person"]
    return HttpResponse("hemlig person", status=int(request.GET.get("status", 200)))


@requires()
@reads(Act.STAFF_READ)
def lists(request):
    request.seen = ["KBV/a", "KBV/b"]
    return redirect("desk") if request.GET.get("away") else HttpResponse("a och b")


@requires(Permission.OVERSEE)
def refuses(request):
    raise NotAllowed("people.two_persons", person="Siv")


@requires(Permission.OVERSEE)
def loses(request):
    raise Changed("Siv hann före.")


@public
def breaks(request):
    raise RuntimeError("hemliga ord")


def forgotten(request):
    return HttpResponse("ingen grind")


urlpatterns = [
    path("visar/", shows),
    path("listar/", lists),
    path("vagrar/", refuses),
    path("forlorar/", loses),
    path("gar-sonder/", breaks),
    path("glomd/", forgotten),
    *real,
]
handler404 = "samverkan.web.conf.views.not_found"
handler500 = "samverkan.web.conf.views.server_error"
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def overseer(staff, browse):
    return browse(staff("tor", "tillsyn"))


def reads_entered() -> int:
    return Entry.objects.filter(act=Act.STAFF_READ).count()


def test_an_address_without_a_gate_is_not_there(overseer, browse):
    for client in (overseer, browse(None)):
        answer = client.get("/glomd/")
        assert answer.status_code == 404
        assert b"ingen grind" not in answer.content


def test_a_stranger_is_sent_to_log_in_and_reads_nothing(browse):
    answer = browse(None).get("/visar/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/logga-in/")
    assert reads_entered() == 0


def test_a_role_without_the_permission_is_told_so_and_reads_nothing(staff, browse):
    answer = browse(staff("petra", "patrull")).get("/visar/")
    assert answer.status_code == 403
    assert "Din roll ger inte rätt till detta." in answer.content.decode()
    assert "hemlig person" not in answer.content.decode()
    assert reads_entered() == 0


def test_without_a_role_only_what_is_open_to_all_staff(staff, browse):
    client = browse(staff("ny"))
    assert client.get("/listar/").status_code == 200
    assert client.get("/visar/").status_code == 403


@pytest.mark.parametrize("role", sorted(roles()))
def test_a_role_opens_exactly_what_its_row_says(role):
    mine = permissions_of([role])
    actor = Actor(ActorKind.PERSON, "KBV", "x", mine)
    for permission in Permission:
        gate = Gate(frozenset({permission}))
        if permission in mine:
            gate.check(actor)
            actor.may(permission)
        else:
            with pytest.raises(NotAllowed):
                gate.check(actor)
            with pytest.raises(NotAllowed):
                actor.may(permission)


def test_one_of_several_permissions_is_enough():
    either = Gate(frozenset({Permission.OVERSEE, Permission.CHECK}))
    either.check(Actor(ActorKind.PERSON, "KBV", "x", permissions_of(["patrull"])))


def test_what_staff_see_stays_in_no_cache(overseer, browse):
    assert overseer.get("/visar/")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in browse(None).get("/tillganglighet/")


def test_a_page_about_one_thing_leaves_one_entry_about_it(overseer):
    overseer.get("/visar/?q=1")
    assert reads_entered() == 1
    line = newest(1)[0]
    assert (line.about, line.actor) == ("KBV/person", "KBV/tor")
    assert line.record["details"] == {"address": "/visar/?q=1", "seen": ["KBV/person"]}


def test_a_list_leaves_one_entry_with_its_criteria_and_references(overseer):
    overseer.get("/listar/?sort=namn")
    assert reads_entered() == 1
    line = newest(1)[0]
    assert line.about == "/listar/"
    assert line.record["details"] == {
        "address": "/listar/?sort=namn",
        "seen": ["KBV/a", "KBV/b"],
    }


def test_a_form_that_comes_back_shows_the_page_and_is_entered(overseer):
    assert overseer.post("/visar/").status_code == 200
    assert reads_entered() == 1
    assert overseer.post("/visar/?status=422").status_code == 422
    assert reads_entered() == 2


def test_going_elsewhere_shows_nothing_and_enters_nothing(overseer):
    assert overseer.get("/listar/?away=1").status_code == 302
    assert reads_entered() == 0


def test_without_its_entry_nothing_is_shown(overseer, monkeypatch):
    def full(*args, **kwargs):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(journal, "record", full)
    overseer.raise_request_exception = False
    answer = overseer.get("/visar/")
    assert answer.status_code == 500
    assert "hemlig person" not in answer.content.decode()
    assert "Något gick fel hos oss" in answer.content.decode()


def test_a_rules_refusal_is_a_page_with_its_sentence(overseer):
    answer = overseer.get("/vagrar/")
    assert answer.status_code == 403
    assert "En annan person än Siv måste göra detta" in answer.content.decode()


def test_a_lost_race_is_a_page_of_its_own(overseer):
    answer = overseer.get("/forlorar/")
    assert answer.status_code == 409
    assert "Siv hann före." in answer.content.decode()


def test_a_fault_of_ours_says_nothing_of_what_it_was(overseer, caplog):
    overseer.raise_request_exception = False
    answer = overseer.get("/gar-sonder/")
    assert answer.status_code == 500
    assert "hemliga ord" not in answer.content.decode()


def test_what_does_not_exist_is_404_for_staff(staff, browse):
    client = browse(staff("siv", "utlamnande"))
    for address in ("/anteckningar/99/", "/utlamnat/99/", "/mottaget/99/", "/finns/inte/"):
        assert client.get(address).status_code == 404, address


def test_a_view_that_says_404_itself_still_does():
    request = RequestFactory().get("/")

    @public
    def gone(request):
        raise Http404

    with pytest.raises(Http404):
        gone(request)
