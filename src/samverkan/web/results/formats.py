"""How figures are written for people: kronor for öre, whole numbers for counts."""

from __future__ import annotations

from django.utils.translation import get_language

from samverkan.rules.measures import Measure, Unit
from samverkan.web.design.formats import kronor, tal


def language() -> str:
    """Give the language of the request, `sv` or `en`."""
    return (get_language() or "sv")[:2]


def amount(value: int, unit: Unit) -> str:
    """Write a value in its unit."""
    return kronor(value) if unit is Unit.ORE else tal(value)


def written(measure: Measure, value: int) -> str:
    """Write a figure in its measure's unit."""
    return amount(value, measure.dataset.unit)
