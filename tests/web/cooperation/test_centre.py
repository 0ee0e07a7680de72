"""At the regional centre: a plan, the council's agreement, answers that are missing, the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverkan.rules.refusal import NotAllowed
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.contents import answer_content
from samverkan.web.cooperation.models import Direction
from samverkan.web.journal.queries import thread_of
from tests.web.cooperation.playing import DIRECTION, PLAN, participation

TODAY = date(2025, 7, 12)


@pytest.fixture
def participant():
    return "RUC-STHLM"


@pytest.fixture
def frida(staff):
    return staff("frida", "samordnare")


@pytest.fixture
def knut(staff):
    return staff("knut", "ledamot")


def refused(act, **named) -> str:
    with pytest.raises(NotAllowed) as caught:
        act(**named)
    return caught.value.key


def propose(frida, now, **words):
    return actions.propose_operation(plan=replace(PLAN, **words), by=frida, now=now)


def operations_in_post(sender, now):
    return [e for e in sender.collect(now=now) if e.schema == "release/operation"]


def text(response) -> str:
    return response.content.decode()


def test_nothing_leaves_before_the_council_agrees(partner, frida, knut, now):
    row = propose(frida, now)
    assert operations_in_post(partner("KFM"), now) == []
    assert queries.operations(TODAY).count() == 0
    assert refused(actions.agree, operation=row, by=frida, now=now) == "people.no_permission"
    actions.agree(operation=row, by=knut, now=now)
    for code in ("KBV", "KFM", "POL"):
        (asked,) = operations_in_post(partner(code), now)
        assert asked.body["content"]["networks"] == ["Kobbnätet", "Slörlinan"]
        assert asked.body["content"]["direction"] == DIRECTION
        assert asked.body["ground"] == "OSL 10:2"
    assert operations_in_post(partner("TULL"), now) == []
    assert queries.decisions(row.record) == ()
    assert refused(actions.agree, operation=row, by=knut, now=now) == "operations.agreed"


def test_the_centre_sees_who_has_decided(partner, frida, knut, now):
    row = propose(frida, now)
    actions.agree(operation=row, by=knut, now=now)
    kfm = partner("KFM")
    content = answer_content(participation("KFM", row.record))
    kfm.deliver(kfm.release("cooperation-decision", content, now=now), now=now)
    assert queries.missing(row.record) == ("KBV", "POL")
    (waiting,) = queries.waiting_for(frida, now=now)
    assert "svar saknas från KBV, POL" in waiting.what


def test_closing_is_told_to_everyone(partner, frida, knut, now):
    row = propose(frida, now)
    assert refused(actions.close, operation=row, words="Klart.", by=frida, now=now) == (
        "operations.not_running"
    )
    actions.agree(operation=row, by=knut, now=now)
    assert refused(actions.close, operation=row, words=" ", by=frida, now=now) == (
        "operations.no_words"
    )
    actions.close(operation=row, words="Korten gäller inte längre.", by=frida, now=now)
    first, second = operations_in_post(partner("KBV"), now)
    assert (first.body["content"]["closed_at"], second.about.number) == (None, 2)
    assert second.body["content"]["closing_words"] == "Korten gäller inte längre."
    assert queries.operations(TODAY).count() == 0
    assert [line.act for line in thread_of(row.record)][:2] == [
        "operation.proposed",
        "operation.agreed",
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"direction": ""}, "operations.no_direction"),
        ({"networks": ()}, "cooperation.not_delimited"),
        ({"goal": " "}, "cooperation.not_delimited"),
        ({"serious": ""}, "cooperation.not_serious"),
        ({"organised": ""}, "cooperation.not_organised"),
        ({"ends": date(2025, 6, 13), "days": ()}, "cooperation.ends_first"),
        ({"days": (date(2025, 9, 1),)}, "operations.day_outside"),
        ({"participants": ("KBV", "KBV")}, "operations.too_few"),
    ],
)
def test_a_plan_that_is_not_delimited_is_refused(frida, now, words, key):
    assert refused(propose, frida=frida, now=now, **words) == key


def test_a_plan_is_written_agreed_on_and_closed_on_the_pages(frida, knut, browse, now):
    Direction.objects.create(
        record=DIRECTION,
        title="Gemensam inriktning 2025",
        text="Minska vinsterna.",
        picture="NUC/1",
        starts=date(2025, 1, 1),
        ends=date(2025, 12, 31),
        proposal="NUC/2",
        version_hash="a" * 64,
        positions=[],
        silent=[],
        adopted_by="Barbro",
        adopted_at=now,
    )
    desk, chair = browse(frida), browse(knut)
    assert "Ny insats" in text(desk.get("/insatser/"))
    fields = {
        "name": "Skärgårdssommar 2025",
        "direction": DIRECTION,
        "phenomenon": "F-2",
        "networks": "Kobbnätet\nSlörlinan\n",
        "subject": "Bruk av farkoster",
        "goal": "Återta vinster",
        "serious": "Grov brottslighet.",
        "organised": "Två grupper.",
        "methods": "Kontroll till sjöss",
        "participants": ["KBV", "KFM"],
        "starts": "2025-06-13",
        "ends": "2025-08-31",
        "days": "2025-07-12\n2025-07-13",
    }
    wrong = desk.post("/insatser/ny/", {**fields, "days": "i morgon"})
    assert "”i morgon” är ingen dag." in text(wrong)
    alone = desk.post("/insatser/ny/", {**fields, "participants": ["KBV"]})
    assert "Samverkan kräver minst två myndigheter." in text(alone)
    made = desk.post("/insatser/ny/", fields)
    row = queries.operation_rows().get()
    assert made.url == f"/insatser/{row.pk}/"
    assert (row.networks, row.days) == (["Kobbnätet", "Slörlinan"], ["2025-07-12", "2025-07-13"])
    assert "Rådets beslut om insatsen" in queries.waiting_for(knut, now=now)[0].what
    chair.post(f"/insatser/{row.pk}/enighet/")
    page = text(desk.get(f"/insatser/{row.pk}/"))
    assert "Inget svar" in page
    assert "Gemensam inriktning 2025" in page
    assert desk.get(f"/insatser/{row.pk}/avsluta/").status_code == 200
    desk.post(f"/insatser/{row.pk}/avsluta/", {"words": "Sommaren är slut."})
    assert "Sommaren är slut." in text(desk.get(f"/insatser/{row.pk}/"))


def test_operations_under_one_direction_are_shown_as_no_cause_of_each_other(frida, browse, now):
    row = propose(frida, now)
    propose(frida, now, name="Lönegaranti Stockholm", phenomenon="F-1")
    page = text(browse(frida).get(f"/insatser/{row.pk}/"))
    assert "Lönegaranti Stockholm" in page or "F-1" in page
    assert "Den ena är inte orsak till den andra." in page


def test_only_a_council_asks(partner, frida, now):
    row = propose(frida, now)
    row.record = "NUC/77777777-7777-4777-8777-777777777777"
    assert refused(actions.agree, operation=row, by=frida, now=now) == "operations.not_home"
