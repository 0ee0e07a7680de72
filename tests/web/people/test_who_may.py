"""Adding staff and giving roles asks for the permission in the act itself."""

from __future__ import annotations

import pytest

from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, sentence
from samverkan.web.people import actions
from samverkan.web.people.models import Mandate, Person
from tests.web.conftest import FROM


def test_only_who_manages_staff_adds_somebody_and_gives_or_ends_a_role(staff, now):
    siv, ada = staff("siv", "patrull"), staff("ada", "personal")
    person = Person.objects.get(username="ada")
    role = {"role": "tillsyn", "valid_from": FROM, "valid_to": None, "now": now}
    words = {"username": "ny", "display_name": "Ny", "title": "", "password": None, "now": now}
    mandate = Mandate.objects.get(person=person)
    for act in (
        lambda: actions.add_person(**words, by=siv),
        lambda: actions.give_mandate(person=person, **role, by=siv),
        lambda: actions.end_mandate(pk=mandate.pk, by=siv, now=now),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.key == "people.no_permission"
    actions.give_mandate(person=actions.add_person(**words, by=ada), **role, by=ada)


def test_a_refusal_shows_no_code_of_a_permission(staff, browse):
    page = browse(staff("siv", "patrull")).get("/personal/")
    assert page.status_code == 403
    assert sentence("people.no_permission") in page.content.decode()
    assert Permission.MANAGE_STAFF not in page.content.decode()
