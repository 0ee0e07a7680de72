"""How a list is ordered and cut into pages, from the address: so both survive a reload."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50


def ordering(request: HttpRequest, allowed: Collection[str], *, default: str) -> str:
    """Give the order that a column's link asked for (`-made_at`) if the list knows it."""
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in allowed else default


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """Give the page that the address asks for; a page past the end is the last one."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
