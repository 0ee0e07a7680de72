"""How likeness works here, for those who ask and those who list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.questions.likeness_told import told


@requires(Permission.ASK, Permission.LIST)
@reads(Act.QUESTIONS_READ)
def how(request: Request) -> HttpResponse:
    """Show how a score comes about, how often it is wrong and what keys may tell; nobody listed."""
    request.seen = ["likeness"]
    return render(request, "questions/how.html", told(now=request.now))
