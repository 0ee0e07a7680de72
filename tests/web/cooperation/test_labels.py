"""Every state of an operation, a proposal, a direction and an answer has its own words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from samverkan.web.cooperation.labels import (
    answer_label,
    direction_state,
    operation_state,
    proposal_state,
)
from samverkan.web.cooperation.models import Decision, Direction, Operation, Proposal

NOW = datetime(2025, 7, 12, 12, tzinfo=UTC)
DAYS = {"starts": date(2025, 6, 13), "ends": date(2025, 8, 31)}


@pytest.mark.parametrize(
    ("words", "on", "expected"),
    [
        ({}, date(2025, 7, 12), "Förslag till rådet"),
        ({"agreed_at": NOW}, date(2025, 6, 12), "Rådet är enigt, har inte börjat"),
        ({"agreed_at": NOW}, date(2025, 6, 13), "Pågår"),
        ({"agreed_at": NOW}, date(2025, 8, 31), "Pågår"),
        ({"agreed_at": NOW}, date(2025, 9, 1), "Tiden har gått ut"),
        ({"agreed_at": NOW, "closed_at": NOW}, date(2025, 7, 12), "Avslutad"),
        ({"agreed_at": NOW, "recalled_at": NOW}, date(2025, 7, 12), "Återkallad"),
    ],
)
def test_an_operation(words, on, expected):
    assert str(operation_state(Operation(**DAYS, **words), on=on).words) == expected


@pytest.mark.parametrize(
    ("words", "on", "expected"),
    [
        ({}, date(2025, 6, 12), "Antagen, har inte börjat gälla"),
        ({}, date(2025, 8, 31), "Gäller"),
        ({}, date(2025, 9, 1), "Har slutat gälla"),
        ({"recalled_at": NOW}, date(2025, 7, 12), "Återkallad"),
    ],
)
def test_a_direction(words, on, expected):
    assert str(direction_state(Direction(**DAYS, **words), on=on).words) == expected


@pytest.mark.parametrize(
    ("current", "adopted", "now", "expected"),
    [
        (2, None, NOW, "Ersatt av en ny version"),
        (1, Direction(), NOW, "Antaget"),
        (1, None, NOW, "Väntar på ställningstaganden"),
        (1, None, NOW + timedelta(days=10), "Svarstiden är slut"),
    ],
)
def test_a_proposal(current, adopted, now, expected):
    row = Proposal(version=1, closing_at=NOW + timedelta(days=9))
    newest = Proposal(version=current)
    found = proposal_state(row, current=newest, adopted=adopted, now=now)
    assert str(found.words) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (None, "Inget svar"),
        (Decision(takes_part=True), "Deltar"),
        (Decision(takes_part=False), "Deltar inte"),
        (Decision(takes_part=True, withdrawn_at=NOW), "Beslutet återkallat"),
    ],
)
def test_an_answer(row, expected):
    assert str(answer_label(row).words) == expected
