"""Log-in, log-out, language, and the staff page."""

from __future__ import annotations

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.journal.instance import here
from samverkan.web.people import actions, queries
from samverkan.web.people.adapter import StaffOnly
from samverkan.web.people.forms import MandateForm, PersonForm
from samverkan.web.people.gates import Request, public, reads, requires
from samverkan.web.people.models import Person
from samverkan.web.people.threads import thread

log_in = public(LoginView.as_view(template_name="people/log_in.html"))
log_out = public(LogoutView.as_view(template_name="people/log_out.html"))


@public
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody signs up: the staff administrator adds persons."""
    del request
    raise Http404


@public
def inactive(request: HttpRequest) -> HttpResponse:
    """Tell someone who has left that the account is closed."""
    sentence = _("Kontot är avslutat. Fråga den som sköter personal och mandat.")
    return render(request, "403.html", {"refusal": sentence}, status=403)


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
            secure=settings.SECURE_COOKIES,
            max_age=31_536_000,
        )
    return response


@public
def demo_desks(request: Request) -> HttpResponse:
    """List this instance's desks with a one-click log-in. Only in demo mode."""
    if not here().demo:
        raise Http404
    desks = queries.desks(on=request.now, language=_language())
    return render(request, "people/demo.html", {"desks": desks})


@require_POST
@public
def demo_log_in(request: Request, username: str) -> HttpResponse:
    """Log in as a member of the demo's fictional staff. Only in demo mode."""
    if not here().demo:
        raise Http404
    person = get_object_or_404(Person, username=username, is_active=True)
    StaffOnly(request).login(request, person)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if safe else "desk")


@requires(Permission.MANAGE_STAFF)
@reads(Act.STAFF_READ)
def staff(request: Request) -> HttpResponse:
    """Show the staff and today's roles; add a member of staff."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.add_person(**form.cleaned_data, by=request.actor, now=request.now)
        return redirect("people:person", person.username)
    people = queries.desks(on=request.now, language=_language())
    request.seen = [f"staff/{desk.username}" for desk in people]
    return render(request, "people/staff.html", {"desks": people, "form": form})


@requires(Permission.MANAGE_STAFF)
@reads(Act.STAFF_READ)
def person(request: Request, username: str) -> HttpResponse:
    """Show a person's mandates and give one more: who may decide what, until when."""
    row = queries.person(username)
    request.seen = [f"staff/{username}"]
    form = MandateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_mandate(person=row, **form.cleaned_data, by=request.actor, now=request.now)
        return redirect("people:person", username)
    return render(
        request,
        "people/person.html",
        {
            "person": row,
            "mandates": queries.mandates_of(row, on=request.now, language=_language()),
            "form": form,
            "thread": thread(f"staff/{username}"),
        },
    )


@require_POST
@requires(Permission.MANAGE_STAFF)
def end_mandate(request: Request, pk: int) -> HttpResponse:
    """End a mandate today."""
    mandate = actions.end_mandate(pk=pk, by=request.actor, now=request.now)
    return redirect("people:person", mandate.person.username)


def _language() -> str:
    return (get_language() or "sv")[:2]
