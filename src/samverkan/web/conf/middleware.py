"""Each request's time and actor, refusals as pages, and the guard that denies by default."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.conf import clock
from samverkan.web.people.queries import actor_of

View = Callable[..., HttpResponse]
Next = Callable[[HttpRequest], HttpResponse]


class NowAndActor:
    """Read the clock once per request and say who acts: `request.now`, `request.actor`.

    What is shown to a person who is logged in stays in no browser's cache.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()  # type: ignore[attr-defined]
        request.actor = actor_of(request.user, on=request.now)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Refusals:
    """Turn a rule's refusal into 403 with its sentence, and a lost race into 409."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render the refusal, or 404 for a person who asks for what is not there.

        Anything else crashes as it should.
        """
        if isinstance(error, NotAllowed):
            return _refused(request, error)
        if isinstance(error, Changed):
            return render(request, "409.html", {"refusal": str(error)}, status=409)
        if isinstance(error, ObjectDoesNotExist) and request.actor:  # type: ignore[attr-defined]
            return render(request, "404.html", status=404)
        return None


class Gates:
    """Deny by default: a view without `@requires` or `@public` is not served."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        _args: tuple[object, ...],
        _kwargs: dict[str, object],
    ) -> HttpResponse | None:
        """Let the public in, send strangers to log in, refuse who lacks the permission."""
        gate = getattr(view, "gate", None)
        if gate is None:
            raise Http404
        if gate.public:
            return None
        if not request.user.is_authenticated:
            return redirect("account_login")
        try:
            gate.check(request.actor)  # type: ignore[attr-defined]
        except NotAllowed as refusal:
            # What a middleware raises does not pass process_exception.
            return _refused(request, refusal)
        return None


def _refused(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    sentence = refusal.sentence((get_language() or "sv")[:2])
    return render(request, "403.html", {"refusal": sentence}, status=403)
