"""The staff fits the participants and the roles that the program knows."""

from collections import Counter
from importlib.resources import files
from tomllib import loads

import pytest

from samverkan.demo.story.people import PARTICIPANTS, Role, holders, member, staff
from samverkan.rules.roles import roles


def started():
    text = files("samverkan.exchange").joinpath("participants.toml").read_text("utf-8")
    return {row["code"]: row for row in loads(text)["participant"] if row["started"]}


def test_the_staff_works_at_the_participants_that_run_an_instance():
    assert set(PARTICIPANTS) == set(started())


def test_every_role_exists_and_fits_the_remit_of_its_participant():
    misfits = [
        (each.reference, role)
        for each in staff()
        for role in each.roles
        if not roles()[role].fits(started()[each.participant]["remits"])
    ]
    assert misfits == []


def test_titles_have_both_languages_and_the_same_title_the_same_english():
    titles = {(each.titled("sv"), each.titled("en")) for each in staff()}
    assert all(sv and en for sv, en in titles)
    assert len({sv for sv, _ in titles}) == len(titles)


def test_nobody_stands_twice_and_ids_are_plain():
    references = Counter(each.reference for each in staff())
    assert set(references.values()) == {1}
    assert all(each.name.isascii() and each.name.islower() for each in staff())


@pytest.mark.parametrize("participant", sorted(set(PARTICIPANTS) - {"NUC"}))
def test_every_participant_has_somebody_to_decide(participant):
    assert holders(participant, Role.LEDAMOT)


def test_the_chair_sits_at_the_national_centre_and_each_desk_has_somebody():
    assert [each.display_name for each in holders("NUC", Role.ORDFORANDE)] == ["Barbro Rikslots"]
    assert {role for each in staff() for role in each.roles} == set(Role) == set(roles())


def test_payment_takes_two_and_every_instance_has_an_administrator():
    assert len(holders("KFM", Role.FORDELNING)) >= 2
    assert all(holders(participant, Role.PERSONAL) for participant in PARTICIPANTS)


def test_a_member_is_found_by_reference():
    assert member("KBV/siv.relingsdotter").display_name == "Siv Relingsdotter"
    with pytest.raises(KeyError):
        member("KBV/nobody")
