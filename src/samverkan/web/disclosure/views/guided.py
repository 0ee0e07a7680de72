"""The guided page: to whom and what for, then ladder, fields and weighing, then it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverkan.rules.acts import Act
from samverkan.rules.disclosure_ladder import Fact, Purpose, Rung, ladder
from samverkan.rules.permissions import Permission
from samverkan.web.design.fields import allowed
from samverkan.web.disclosure import actions, queries
from samverkan.web.disclosure.forms import ArgumentForm, ToWhomForm, language
from samverkan.web.disclosure.guide import cooperations, fields_shown, rungs_shown
from samverkan.web.disclosure.models import Disclosure
from samverkan.web.disclosure.sources import Candidate, Source
from samverkan.web.journal.instance import here
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import local_date
from samverkan.web.subjects.queries import heading_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says: source, subject and request; a request fixes receiver and purpose."""

    source: Source
    about: str
    request: str


@requires(Permission.DISCLOSE)
@reads(Act.DISCLOSURES_READ)
def new(request: Request) -> HttpResponse:
    """Disclose: the first step stands in the address, so nothing is lost on the way."""
    asked = _asked(request)
    request.seen = [asked.source.ref, *([asked.about] if asked.about else [])]
    first = ToWhomForm(request.GET if "to" in request.GET else None, initial=_initial(asked))
    values: dict[str, object] = {
        "first": first,
        "asked": asked,
        "about": asked.about and heading_of(asked.about),
        "persons": _persons(asked),
    }
    if not first.is_valid():
        return render(request, "disclosure/new.html", values)
    to, purpose = first.cleaned_data["to"], Purpose(first.cleaned_data["purpose"])
    rungs = _rungs(request, to, purpose, first.cleaned_data["facts"], asked)
    candidates = queries.candidates(asked.source, asked.about)
    form = _argument(request, to, rungs, candidates)
    if request.method == "POST" and form.is_valid():
        sent: list[Disclosure] = []
        draft = form.draft(
            source=asked.source.ref,
            about=asked.about,
            request=asked.request,
            **first.cleaned_data,
        )
        if allowed(
            form,
            lambda: sent.append(actions.disclose(draft=draft, by=request.actor, now=request.now)),
        ):
            return redirect("disclosure:sent", sent[0].pk)
    chosen = request.POST.getlist("chosen")
    values |= {
        "form": form,
        "rungs": rungs_shown(rungs, language=language(), chosen=request.POST.get("ground", "")),
        "groups": fields_shown(candidates, language=language(), chosen=chosen),
    }
    return render(request, "disclosure/new.html", values)


def _asked(request: Request) -> Asked:
    source = queries.source_of(request.GET.get("source", ""))
    if source is None:
        raise Http404
    about = request.GET.get("about", "")
    if about not in ("", *source.persons, source.craft):
        raise Http404
    answered = queries.request_named(source.ref)
    return Asked(source, about, source.ref if answered else "")


def _persons(asked: Asked) -> list[dict[str, str]]:
    """Give whom a request may be about in our own data, for the officer to look at and choose."""
    path = reverse("disclosure:new")
    return [
        {
            "name": heading_of(ref),
            "url": f"{path}?{urlencode({'source': asked.source.ref, 'about': ref})}",
        }
        for ref in asked.source.persons
        if asked.request
    ]


def _initial(asked: Asked) -> dict[str, object]:
    row = queries.request_named(asked.request) if asked.request else None
    if row is None:
        return {}
    return {"to": row.partner, "purpose": row.purpose, "facts": [Fact.ON_REQUEST]}


def _rungs(
    request: Request, to: str, purpose: Purpose, facts: list[str], asked: Asked
) -> tuple[Rung, ...]:
    ticked = frozenset(Fact(each) for each in facts)
    if asked.request:
        ticked |= {Fact.ON_REQUEST}
    on = local_date(request.now)
    return ladder(here().participant, to, purpose, on, facts=ticked)


def _argument(
    request: Request, to: str, rungs: tuple[Rung, ...], candidates: tuple[Candidate, ...]
) -> ArgumentForm:
    on = local_date(request.now)
    return ArgumentForm(
        request.POST or None,
        rungs=rungs,
        cooperations=cooperations(us=here().participant, other=to, on=on),
        candidates=candidates,
        on=on,
    )
