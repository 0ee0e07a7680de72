"""The check names what differs from the story, and is silent when nothing does."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace

import pytest

from samverkan.demo.checking import COUNTED, FROM_RESULTS, PUBLISHED, Checking, amount
from samverkan.demo.story.expected import outcomes, totals, volumes
from samverkan.demo.story.hits import hits
from samverkan.demo.story.persons import named


class Instances:
    """Answers as fourteen instances would that computed exactly what the story says."""

    ports = dict.fromkeys(("KBV", "KFM", "NUC"), 0)

    def __init__(self) -> None:
        self.answers = {
            "season_figures": {k: v for k, v in totals().items() if k not in FROM_RESULTS},
            "sea_figures": dict(volumes()),
            "published_figures": {
                **{key: totals()[name] for key, name in PUBLISHED.items()},
                **{key: volumes()[name] for key, name in COUNTED.items()},
                "hits": sum(volumes()["hits"].values()),
            },
            "case_figures": {},
        }
        self.states = {code: {"states": {}, "set_aside": 0} for code in self.ports}
        self.states["KBV"] = {
            "states": {"pack receipted": 9, "disclosure recall-confirmed": 3},
            "set_aside": 0,
        }
        self.supervisor = SimpleNamespace(memory=lambda: {"total": {"pss": 100 << 20}})

    def child(self, code: str):
        return SimpleNamespace(ask=lambda act, **words: self.answer(code, act, words))

    def answer(self, code, act, words):
        if act == "release_states":
            return self.states[code]
        if act == "case_figures":
            return {**self.case(words["number"]), **self.answers[act]}
        return self.answers[act]

    @staticmethod
    def case(number):
        told = outcomes()[number - 1]
        return {f.name: getattr(told, f.name) for f in fields(told) if f.name != "number"}


@pytest.fixture
def instances():
    return Instances()


def faults_of(instances):
    checking = Checking(instances)
    checking.while_running()
    return checking.faults


def test_a_season_as_told_has_no_fault_and_says_its_sums(instances):
    checking = Checking(instances)
    checking.while_running()
    assert checking.faults == []
    said = "\n".join(checking.summary)
    assert "996 000 kr" in said
    assert "508 006.12 kr" in said
    assert "100 MiB" in said


@pytest.mark.parametrize(
    ("act", "name", "value", "says"),
    [
        ("season_figures", "attached", 996_000_01, "the season: attached is 99600001"),
        ("sea_figures", "persons_asked", 189, "the checks: persons_asked is 189, not 190."),
        ("published_figures", "to-victims", 0, "the report: to-victims is 0"),
        ("case_figures", "sold", 1, "case 1: sold is 1"),
    ],
)
def test_one_figure_that_differs_is_named(instances, act, name, value, says):
    instances.answers[act] = {**instances.answers[act], name: value}
    assert any(fault.startswith(says) for fault in faults_of(instances))


def test_a_figure_that_nobody_told_of_is_named(instances):
    instances.answers["season_figures"]["bribes"] = 5
    assert "the season: bribes is 5, not 0." in faults_of(instances)


@pytest.mark.parametrize(
    ("states", "says"),
    [
        ({"pack sent": 1}, "KFM: 1 releases stand as pack sent."),
        ({"disclosure recall-confirmed": 1}, "KFM: recalled and confirmed is 1, not 0."),
    ],
)
def test_a_release_that_is_not_answered_as_told_is_named(instances, states, says):
    instances.states["KFM"]["states"] = states
    assert says in faults_of(instances)


def test_a_message_that_could_not_be_applied_is_named(instances):
    instances.states["NUC"]["set_aside"] = 2
    assert "NUC: messages that could not be applied is 2, not 0." in faults_of(instances)


def test_an_amount_is_written_for_a_terminal():
    assert amount(508_006_12) == "508 006.12 kr"
    assert amount(996_000_00) == "996 000 kr"


def test_those_searched_for_were_never_found_on_a_list():
    from samverkan.demo.checking import unheard_of

    sought = {person.number for person in unheard_of()}
    assert named()["lennart"].number in sought
    assert not sought & {getattr(hit.about, "number", "") for hit in hits()}
    assert len(sought) > 10
