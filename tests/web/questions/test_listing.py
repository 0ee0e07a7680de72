"""Our own list: each entry a decision, bad rows set aside with their reason, withdrawn at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.queries import newest
from samverkan.web.people.queries import local_date
from samverkan.web.questions import actions, queries, registers
from samverkan.web.questions.models import ListedLikeness, ListedNumber, ListEntry
from samverkan.web.questions.registers import Row

ROW = Row(
    line=2,
    list_id="KFM-operation",
    ground="2016:774",
    need="Personen nämns i insatsen.",
    harm_test="Inga övervägande skäl mot.",
    ends_on="2025-08-31",
    case_reference="KFM 2025-1",
    numbers=(("personal_number", "19900101-9802"),),
)
HEADER = "personal_number,name,list,ground,need,harm_test,ends_on,case_reference\n"


@pytest.fixture
def participant() -> str:
    return "KFM"


@pytest.fixture
def lage(staff):
    return staff("lage", "forteckning")


@pytest.fixture
def put(lage, now):
    def put(*rows: Row):
        return actions.list_entries(rows=rows, by=lage, now=now)

    return put


def test_a_register_is_read_again_and_again(put):
    other = replace(ROW, line=3, case_reference="KFM 2025-2", list_id="KFM-pending")
    rows = (ROW, replace(other, ground="osl-34-1-pending"))
    first = put(*rows)
    assert (first.listed, first.stood_before, first.aside) == (2, 0, ())
    again = put(*rows)
    assert (again.listed, again.stood_before, again.aside) == (0, 2, ())
    assert [row.normal for row in ListedNumber.objects.all()] == ["199001019802"] * 2
    assert [line.about for line in newest(2)] == ["list/KFM-pending", "list/KFM-operation"]
    assert newest(1)[0].record["details"] == {"cases": ["KFM 2025-2"], "count": 1}


@pytest.mark.parametrize(
    ("change", "field", "key"),
    [
        ({"numbers": ()}, "personal_number", "packs.no_number"),
        ({"numbers": (("hull", "SE-1"),)}, "hull", "craft.hull_length"),
        (
            {"numbers": (("personal_number", "19900101-9803"),)},
            "personal_number",
            "identifiers.check_digit",
        ),
        (
            {"numbers": (("personal_number", "19900101-T123"),)},
            "personal_number",
            "packs.no_form",
        ),
        ({"ends_on": "i höst"}, "ends_on", "packs.bad_day"),
        ({"ends_on": "2025-07-12"}, "ends_on", "questions.no_end"),
        ({"case_reference": ""}, "case_reference", "packs.no_case"),
        ({"list_id": "POL-wanted"}, "list", "questions.no_list"),
        ({"ground": "osl-10-27"}, "ground", "questions.wrong_ground"),
        ({"need": " "}, "need", "questions.no_need"),
        ({"harm_test": ""}, "harm_test", "questions.no_harm_test"),
        (
            {"numbers": (("personal_number", "19880614-9806"),), "case_reference": "KFM 2025-1"},
            "case_reference",
            "packs.case_twice",
        ),
    ],
)
def test_a_bad_row_is_set_aside_and_the_others_are_kept(put, change, field, key):
    bad = replace(ROW, **{"line": 7, "case_reference": "KFM 2025-7", **change})
    good = replace(ROW, line=8, case_reference="KFM 2025-8")
    done = put(ROW, bad, good)
    assert done.listed == 2
    (wrong,) = done.aside
    assert (wrong.line, wrong.field, wrong.refusal.key) == (7, field, key)


def test_only_a_list_keeper_lists(staff, now):
    with pytest.raises(NotAllowed, match="Your role"):
        actions.list_entries(rows=(ROW,), by=staff("siv", "jour"), now=now)


@pytest.mark.parametrize("participant", ["AKL"])
def test_who_only_receives_lists_nobody(put):
    (wrong,) = put(replace(ROW, list_id="AKL-none")).aside
    assert (wrong.field, wrong.refusal.key) == ("list", "questions.never_lists")


def test_an_entry_is_withdrawn_once_and_with_a_reason(put, lage, now):
    put(ROW)
    row = ListEntry.objects.get()
    with pytest.raises(NotAllowed, match="Write why"):
        actions.withdraw(entry=row.pk, why=" ", by=lage, now=now)
    actions.withdraw(entry=row.pk, why="betald", by=lage, now=now)
    with pytest.raises(NotAllowed, match="already"):
        actions.withdraw(entry=row.pk, why="betald", by=lage, now=now)
    assert not queries.in_force(on=local_date(now)).exists()
    assert put(ROW).listed == 1  # the case may be listed anew


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe\x00", "not text"),
        (b"", "list"),
        (b"list,ground\n", "need"),
        (HEADER.encode() + b'"a', "line 2 a quote is not closed"),
    ],
)
def test_what_is_no_register_is_refused(data, fault):
    with pytest.raises(NotAllowed, match=fault):
        registers.read(data)


def test_a_register_names_the_line_of_each_row():
    text = HEADER + '1,"Bo\nEk",L,G,N,H,2025-08-31,C1\n2,,L,G,N,H,2025-08-31,C2\n3\n'
    rows = registers.read(("\ufeff" + text).encode())
    assert [row.line for row in rows] == [2, 4, 5]
    assert [row.numbers for row in rows] == [
        (("personal_number", "1"),),
        (("personal_number", "2"),),
        (("personal_number", "3"),),
    ]
    assert rows[2].list_id == ""


def test_the_list_keeper_sees_counts_entries_and_what_ends_soon(put, lage, browse, now):
    put(ROW, replace(ROW, case_reference="KFM 2025-9", ends_on="2025-07-20"))
    page = browse(lage).get("/forteckning/").content.decode()
    assert "KFM 2025-1" in page
    assert "KFM 2025-9" in page
    assert "Insatsens lista." in page
    assert newest(1)[0].act == "list.read"
    page = browse(lage).get("/forteckning/?state=expiring").content.decode()
    assert ("KFM 2025-1" in page, "KFM 2025-9" in page) == (False, True)
    page = browse(lage).get("/forteckning/?search=199001019802&list_id=KFM-pending").content
    assert b"KFM 2025" not in page
    (waiting,) = queries.waiting_for(lage, now=now)
    assert waiting.what == "1 post slutar gälla"
    assert waiting.due.date().isoformat() == "2025-07-20"
    actions.withdraw(entry=ListEntry.objects.last().pk, why="betald", by=lage, now=now)
    assert queries.waiting_for(lage, now=now) == []
    page = browse(lage).get("/forteckning/?state=withdrawn").content.decode()
    assert "Borttagen" in page
    assert browse(lage).get("/forteckning/?state=new").status_code == 200


def test_an_entry_is_added_shown_and_withdrawn_on_its_pages(lage, browse):
    client = browse(lage)
    words = {
        "list_id": "KFM-operation",
        "personal_number": "19900101-9803",
        "case_reference": "KFM 2025-1",
        "ground": "2016:774",
        "need": "Personen nämns i insatsen.",
        "harm_test": "Inga övervägande skäl mot.",
        "ends_on": "2025-08-31",
    }
    assert client.get("/forteckning/ny/").status_code == 200
    page = client.post("/forteckning/ny/", words)
    assert "Kontrollsiffran är 3; den ska vara 2." in page.content.decode()
    assert "Personen nämns i insatsen." in page.content.decode()
    wrong = {**words, "personal_number": "19900101-9802", "list_id": "KFM-pending"}
    assert "Grunden hör inte till" in client.post("/forteckning/ny/", wrong).content.decode()
    answer = client.post("/forteckning/ny/", {**words, "personal_number": "19900101-9802"})
    assert answer.status_code == 302
    row = ListEntry.objects.get()
    page = client.get(f"/forteckning/{row.pk}/").content.decode()
    assert "199001019802" in page
    assert "Personnummer" in page
    assert client.post(f"/forteckning/{row.pk}/", {"why": "betald"}).status_code == 302
    assert "betald" in client.get(f"/forteckning/{row.pk}/").content.decode()
    assert client.get("/forteckning/999/").status_code == 404


def test_a_register_is_read_on_its_page_with_the_bad_rows_shown(lage, browse, tmp_path):
    good = "19900101-9802,Rasmus,KFM-operation,2016:774,Behov,Prövad,2025-08-31,KFM 2025-1\n"
    file = tmp_path / "register.csv"
    file.write_text(HEADER + good + good.replace("9802", "9803").replace("-1\n", "-2\n"), "utf-8")
    client = browse(lage)
    with file.open("rb") as data:
        page = client.post("/forteckning/register/", {"file": data}).content.decode()
    for words in (
        "1 post fördes in.",
        "1 rad lades åt sidan.",
        "Kontrollsiffran är 3; den ska vara 2.",
    ):
        assert words in page
    file.write_bytes(b"\xff")
    with file.open("rb") as data:
        page = client.post("/forteckning/register/", {"file": data}).content.decode()
    assert "Filen saknar kolumnerna" in page


@pytest.mark.parametrize("address", ["/forteckning/", "/forteckning/ny/", "/forteckning/register/"])
def test_only_the_list_keeper_enters(staff, browse, address):
    assert browse(staff("siv", "jour")).get(address).status_code == 403


def test_a_new_entry_is_new_for_a_week(put, now):
    put(ROW)
    on = local_date(now)
    late = now + timedelta(days=8)
    assert [count.new for count in queries.list_counts(on=on, now=now)] == [0, 1]
    assert [count.new for count in queries.list_counts(on=on, now=late)] == [0, 0]


LIKE = (("given", "Rasmus"), ("surname", "Skvalpholm"), ("birth", "1990-01-01"))


def test_an_entry_may_be_found_by_likeness_only_where_its_officer_decided_so(lage, now):
    table = (
        "list,ground,need,harm_test,ends_on,case_reference,personal_number,likeness,given_name,"
        "surname,birth_date\n"
        "KFM-operation,2016:774,N,H,2025-12-31,M 1,19900101-9802,ja,Rasmus,Skvalpholm,1990-01-01\n"
        "KFM-operation,2016:774,N,H,2025-12-31,M 2,19880614-9806,,Nadja,Farledin,1988-06-14\n"
        "KFM-operation,2016:774,N,H,2025-12-31,M 3,19880614-9806,yes,Nadja,Farledin,\n"
        "KFM-operation,2016:774,N,H,2025-12-31,M 4,19880614-9806,yes,Nadja,Farledin,1988-13-01\n"
    )
    done = actions.list_entries(rows=registers.read(table.encode()), by=lage, now=now)
    found = {row.case_ref: getattr(row, "likeness", None) for row in ListEntry.objects.all()}
    assert found["M 1"].kind == "person"
    assert found["M 1"].fields == dict(LIKE)
    assert found["M 2"] is None
    assert [(each.line, each.field) for each in done.aside] == [(4, "likeness"), (5, "birth_date")]


def test_another_likeness_of_the_same_case_takes_a_new_decision(put):
    like = replace(ROW, likeness=LIKE)
    assert put(like).listed == 1
    assert put(like).stood_before == 1
    assert [each.refusal.key for each in put(ROW).aside] == ["packs.case_twice"]


def test_what_makes_an_entry_findable_is_forgotten_with_its_case(lage, now):
    actions.list_entries(rows=(replace(ROW, likeness=LIKE),), by=lage, now=now)
    assert ListedLikeness.objects.count() == 1
    actions.forget_listed(case_refs=(ROW.case_reference,))
    assert not ListedLikeness.objects.exists()


def test_a_list_keeper_lists_a_craft_to_be_found_by_likeness(lage, browse, now):
    words = {
        "list_id": "KFM-operation",
        "ground": "2016:774",
        "need": "Behövs.",
        "harm_test": "Prövad.",
        "ends_on": "2025-12-31",
        "case_reference": "M 9",
        "hull": "SE-ZZK30021E424",
        "likeness": "on",
        "make": "Skvalp GTX 300",
    }
    assert browse(lage).post("/forteckning/ny/", words).status_code == 302
    entry = ListEntry.objects.get()
    assert entry.likeness.fields == {"make": "Skvalp GTX 300", "hull": "SE-ZZK30021E424"}
    page = browse(lage).get(f"/forteckning/{entry.pk}/").content.decode()
    assert "Får hittas på likhet" in page
    assert "Fabrikat: Skvalp GTX 300" in page
