"""The results page and its picture say what was measured, and nothing else."""

import json
import sys
from math import ceil

import pytest

from samverkan.rules.tables import load
from tests.whole.tracked import ROOT

sys.path.insert(0, str(ROOT / "bench"))

import judging
import picture
import report
import results
import results_page
from rows import Row


def test_the_page_is_written_from_the_data_file():
    assert results_page.FILE.read_text("utf-8") == results_page.text(results.read())


@pytest.mark.slow
def test_the_picture_is_drawn_from_the_data_file():
    assert picture.FILE.read_text("utf-8") == picture.svg(results.read())


def test_the_data_file_is_as_the_bench_writes_it(tmp_path):
    results.write(results.read(), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text("utf-8") == results.FILE.read_text("utf-8")


def test_only_programs_of_the_bench_have_figures():
    assert set(json.loads(results.FILE.read_text("utf-8"))) <= set(report.programs())


def test_no_two_rows_have_one_name():
    names = [(row.group, row.name, row.unit) for row in results.rows(results.read())]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("value", "goal", "is_met"),
    [
        (1.05, "<= 1.05", True),
        (1.050001, "<= 1.05", False),
        (6, ">= 6", True),
        (5.99999, ">= 6", False),
        (0, "<= 0", True),
        (0, "> 0", False),
        (1e-9, "> 0", True),
    ],
)
def test_a_goal_is_judged_on_all_digits(value, goal, is_met):
    assert judging.met(value, goal) is is_met


@pytest.mark.parametrize("goal", ["= 3", "at most 3", "<= many"])
def test_an_unclear_goal_is_refused(goal):
    with pytest.raises(ValueError, match=r"goal|float"):
        judging.met(1, goal)


@pytest.mark.parametrize(
    ("value", "goal", "text"),
    [
        (1.050001, "<= 1.05", "1.051"),
        (5.99999, ">= 6", "5.999"),
        (0.9989999, ">= 0.999", "0.9989"),
        (59.98, "<= 60", "59.98"),
        (226_123.7, ">= 150000", "226,123"),
        (2.2041e-9, "<= 2e-9", "2.205e-9"),
        (0, None, "0"),
        (73.84449, None, "73.84"),
        (12.0, None, "12"),
    ],
)
def test_a_figure_is_rounded_away_from_its_goal(value, goal, text):
    assert judging.figure(value, goal) == text


def test_a_missed_goal_stands_as_missed():
    rows = (Row("a", "slow", 2.0, "s", "<= 1"), Row("a", "theirs", 1.0, "s", peer=True))
    section = results.Section("2026-01-01 00:00 UTC", "abc", 1, {}, {}, {}, rows)
    written = results_page.text({"asking": section})
    assert "| a: slow | <= 1 s | 2 | **not met** |" in written
    assert "| *theirs* | 1 | s |" in written


def test_a_goal_that_nobody_measured_stands_as_such():
    unmeasured = [said for said, row in results_page.goals({}) if row is None]
    assert unmeasured
    assert f"| {unmeasured[0]} |  |  | **not measured** |" in results_page.text({})
    assert f"0 of {len(unmeasured)} are met" in results_page.text({})


def test_every_goal_of_the_list_is_measured():
    assert [said for said, row in results_page.goals(results.read()) if row is None] == []


def test_the_error_rates_in_law_are_those_that_were_measured():
    measured = {(row.group, row.name): row.value for row in results.rows(results.read())}
    for row in load("likeness"):
        group = f"review: {row['id']} from {row['least']:.0%} (policy)"
        wrong = measured[group, "strangers shown, of 10,000 not listed"]
        missed = measured[group, "missed, of 10,000 listed"]
        assert (row["wrong"], row["missed"]) == (ceil(wrong), ceil(missed)), row["id"]
        assert results.read()["likeness_review"].at.startswith(f"{row['measured']}"), row["id"]
