from datetime import date

import pytest

from samverkan.rules.protocols import ProtocolKind, missing, required
from samverkan.rules.tables import load, table

ON = date(2025, 8, 1)
ROWS = load("protocols")
CIRCUMSTANCES = tuple(table("protocols")["circumstances"])


def whole(kind):
    return {item.key: "said" for item in required(kind, on=ON)}


def keys(items):
    return [item.key for item in items]


def test_every_protocol_has_a_row_and_every_row_a_protocol():
    assert [row["id"] for row in ROWS] == [str(kind) for kind in ProtocolKind]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_tables_own_cases(row):
    kind = ProtocolKind(row["id"])
    for case in row["case"]:
        contents = whole(kind)
        del contents[case["without"]]
        found = missing(kind, contents, circumstances=case["circumstances"], on=ON)
        assert keys(found) == ([case["without"]] if case["missing"] else [])


@pytest.mark.parametrize("kind", ProtocolKind)
def test_a_whole_protocol_misses_nothing_and_an_empty_one_everything(kind):
    assert missing(kind, whole(kind), circumstances=CIRCUMSTANCES, on=ON) == ()
    assert missing(kind, {}, circumstances=CIRCUMSTANCES, on=ON) == required(kind, on=ON)


@pytest.mark.parametrize("kind", ProtocolKind)
def test_a_blank_says_nothing(kind):
    blank = dict.fromkeys(whole(kind), " \n")
    assert keys(missing(kind, blank, on=ON)) == [
        item.key for item in required(kind, on=ON) if not item.circumstance
    ]


def test_an_attachment_adds_to_what_every_execution_states():
    items = required(ProtocolKind.ATTACHMENT, on=ON)
    assert [(item.key, item.citation) for item in items][:2] == [
        ("officer", "UF 3:11"),
        ("time", "UF 3:11"),
    ]
    assert ("value", "UF 6:8", "4") in [(i.key, i.citation, i.number) for i in items]
    assert set(keys(required(ProtocolKind.EXECUTION, on=ON))) < set(keys(items))


def test_an_intervention_stands_alone_with_six_items():
    items = required(ProtocolKind.INTERVENTION, on=ON)
    assert [item.number for item in items] == ["1", "2", "3", "4", "5", "6"]


def test_a_home_entered_in_absence_asks_for_the_reason():
    contents = whole(ProtocolKind.ATTACHMENT)
    del contents["home-entry-reason"]
    assert missing(ProtocolKind.ATTACHMENT, contents, on=ON) == ()
    (item,) = missing(ProtocolKind.ATTACHMENT, contents, circumstances={"home-entered"}, on=ON)
    assert (item.key, item.citation, item.number) == ("home-entry-reason", "UF 3:11", "4")
    assert item.name_in("en").startswith("why a home was entered")
    assert item.name_in("sv").startswith("varför en bostad")


def test_every_circumstance_is_asked_for_and_no_other():
    asked = {item["when"] for row in ROWS for item in row["items"] if "when" in item}
    assert asked == set(CIRCUMSTANCES)


@pytest.mark.parametrize("kind", ProtocolKind)
def test_an_item_stands_once(kind):
    found = keys(required(kind, on=ON))
    assert len(found) == len(set(found))
