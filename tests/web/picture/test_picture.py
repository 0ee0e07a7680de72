"""At the centre: a draft, a second analyst, the council; and what a received picture must pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samverkan.rules.gradings import (
    Category,
    Grading,
    Handling,
    Information,
    Regime,
    Source,
)
from samverkan.rules.picture import ChangeKind, Confidence
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal.queries import thread_of
from samverkan.web.picture import actions, queries
from samverkan.web.subjects import actions as subjects
from tests.rules.test_picture import F2
from tests.web.picture.playing import begun, whole


@pytest.fixture
def participant():
    return "NUC"


@pytest.fixture
def viktor(staff):
    return staff("viktor", "analytiker")


@pytest.fixture
def saga(staff):
    return staff("saga", "analytiker")


@pytest.fixture
def elof(staff):
    return staff("elof", "samordnare", "utlamnande")


def refused(act, **named) -> str:
    with pytest.raises(NotAllowed) as caught:
        act(**named)
    return caught.value.key


def adopt(row, by, now):
    fresh = queries.picture(row.pk)
    actions.adopt(picture=fresh, as_of=fresh.changed_at, by=by, now=now)


def in_post(sender, now):
    return [e for e in sender.collect(now=now) if e.schema == "release/situation-picture"]


def test_two_analysts_and_the_office_bring_a_picture_to_the_council(
    partner, viktor, saga, elof, now
):
    row = whole(viktor, now)
    assert refused(actions.release, picture=row, by=elof, now=now) == "picture.draft"
    assert refused(adopt, row=row, by=viktor, now=now) == "people.two_persons"
    adopt(row, saga, now)
    actions.release(picture=row, by=elof, now=now)
    for code in ("KBV", "AKL", "RUC-STHLM"):
        (told,) = in_post(partner(code), now)
        content = told.body["content"]
        assert [each["key"] for each in content["paragraphs"]] == ["F-2", "Kobbnätet"]
        assert content["paragraphs"][0]["grading"] == "B3"
        assert content["adopted_by"] == "Saga"
        assert told.body["expires_on"] == "2026-12-31"
    assert refused(actions.release, picture=row, by=elof, now=now) == "picture.released"
    acts = [line.act for line in thread_of(row.record)]
    assert acts[:4] == ["picture.written"] * 3 + ["picture.adopted"]


def test_who_changed_it_last_is_not_the_second_person(viktor, saga, now):
    row = whole(viktor, now)
    lowered = replace(F2, confidence=Confidence.LOW)
    actions.write(picture=row, paragraph=lowered, instead_of="F-2", by=saga, now=now)
    assert queries.paragraphs(row)[0].confidence is Confidence.LOW
    assert refused(adopt, row=row, by=saga, now=now) == "people.two_persons"
    adopt(row, viktor, now)


def test_what_is_adopted_is_what_was_read(viktor, saga, now):
    row = queries.picture(whole(viktor, now).pk)
    later = now + timedelta(minutes=1)
    actions.write(picture=row, paragraph=replace(F2, key="F-9"), by=viktor, now=later)
    with pytest.raises(Changed):
        actions.adopt(picture=row, as_of=row.changed_at, by=saga, now=later)


def test_an_adopted_version_is_frozen(viktor, saga, now):
    row = whole(viktor, now)
    adopt(row, saga, now)
    change = {"picture": row, "by": viktor, "now": now}
    assert refused(actions.write, paragraph=replace(F2, key="F-9"), **change) == "picture.adopted"
    assert refused(actions.remove, key="F-2", **change) == "picture.adopted"
    assert refused(actions.begin_version, **change) == "picture.not_released"


def test_the_next_version_says_what_has_changed(viktor, saga, elof, partner, now):
    row = whole(viktor, now)
    adopt(row, saga, now)
    actions.release(picture=row, by=elof, now=now)
    second = actions.begin_version(picture=row, by=viktor, now=now)
    assert queries.changed_since(row) == ()
    graded = replace(F2, grading=Grading(Source.A, Information.ONE))
    actions.write(picture=second, paragraph=graded, instead_of="F-2", by=viktor, now=now)
    actions.remove(picture=second, key="Kobbnätet", by=viktor, now=now)
    found = queries.changed_since(second)
    assert [(each.key, each.kind, each.fields) for each in found] == [
        ("F-2", ChangeKind.CHANGED, ("grading",)),
        ("Kobbnätet", ChangeKind.REMOVED, ()),
    ]
    adopt(second, saga, now)
    actions.release(picture=second, by=elof, now=now)
    assert [e.about.number for e in in_post(partner("KBV"), now)] == [1, 2]


@pytest.mark.parametrize("field", ["title", "text", "gap", "dissent"])
def test_no_field_takes_a_personal_number(viktor, now, field):
    row = begun(viktor, now)
    said = replace(F2, **{field: "Mannen är 000101-9801"})
    assert refused(actions.write, picture=row, paragraph=said, by=viktor, now=now) == (
        "picture.personal_number"
    )
    assert queries.paragraphs(row) == ()


def test_the_name_of_a_person_known_here_is_refused(viktor, now):
    known_person("Rasmus Skvalpholm", viktor, now)
    row = begun(viktor, now)
    said = replace(F2, text="Nätverket leds av Rasmus Skvalpholm.")
    assert refused(actions.write, picture=row, paragraph=said, by=viktor, now=now) == "picture.name"
    other = replace(F2, text="Nätverket leds från Stora Kobben.")
    actions.write(picture=row, paragraph=other, by=viktor, now=now)


def known_person(name, by, now):
    ref = subjects.new_subject(kind="person", by=by, now=now, case="NUC/ärende")
    saying = subjects.Saying(
        property="name",
        value=name,
        source="NUC",
        ground="2018:1693",
        regime=Regime.BDL,
        category=Category.OTHER,
        fact=True,
        grading="B2",
        handling=Handling.H2,
        delete_after=date(2026, 1, 1),
    )
    subjects.say(subject=ref, sayings=(saying,), case="NUC/ärende", by=by, now=now)


def test_a_key_stands_once(viktor, now):
    row = whole(viktor, now)
    assert refused(actions.write, picture=row, paragraph=F2, by=viktor, now=now) == (
        "picture.key_taken"
    )


def test_only_analysts_write(staff, now):
    assert refused(begun, by=staff("elof", "samordnare"), now=now) == "people.no_permission"


def test_an_empty_picture_is_not_adopted(viktor, saga, now):
    assert refused(adopt, row=begun(viktor, now), by=saga, now=now) == "picture.empty"
