"""Lists taken out into a spreadsheet are disclosures: ground, need, copy, last day, entry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samverkan.rules.acts import Act
from samverkan.rules.list_exports import ListKind, Wish
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.retention import Kept
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import ListedItem, ListExport
from samverkan.web.journal.actions import erase_case
from samverkan.web.journal.queries import thread_of
from samverkan.web.oversight.due import due_cases
from samverkan.wire.canonical import digest
from tests.web.enforcement.visiting import shown

AT = datetime(2025, 9, 15, 8, tzinfo=UTC)
WRITTEN = {
    "kind": "property",
    "first": "2025-06-01",
    "last": "2025-08-31",
    "recipient": "Förrådet",
    "need": "Inventering",
    "ground": "own-desk",
    "form": "csv",
}


def wish(**change):
    given = {
        "kind": ListKind.PROPERTY,
        "ground": "own-desk",
        "recipient": "Förrådet",
        "need": "Inventering",
        "first": date(2025, 6, 1),
        "last": date(2025, 9, 30),
    }
    return Wish(**{**given, **change})


def text_of(row):
    return queries.file_of_export(row).decode("utf-8-sig")


def test_the_property_with_names_stays_in_the_house_and_is_entered(walk, desk):
    walk(1)
    row = actions.export_list(wish=wish(), form="csv", by=desk("forrattning"), now=AT)
    text = text_of(row)
    assert "Rasmus Skvalpholm" in text
    assert "164000,00" in text
    assert text.count(row.record) == row.rows == 2
    assert (row.citation, row.expires_on) == ("2001:184 2:26", AT.date() + timedelta(days=30))
    assert row.digest == digest(queries.file_of_export(row))
    (line,) = thread_of(row.record)
    assert line.act == Act.LIST_EXPORTED
    assert (line.record["ground"], line.record["details"]["recipient"]) == (
        "2001:184 2:26",
        "Förrådet",
    )


def test_whoever_sells_gets_the_things_without_names(walk, desk):
    walk(1)
    asked = wish(ground="sale-commission", recipient="Auktionsfirman", need="Försäljning")
    text = text_of(actions.export_list(wish=asked, form="csv", by=desk("forrattning"), now=AT))
    assert "Skvalp GTX 300" in text
    for name in ("Rasmus", "Skvalpholm", "198903", "Gäldenär"):
        assert name not in text


def test_what_tells_a_thing_from_others_goes_along_only_where_it_is_needed(walk, desk):
    walk(1)
    asked = wish(ground="weighed", weighing="Bara slag och värden.", recipient="Kommunen")
    text = text_of(actions.export_list(wish=asked, form="csv", by=desk("forrattning"), now=AT))
    head, first, *_rest = text.splitlines()
    assert head.startswith("Förrättning;Slag;Värde;")
    assert first.count(";") == head.count(";")
    for words in ("Skvalp GTX", "Kompassur", "Känns igen på", "Sak;"):
        assert words not in text
    assert "164000,00" in text


def test_the_distribution_lines_add_up_in_the_workbook(walk, desk):
    walk(1)
    asked = wish(kind=ListKind.DISTRIBUTION)
    row = actions.export_list(wish=asked, form="xlsx", by=desk("rut"), now=AT)
    book = load_workbook(BytesIO(queries.file_of_export(row)))
    head, *lines = book["Lista"].values
    amounts = [line[head.index("Belopp")] for line in lines]
    assert round(sum(amounts), 2) == 169_500.00
    assert 92_158.85 in amounts
    about = dict(book["Om"].values)
    assert about["Till"] == "Förrådet"
    assert about["Förstörs senast"] == row.expires_on.isoformat()
    weighed = wish(kind=ListKind.DISTRIBUTION, ground="weighed", weighing="Inga namn.")
    bare = text_of(actions.export_list(wish=weighed, form="csv", by=desk("rut"), now=AT))
    assert "Skadestånd till målsägande" in bare
    assert "Havslykta" not in bare


def test_a_formula_in_a_register_is_no_formula_in_the_file(walk, desk):
    done = walk(1)
    ListedItem.objects.filter(execution=done.execution).update(description="=HYPERLINK(A1)")
    text = text_of(actions.export_list(wish=wish(), form="csv", by=desk("forrattning"), now=AT))
    assert ";'=HYPERLINK(A1);" in text


def test_each_desk_takes_out_its_own_lists(walk, desk):
    walk(1)
    with pytest.raises(NotAllowed):
        actions.export_list(wish=wish(), form="csv", by=desk("rut"), now=AT)
    asked = wish(kind=ListKind.DISTRIBUTION)
    with pytest.raises(NotAllowed):
        actions.export_list(wish=asked, form="csv", by=desk("forrattning"), now=AT)


def test_the_copy_is_erased_after_its_last_day(walk, desk):
    walk(1)
    by = desk("forrattning")
    row = actions.export_list(wish=wish(), form="csv", by=by, now=AT)
    due = {each.case: each.kept for each in due_cases(on=row.expires_on)}
    assert row.record not in due
    due = {each.case: each.kept for each in due_cases(on=row.expires_on + timedelta(days=1))}
    assert due[row.record] is Kept.LIST_EXPORT
    erase_case(case=row.record, by=by, now=AT)
    left = ListExport.objects.get()
    assert (left.recipient, left.need, bytes(left.content)) == ("", "", b"")
    assert left.digest == row.digest


def test_the_copy_goes_with_the_case_of_somebody_it_names(walk, desk):
    done = walk(1)
    by = desk("forrattning")
    named = actions.export_list(wish=wish(), form="csv", by=by, now=AT)
    other = wish(first=date(2025, 1, 1), last=date(2025, 1, 2))
    empty = actions.export_list(wish=other, form="csv", by=by, now=AT)
    erase_case(case=done.execution.case.record, by=by, now=AT)
    named.refresh_from_db()
    assert queries.file_of_export(named) is None
    assert (bytes(named.content), named.recipient) == (b"", "Förrådet")
    empty.refresh_from_db()
    assert queries.file_of_export(empty)


def test_from_the_pages(walk, desk, browse, clock):
    walk(1)
    clock(AT)
    officer, rut = browse(desk("forrattning")), browse(desk("rut"))
    new = "/utmatning/listor/ny/"
    weighed = WRITTEN | {"ground": "weighed"}
    assert "Skriv avvägningen" in officer.post(new, weighed).content.decode()
    assert officer.post(new, WRITTEN).status_code == 302
    row = ListExport.objects.get()
    page = shown(officer, "/utmatning/listor/")
    for words in ("Utmätt egendom", "Förrådet", "2001:184 2:26", row.digest[:16]):
        assert words in page
    file = officer.get(f"/utmatning/listor/{row.number}/")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert file.content == queries.file_of_export(row)
    acts = [line.act for line in thread_of(row.record)]
    assert (acts[0], acts[-1]) == ("export.made", "document.read")
    assert rut.get(f"/utmatning/listor/{row.number}/").status_code == 403
    clock(AT + timedelta(days=30))
    assert officer.get(f"/utmatning/listor/{row.number}/").status_code == 200
    clock(AT + timedelta(days=31))
    late = officer.get(f"/utmatning/listor/{row.number}/")
    assert (late.status_code, "skulle vara förstörd" in late.content.decode()) == (403, True)
    with CaptureQueriesContext(connection) as asked:
        page = shown(officer, "/utmatning/listor/")
    assert ("Utmätt egendom" in page, f"/listor/{row.number}/" in page, "Gallrad" in page) == (
        True,
        False,
        False,
    )
    assert not [each for each in asked if '"enforcement_listexport"."content",' in each["sql"]]
    clock(AT)
    erase_case(case=row.record, by=desk("forrattning"), now=AT)
    assert officer.get(f"/utmatning/listor/{row.number}/").status_code == 404
    assert "Gallrad" in shown(officer, "/utmatning/listor/")
    assert browse(desk("forrad")).get("/utmatning/listor/").status_code == 403
