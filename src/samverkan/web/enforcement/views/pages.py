"""One form on one page: shown, sent, refused with the rule's sentence, or done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement.models import DebtorCase
from samverkan.web.people.gates import Request


@dataclass(frozen=True, slots=True)
class FormPage:
    """What a form's page says: heading, a lead, the button's words, the section of law."""

    heading: str
    button: str
    section: str = ""
    lead: str = ""


def form_page(
    request: Request,
    form: Form,
    page: FormPage,
    act: Callable[[], object],
    *,
    case: DebtorCase,
) -> HttpResponse:
    """Show a form, or act and go back to the case. What the rule refuses keeps the typed text."""
    request.seen = [case.record]
    back = case_url(case)
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence(language()))
        else:
            return redirect(back)
    values = {"page": page, "form": form, "case": case, "back": back}
    return render(request, "enforcement/form.html", values)


def case_url(case: DebtorCase) -> str:
    """Give the address of a case's page."""
    return reverse("enforcement:case", args=[case.number])


def language() -> str:
    """Give the language of the screen, `sv` or `en`."""
    return (get_language() or "sv")[:2]
