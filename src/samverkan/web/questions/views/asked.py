"""The asker's pages: own questions with their answers, and one purpose card."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.likeness import CITATION
from samverkan.rules.permissions import Permission
from samverkan.web.design.components import NextAct
from samverkan.web.design.lists import page_of
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.threads import thread
from samverkan.web.questions import actions, queries
from samverkan.web.questions.labels import shown
from samverkan.web.questions.queries import AskedCard


@requires(Permission.ASK)
@reads(Act.QUESTIONS_READ)
def questions(request: Request) -> HttpResponse:
    """List the officer's own questions with their results, newest first."""
    rows = queries.cards_by(request.actor)
    page = page_of(request, rows)
    found = [asked.visible_to(request.actor) for asked in queries.cards_of(page.object_list)]
    request.seen = [asked.card.record for asked in found]
    page.object_list = [shown(asked) for asked in found]
    values = {
        "cards": page,
        "counts": queries.counts(rows),
        "holders": queries.holders(now=request.now),
    }
    return render(request, "questions/list.html", values)


@requires(Permission.ASK)
@reads(Act.QUESTIONS_READ)
def card(request: Request, pk: int) -> HttpResponse:
    """Show a purpose card: who asks about whom, why, on what ground, and whom to contact."""
    asked = _card_or_404(request, pk)
    request.seen = [asked.card.record]
    again = NextAct(
        label=_("Fråga dem som inte svarade igen"),
        url=reverse("questions:ask-again", args=[pk]),
        section="lag 2016:774 1 §",
    )
    values = {
        "asked": shown(asked),
        "check": reverse("inspections:check", args=asked.card.check_ref.split("/")),
        "acts": [*_reviews(asked), *([again] if asked.silent else [])],
        "thread": thread(asked.card.record),
    }
    return render(request, "questions/card.html", values)


def _reviews(asked: AskedCard) -> list[NextAct]:
    """Give the reviews that wait: whoever sees the card may do them."""
    return [
        NextAct(
            label=_("Pröva en möjlig träff hos %(holder)s") % {"holder": name_of(each.holder)},
            url=reverse("questions:candidate", args=[each.pk]),
            section=CITATION,
            link=True,
            main=True,
        )
        for each in asked.to_review
    ]


@require_POST
@requires(Permission.ASK)
def ask_again(request: Request, pk: int) -> HttpResponse:
    """Ask those holders again who did not answer."""
    asked = _card_or_404(request, pk)
    actions.ask_again(card=asked.card.pk, by=request.actor, now=request.now)
    return redirect("questions:card", pk)


def _card_or_404(request: Request, pk: int) -> AskedCard:
    """Give a card that the person may see, with the hits that are for them."""
    if not queries.cards_by(request.actor).filter(pk=pk).exists():
        raise Http404
    return queries.card(pk).visible_to(request.actor)
