"""A disclosure to Kronofogden from a check, and the other authority in memory."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.rules.disclosure import Outcome
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.web.disclosure import actions
from samverkan.web.disclosure.drafts import Draft
from tests.web.inspections.conftest import check, fresh, rasmus, routine, vera
from tests.web.questions.conftest import henning, operation, siv

__all__ = ["check", "fresh", "henning", "operation", "rasmus", "routine", "siv", "vera"]

CHOSEN = ("person.name", "person.personal_number", "craft.hin", "circumstance.position")
ARGUMENT = {
    "need": "Kronofogden behöver veta vem som påträffats med skotern för att delta.",
    "speaks_against": "Uppgifterna rör en enskild som inte är misstänkt.",
    "weighing": "Få uppgifter, mottagaren har sekretess, skulden är pågående.",
    "outcome": Outcome.DISCLOSE,
}
STATEMENTS = [
    {
        "category": "other",
        "fact": True,
        "grading": "A1",
        "property": "name",
        "value": "Rasmus Skvalpholm",
    },
    {
        "category": "other",
        "fact": True,
        "grading": "A1",
        "property": "personal_number",
        "value": "199001019802",
    },
]
CONTENT = {
    "circumstances": [
        {"fact": True, "label": "Position", "value": "59°17,4\u2032N 18°55,1\u2032E"}
    ],
    "cooperation": "RUC-STHLM/22222222-2222-4222-8222-222222222222",
    "need": "För att delta.",
    "purpose": "enforce-debt",
    "request": "",
    "source": "KBV/33333333-3333-4333-8333-333333333333",
    "subjects": [{"kind": "person", "statements": STATEMENTS}],
}
ASKED = {
    "about": {"kind": "person", "statements": STATEMENTS[1:]},
    "cooperation": "RUC-STHLM/22222222-2222-4222-8222-222222222222",
    "ground": "2025:170",
    "need": "För att bedöma om personen döljer tillgångar.",
    "purpose": "prevent-crime",
    "what": "Ville Dynings tillgångar.",
}


@pytest.fixture
def astrid(staff):
    """The lawyer at the disclosure desk."""
    return staff("astrid", "utlamnande")


@pytest.fixture
def draft(rasmus, operation):
    """Give a draft that may be sent, with some words changed."""

    def draft(**more: object) -> Draft:
        words = {
            "source": rasmus.check_made.record,
            "about": rasmus.subject,
            "receiver": "KFM",
            "purpose": Purpose.ENFORCE_DEBT,
            "ground": "2016:774",
            "cooperation": operation.record,
            "chosen": CHOSEN,
            "expires_on": date(2025, 10, 1),
            **ARGUMENT,
            **more,
        }
        return Draft(**words)

    return draft


@pytest.fixture
def disclosed(draft, siv, now):
    return actions.disclose(draft=draft(), by=siv, now=now)
