"""Every address has its gate, every act is entered, every permission guards something."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.roles import roles
from samverkan.web.people.gates import Gate
from tests.whole.tracked import ROOT

SOURCE = "\n".join(
    path.read_text("utf-8")
    for path in (ROOT / "src/samverkan").rglob("*.py")
    if path.name not in {"acts.py", "permissions.py"}
)


def addresses(patterns, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        else:
            yield here, pattern


ALL = dict(addresses(get_resolver("samverkan.web.conf.urls").url_patterns))


@pytest.mark.parametrize("address", sorted(ALL))
def test_an_address_has_exactly_one_gate(address):
    gate = getattr(ALL[address].callback, "gate", None)
    assert isinstance(gate, Gate), f"{address} is marked neither @requires nor @public"
    assert not (gate.public and gate.permissions)


@pytest.mark.parametrize("act", list(Act))
def test_an_act_is_entered_somewhere(act):
    assert re.search(rf"\bAct\.{act.name}\b", SOURCE), f"nothing records {act.name}"


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_guards_something_and_some_role_has_it(permission):
    assert re.search(rf"\bPermission\.{permission.name}\b", SOURCE), "it guards nothing"
    assert any(permission in role.permissions for role in roles().values()), "nobody has it"
