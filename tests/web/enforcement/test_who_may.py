"""Every act at Kronofogden asks for the permission itself, whatever page or program calls it."""

from __future__ import annotations

from dataclasses import replace
from inspect import signature

import pytest

from samverkan.demo.story.steps import StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.list_exports import ListKind
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement import actions
from samverkan.web.property import actions as property_actions

JOBS = {"note_victim_read"}
"""The injured party opens their own page: there is no desk to ask."""

INNER = {"take_in", "change_ground", "note_confirmation", "hear", "unhear"}
"""What other acts do to a thing, after they asked; and what partners send."""


def asking(module):
    """Give the acts of an app that a desk does: keyword-only, with `by` and `now`."""
    found = {name: getattr(module, name) for name in module.__all__}
    return [
        pytest.param(act, id=name)
        for name, act in found.items()
        if callable(act)
        and {"by", "now"} <= set(signature(act).parameters)
        and name not in JOBS | INNER
    ]


class Anything:
    """Stands for an argument that a refused act never reads."""


@pytest.mark.parametrize("act", [*asking(actions), *asking(property_actions)])
def test_a_desk_without_the_role_is_refused_before_anything_is_read(staff, now, act):
    nobody: Actor = replace(staff("doris", "tillsyn"), permissions=frozenset())
    words = {name: Anything() for name in signature(act).parameters if name not in {"by", "now"}}
    if "kind" in words and act is actions.issue_protocol:
        words["kind"] = "sale-protocol"
    if act is actions.export_list:
        words["wish"].kind = ListKind.PROPERTY
    with pytest.raises(NotAllowed) as refused:
        act(**words, by=nobody, now=now)
    assert refused.value.key == "people.no_permission"


def test_the_list_of_acts_is_not_empty():
    assert len(asking(actions)) > 25
    assert len(asking(property_actions)) >= 5


def test_the_officer_does_not_pay_and_the_cashier_does_not_attach(walk, desk, now):
    done = walk(1, until=StepAct.PAYMENT_APPROVED)
    with pytest.raises(NotAllowed) as refused:
        actions.distribute(sale=done.execution.sale, by=desk("forrattning"), now=now)
    assert refused.value.key == "people.no_permission"
    with pytest.raises(NotAllowed) as refused:
        actions.serve_ban(execution=done.execution, how="-", by=desk("rut"), now=now)
    assert refused.value.key == "people.no_permission"
