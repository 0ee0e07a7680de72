"""Whether a list may be taken out: the table's own cases, and what is refused."""

from datetime import date, timedelta

import pytest

from samverkan.rules.list_exports import ListKind, Wish, grounds, may_export
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.tables import load

ON = date(2025, 9, 1)
SOLD = {"ground": "sale-commission"}


def wish(**change):
    given = {
        "kind": ListKind.PROPERTY,
        "ground": "own-desk",
        "recipient": "Förrådet",
        "need": "Inventering",
        "first": date(2025, 6, 1),
        "last": date(2025, 8, 31),
    }
    return Wish(**{**given, **change})


@pytest.mark.parametrize("row", load("list_exports"), ids=lambda row: row["id"])
def test_the_tables_own_cases(row):
    for case in row["case"]:
        asked = wish(
            ground=row["id"], kind=ListKind(case["list"]), weighing=case.get("weighing", "")
        )
        assert (reason(may_export, asked, on=ON) is None) is case["allowed"]


def test_names_go_along_only_where_the_list_stays_in_the_house():
    assert [one.id for one in grounds(ON) if one.persons] == ["own-desk"]
    own = may_export(wish(), on=ON)
    assert own.ends(ON) == ON + timedelta(days=30)
    assert own.words("sv") != own.words("en")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"ground": "nej"}, "list_exports.no_ground"),
        (SOLD | {"kind": ListKind.DISTRIBUTION}, "list_exports.not_this_list"),
        ({"recipient": " "}, "list_exports.no_need"),
        ({"need": ""}, "list_exports.no_need"),
        ({"ground": "weighed"}, "list_exports.no_weighing"),
        ({"last": date(2025, 5, 31)}, "figures.bad_period"),
    ],
)
def test_what_is_refused(change, key):
    refused = reason(may_export, wish(**change), on=ON)
    assert refused is not None
    assert refused.key == key


def test_before_the_table_there_is_no_ground():
    with pytest.raises(NotAllowed, match="no ground"):
        may_export(wish(), on=date(2024, 12, 31))
