"""Directions and proposals: the members' positions and silences, and the chair's decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.council import may_adopt
from samverkan.rules.directions import Draft, must_be_chair, must_be_current, must_be_open
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.forms import PositionForm, ProposalForm, show_refusal
from samverkan.web.cooperation.labels import (
    SILENT,
    Label,
    direction_state,
    proposal_state,
    stance_label,
)
from samverkan.web.cooperation.models import Direction, Proposal
from samverkan.web.design.components import NextAct
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of, remits
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import local_date
from samverkan.web.people.threads import thread


@dataclass(frozen=True, slots=True)
class Said:
    """A member's line: its name, its stance or silence, its words."""

    name: str
    label: Label
    words: str = ""


@requires(Permission.READ_OPERATIONS)
def directions(request: Request) -> HttpResponse:
    """List the adopted directions and the proposals."""
    day = local_date(request.now)
    rows = [(row, direction_state(row, on=day)) for row in queries.directions()]
    proposals = [(row, _state(row, request)) for row in queries.proposals()]
    acts = [] if reason(must_be_chair, remits()) else [_new_proposal(request)]
    return render(
        request,
        "cooperation/directions.html",
        {"directions": rows, "proposals": proposals, "acts": acts},
    )


@requires(Permission.READ_OPERATIONS)
def direction(request: Request, pk: int) -> HttpResponse:
    """Show a direction with every position and every silence."""
    row = queries.directions().filter(pk=pk).first()
    if row is None:
        raise Http404
    proposal = queries.proposals().filter(record=row.proposal, digest=row.version_hash).first()
    return render(
        request,
        "cooperation/direction.html",
        {
            "direction": row,
            "picture": queries.picture_titles().get(row.picture, row.picture),
            "state": direction_state(row, on=local_date(request.now)),
            "said": _said_in(row),
            "proposal": proposal,
            "operations": queries.under(row.record),
            "thread": thread(row.record),
        },
    )


@requires(Permission.PROPOSE_OPERATION)
def propose(request: Request, pk: int | None = None) -> HttpResponse:
    """Put a proposal forward, or a new version of one."""
    old = _proposal(pk) if pk is not None else None
    form = ProposalForm(request.POST or None, initial=_initial(old))
    if request.method == "POST" and form.is_valid():
        members = old.members if old else queries.council_members(on=local_date(request.now))
        data = {**form.cleaned_data, "members": tuple(members)}
        data["closing_at"] = data["closing_at"].astimezone(UTC)
        try:
            row = actions.propose_direction(
                draft=Draft(**data), by=request.actor, now=request.now, instead_of=old
            )
            return redirect("cooperation:proposal", row.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return render(request, "cooperation/propose.html", {"form": form, "old": old})


@requires(Permission.READ_OPERATIONS)
def proposal(request: Request, pk: int) -> HttpResponse:
    """Show a version of a proposal; the head of a member takes its position here."""
    row = _proposal(pk)
    form = PositionForm(request.POST or None, initial={"version_hash": row.digest})
    if request.method == "POST" and form.is_valid():
        request.actor.may(Permission.TAKE_POSITION)
        must_be_current(form.cleaned_data["version_hash"], current=row.digest)
        if _took_position(row, form, request):
            return redirect("cooperation:proposal", pk)
    return render(request, "cooperation/proposal.html", _proposal_page(row, form, request))


@require_POST
@requires(Permission.CHAIR)
def adopt(request: Request, pk: int) -> HttpResponse:
    """Adopt the version that the chair has read."""
    row = actions.adopt(proposal=_proposal(pk), by=request.actor, now=request.now)
    return redirect("cooperation:direction", row.pk)


def _took_position(row: Proposal, form: PositionForm, request: Request) -> bool:
    data = form.cleaned_data
    try:
        actions.take_position(
            proposal=row,
            stance=data["stance"],
            words=data["words"],
            by=request.actor,
            now=request.now,
        )
    except NotAllowed as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _proposal_page(row: Proposal, form: PositionForm, request: Request) -> dict[str, object]:
    lines = queries.stand(row)
    ours = next((line for line in lines if line.member == here().participant), None)
    return {
        "proposal": row,
        "picture": queries.picture_titles().get(row.picture, row.picture),
        "state": _state(row, request),
        "at_home": _at_home(row),
        "versions": queries.proposals().filter(record=row.record),
        "direction": queries.direction_of(row.record),
        "said": [
            Said(name_of(line.member), stance_label(line.position.stance), line.position.words)
            if line.position
            else Said(name_of(line.member), SILENT)
            for line in lines
        ],
        "ours": ours.position if ours else None,
        "ours_label": stance_label(ours.position.stance) if ours and ours.position else None,
        "form": form if ours and _may_position(row, request) else None,
        "acts": _home_acts(row, request) if _at_home(row) else [],
        "thread": thread(row.record),
    }


def _may_position(row: Proposal, request: Request) -> bool:
    return (
        Permission.TAKE_POSITION in request.actor.permissions
        and request.now <= row.closing_at
        and queries.current(row.record).pk == row.pk
        and queries.direction_of(row.record) is None
    )


def _home_acts(row: Proposal, request: Request) -> list[NextAct]:
    open_for_changes = reason(request.actor.may, Permission.PROPOSE_OPERATION) or reason(
        must_be_open, adopted=queries.direction_of(row.record) is not None
    )
    return [
        NextAct(
            label=_("Anta inriktningen"),
            url=reverse("cooperation:adopt", args=[row.pk]),
            main=True,
            refusal=_adoption_refusal(row, request),
        ),
        NextAct(
            label=_("Ny version"),
            url=reverse("cooperation:new-version", args=[row.pk]),
            link=True,
            refusal=open_for_changes,
        ),
    ]


def _adoption_refusal(row: Proposal, request: Request) -> NotAllowed | None:
    current = queries.current(row.record)
    return (
        reason(request.actor.may, Permission.CHAIR)
        or reason(must_be_open, adopted=queries.direction_of(row.record) is not None)
        or reason(must_be_current, row.digest, current=current.digest)
        or reason(
            may_adopt,
            queries.positions_on(row),
            members=row.members,
            version_hash=row.digest,
            closing_time=row.closing_at,
            now=request.now,
        )
    )


def _proposal(pk: int) -> Proposal:
    try:
        return queries.proposal(pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def _at_home(row: Proposal) -> bool:
    return row.record.startswith(f"{here().participant}/")


def _state(row: Proposal, request: Request) -> Label:
    current = queries.current(row.record)
    adopted = queries.direction_of(row.record)
    return proposal_state(row, current=current, adopted=adopted, now=request.now)


def _said_in(row: Direction) -> list[Said]:
    spoken = [
        Said(name_of(who), stance_label(stance), words) for who, stance, words in row.positions
    ]
    return [*spoken, *(Said(name_of(who), SILENT) for who in row.silent)]


def _initial(old: Proposal | None) -> dict[str, object]:
    names = ("title", "text", "picture", "starts", "ends")
    return {name: getattr(old, name) for name in names} if old else {}


def _new_proposal(request: Request) -> NextAct:
    return NextAct(
        label=_("Nytt förslag till inriktning"),
        url=reverse("cooperation:propose"),
        link=True,
        refusal=reason(request.actor.may, Permission.PROPOSE_OPERATION),
    )
