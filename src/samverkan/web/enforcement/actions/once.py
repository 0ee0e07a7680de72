"""A row that may be made only once: whoever comes second is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from samverkan.rules.refusal import Changed

Row = TypeVar("Row")


def once(make: Callable[[], Row], words: str) -> Row:
    """Make a row, or say that someone else was first: the database knows."""
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        raise Changed(words) from None
