"""Log-in, log-out, language, and the staff page."""

from __future__ import annotations

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.journal.instance import here
from samverkan.web.people import actions, queries
from samverkan.web.people.gates import Request, public, reads, requires
from samverkan.web.people.models import Person

log_in = public(LoginView.as_view(template_name="people/log_in.html"))
log_out = public(LogoutView.as_view(template_name="people/log_out.html"))


@public
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody signs up: the staff administrator adds persons."""
    del request
    raise Http404


@require_POST
@public
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and go back to the page."""
    code = request.POST.get("language", "sv")
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    response = redirect(back if safe else "/")
    if code in dict(settings.LANGUAGES):
        translation.activate(code)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            samesite="Strict",
            httponly=True,
            max_age=31_536_000,
        )
    return response


@public
def demo_desks(request: Request) -> HttpResponse:
    """List this instance's desks with a one-click log-in. Only in demo mode."""
    if not here().demo:
        raise Http404
    return render(request, "people/demo.html", {"desks": queries.desks(on=request.now)})


@require_POST
@public
def demo_log_in(request: Request, username: str) -> HttpResponse:
    """Log in as a member of the demo's fictional staff. Only in demo mode."""
    if not here().demo:
        raise Http404
    person = get_object_or_404(Person, username=username, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    actor = queries.actor_named(username, on=request.now)
    actions.note_log_in(username=username, by=actor, now=request.now)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if safe else "desk")


@requires(Permission.MANAGE_STAFF)
@reads(Act.STAFF_READ)
def staff(request: Request) -> HttpResponse:
    """Show the staff and their mandates."""
    people = queries.desks(on=request.now)
    request.seen = [f"staff/{desk.username}" for desk in people]
    return render(request, "people/staff.html", {"desks": people})
