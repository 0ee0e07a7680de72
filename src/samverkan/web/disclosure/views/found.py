"""Finding the row that an address names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

Row = TypeVar("Row")


def or_404(query: Callable[[int], Row], pk: int) -> Row:
    """Give the row, or 404."""
    try:
        return query(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
