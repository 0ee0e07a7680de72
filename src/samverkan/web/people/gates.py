"""Who may open an address: every view carries exactly one of `@requires` and `@public`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
ReadingView = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request as our middleware leaves it. For types only."""

    now: datetime
    actor: Actor
    seen: list[str]


@dataclass(frozen=True, slots=True)
class Gate:
    """What an address asks of the person: any one of the permissions, or nothing (`public`)."""

    permissions: frozenset[Permission]
    public: bool = False

    def check(self, actor: Actor) -> None:
        """Refuse an actor without any of the permissions."""
        if self.permissions and not (self.permissions & actor.permissions):
            raise NotAllowed("people.no_permission")


def requires(*permissions: Permission) -> Callable[[V], V]:
    """Open the address to persons with any of the permissions (if none, to all logged in)."""

    def mark(view: V) -> V:
        view.gate = Gate(frozenset(permissions))  # type: ignore[attr-defined]
        return view

    return mark


def public(view: V) -> V:
    """Open the address to anyone."""
    view.gate = Gate(frozenset(), public=True)  # type: ignore[attr-defined]
    return view


def reads(act: Act, *, case: str = "reads") -> Callable[[ReadingView], ReadingView]:
    """Commit one entry per request before the page leaves; the view fills `request.seen`.

    A list is one entry with its address (which holds the criteria) and its references. A form that
    comes back with an error shows the page too. If the entry cannot be written, nothing is shown.
    """

    def wrap(view: ReadingView) -> ReadingView:
        @wraps(view)
        def read(request: Request, *args: object, **kwargs: object) -> HttpResponse:
            request.seen = []
            response = view(request, *args, **kwargs)
            if not 300 <= response.status_code < 400:
                _enter(act, request, case)
            return response

        return read

    return wrap


def _enter(act: Act, request: Request, case: str) -> None:
    journal.record(
        act,
        about=request.seen[0] if len(request.seen) == 1 else request.path,
        by=request.actor,
        at=request.now,
        case=case,
        details={"address": request.get_full_path(), "seen": list(request.seen)},
    )
