"""How likeness works here: how a score comes about, how often it is wrong, and what it may tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from samverkan.registers.likeness_figures import LEAK_OF_ALL, LEAK_OF_FAMILY, MOST_KEYS
from samverkan.web.questions import queries
from samverkan.web.questions.figure_words import decimal
from samverkan.web.questions.labels import LIKENESS_KINDS, PURPOSES
from samverkan.web.questions.scheme_labels import shown_scheme


def told(*, now: datetime) -> dict[str, object]:
    """Give what the page shows, to questions' own readers and to oversight alike."""
    return {
        "lines": [_line(row) for row in queries.lines(now=now)],
        "schemes": [shown_scheme(each) for each in queries.schemes(now=now)],
        "own": [shown_scheme(each) for each in queries.own_schemes(now=now)],
        "limits": {
            "family": decimal(LEAK_OF_FAMILY),
            "all": decimal(LEAK_OF_ALL),
            "keys": MOST_KEYS,
        },
    }


def _line(row: Mapping[str, Any]) -> dict[str, object]:
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return {
        "kind": LIKENESS_KINDS[row["id"]],
        "purpose": PURPOSES[row["purpose"]],
        "citation": row["citation"],
        "percent": round(row["least"] * 100),
        "why": row[f"why_{language}"],
        "row": row,
    }
