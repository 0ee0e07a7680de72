"""A file of claims in any of the forms that offices save it in; bad rows aside, with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.demo.story.claims_file import BROKEN, good_rows, write_claims
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import ClaimRow, SetAsideRow
from samverkan.web.enforcement.reading import read_claims
from tests.web.enforcement.walking import claims_csv

ON = date(2025, 7, 12)
COUNT = len(list(good_rows()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_way_of_saving_gives_the_same_claims(encoding, delimiter):
    found = read_claims(claims_csv(delimiter=delimiter, encoding=encoding), on=ON)
    assert (found.encoding, found.delimiter) == (encoding, delimiter)
    assert found.broken == ()
    assert found.claims == read_claims(claims_csv(), on=ON).claims
    assert len(found.claims) == COUNT


def test_each_broken_row_is_put_aside_for_its_own_fault(tmp_path):
    data = write_claims(tmp_path / "mal.csv", with_broken=True).read_bytes()
    found = read_claims(data, on=ON)
    assert len(found.claims) == COUNT
    assert [row.field for row in found.broken] == [
        "debtor_number",
        "capital",
        "capital",
        "interest",
        "creditor",
        "kind",
        "title_on",
        "reference",
    ]
    assert [row.line for row in found.broken] == list(range(COUNT + 2, COUNT + 2 + len(BROKEN)))
    assert all(row.refusal.sentence(language) for row in found.broken for language in ("sv", "en"))


def row(**change):
    return {**next(good_rows()), **change}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"public": "kanske"}, "enforcement.yes_or_no"),
        ({"title": ""}, "enforcement.empty"),
        ({"creditor": "x" * 201}, "enforcement.too_long"),
        ({"title_on": "2025-07-13"}, "enforcement.day_to_come"),
        ({"debtor_number": "SE-ZZK30021E424"}, "enforcement.not_a_debtor"),
        ({"case_cost": "1.000"}, "enforcement.no_amount"),
    ],
)
def test_other_faults_are_named_too(change, key):
    found = read_claims(claims_csv([row(**change)]), on=ON)
    assert [one.refusal.key for one in found.broken] == [key]


def test_a_row_with_a_field_too_many_is_aside_and_an_empty_line_is_nothing():
    data = claims_csv() + b"a,b\r\n\r\n"
    found = read_claims(data, on=ON)
    assert len(found.claims) == COUNT
    (broken,) = found.broken
    assert (broken.field, broken.refusal.key) == ("", "registers.fields")


def test_a_field_over_two_lines_keeps_the_lines_numbered():
    rows = [row(title="Dom\nB 1", reference="a"), row(reference="b", kind="gåva")]
    found = read_claims(claims_csv(rows), on=ON)
    assert [claim.line for claim in found.claims] == [2]
    assert [broken.line for broken in found.broken] == [4]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "registers.no_columns"),
        (b"debtor_number;reference\n1;2\n", "registers.no_columns"),
        (b"\xff\xfe\x00", "registers.not_text"),
        (b"\x81\x8d", "registers.not_text"),
    ],
)
def test_what_is_no_such_file_is_refused_whole(data, key):
    with pytest.raises(NotAllowed) as refused:
        read_claims(data, on=ON)
    assert refused.value.key == key


def test_a_field_without_end_is_no_table():
    data = claims_csv() + b'"' + b"x" * 200_000
    with pytest.raises(NotAllowed) as refused:
        read_claims(data, on=ON)
    assert refused.value.key == "registers.no_table"


def read_in(data, desk, now):
    return actions.import_claims(data=data, name="mal.csv", by=desk("forrattning"), now=now)


def test_the_same_file_twice_changes_nothing(desk, now):
    first = read_in(claims_csv(), desk, now)
    assert (first.taken, first.known) == (COUNT, 0)
    assert read_in(claims_csv(), desk, now).pk == first.pk
    assert ClaimRow.objects.count() == COUNT


def test_a_mended_file_adds_only_what_is_new(desk, now):
    rows = list(good_rows())
    read_in(claims_csv(rows[:5]), desk, now)
    second = read_in(claims_csv(rows, delimiter=";"), desk, now)
    assert (second.taken, second.known) == (COUNT - 5, 5)


def test_a_known_reference_with_another_amount_is_put_aside(desk, now):
    read_in(claims_csv(), desk, now)
    changed = {**next(good_rows()), "capital": "1,00"}
    second = read_in(claims_csv([changed]), desk, now)
    assert (second.taken, second.known) == (0, 0)
    assert SetAsideRow.objects.get(source=second).field == "reference"


def test_only_an_injured_party_gets_an_address_of_their_own_and_each_another(claims):
    tokens = ClaimRow.objects.exclude(token="").values_list("token", flat=True)
    victims = ClaimRow.objects.filter(kind="victim-damages").count()
    assert len(set(tokens)) == victims > 0
    assert min(map(len, tokens)) == 32


def test_a_title_that_is_not_final_is_not_enforced_where_the_law_waits(desk, now):
    fine = next(one for one in good_rows() if one["kind"] == "fine")
    data = claims_csv([fine]).decode().replace("title_on", "title_on,title_final", 1)
    head, line, *_rest = data.splitlines()
    read_in(f"{head}\r\n{line},nej\r\n".encode(), desk, now)
    case = ClaimRow.objects.get().case
    assert not queries.pending_claims(case).exists()
    with pytest.raises(NotAllowed) as refused:
        actions.confirm_pending(case=case, by=desk("jour"), now=now)
    assert refused.value.key == "enforcement.no_claims"
