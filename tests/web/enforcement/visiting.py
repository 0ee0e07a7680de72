"""What tests of the pages share: reading one, and where a case and an execution are."""

from __future__ import annotations

from samverkan.web.enforcement.models import DebtorCase


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\xa0", " ")


def at_case(case: DebtorCase) -> str:
    return f"/utmatning/{case.number}/"


def row(execution, rest):
    return f"/utmatning/forrattning/{execution.number}/{rest}"
