"""Decisions by phone: ours with their versions, and those that a partner has told us."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.phone_decisions import DecisionKind, may_confirm, read_back_code
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.design.components import NextAct
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name
from samverkan.web.people.threads import thread
from samverkan.web.property import actions, queries
from samverkan.web.property.forms import DECISIONS, CallForm, ConfirmForm, CorrectionForm
from samverkan.web.property.models import HeardDecision, PhoneDecision
from samverkan.web.releases.queries import content_of, received_one


@requires(Permission.PHONE_DECISION, Permission.READ_PROPERTY)
@reads(Act.PHONE_DECISIONS_READ)
def decisions(request: Request) -> HttpResponse:
    """List what we have decided by phone, and what others have decided and told us."""
    ours, heard = list(queries.decisions()), list(queries.heard_decisions())
    request.seen = [*(row.record for row in ours), *(row.record for row in heard)]
    refusal = reason(request.actor.may, Permission.PHONE_DECISION)
    new = NextAct(
        label=_("Nytt telefonbeslut"),
        url=reverse("property:decide"),
        section="UB 6:12",
        link=True,
        main=True,
        refusal=refusal,
    )
    values = {"ours": ours, "heard": heard, "acts": [new]}
    return render(request, "property/decisions.html", values)


@requires(Permission.PHONE_DECISION)
def decide(request: Request) -> HttpResponse:
    """Write a decision down while the other side is on the line; `about`, `who` come prefilled."""
    about = request.GET.get("about", "")
    first = {name: request.GET[name] for name in ("who", "claim", "items") if name in request.GET}
    form = CallForm(request.POST or None, initial={"to": "POL", **first})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.decide_by_phone(
                call=form.call(),
                to=form.cleaned_data["to"],
                about=about,
                case=about,
                by=request.actor,
                now=request.now,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence((get_language() or "sv")[:2]))
        else:
            return redirect("property:decision", row.record.partition("/")[2])
    return render(request, "property/decide.html", {"form": form})


@requires(Permission.PHONE_DECISION, Permission.READ_PROPERTY)
@reads(Act.PHONE_DECISIONS_READ)
def decision(request: Request, number: UUID) -> HttpResponse:
    """Show our decision: the code to read out, whether it is confirmed, and every version."""
    row = _ours(number)
    request.seen = [row.record]
    fix = NextAct(
        label=_("Rätta med en ny version"),
        url=reverse("property:correct", args=[number]),
        section=row.ground,
        link=True,
        refusal=reason(request.actor.may, Permission.PHONE_DECISION),
    )
    return render(
        request,
        "property/decision.html",
        {
            "decision": row,
            "code": read_back_code(row.digest),
            "kind": dict(DECISIONS)[DecisionKind(row.kind)],
            "by": display_name(row.by),
            "partner": name_of(row.partner),
            "version_label": _("Version %(number)s") % {"number": row.version},
            "versions": queries.decisions_of(row.record),
            "acts": [fix],
            "thread": thread(row.record),
        },
    )


@requires(Permission.PHONE_DECISION)
@reads(Act.PHONE_DECISIONS_READ)
def correct(request: Request, number: UUID) -> HttpResponse:
    """Write the next version of our decision."""
    row = _ours(number)
    request.seen = [row.record]
    first = {
        "told": row.told,
        "who": row.who,
        "items": "\n".join(row.items),
        "claim": row.claim,
        "kind": row.kind,
    }
    form = CorrectionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.correct(
            decision=row,
            call=form.call(),
            difference=form.cleaned_data["difference"],
            by=request.actor,
            now=request.now,
        )
        return redirect("property:decision", number)
    return render(request, "property/correct.html", {"decision": row, "form": form})


@requires(Permission.PHONE_DECISION, Permission.READ_PROPERTY)
@reads(Act.PHONE_DECISIONS_READ)
def heard(request: Request, pk: int) -> HttpResponse:
    """Show a partner's decision and take our officer's confirmation of exactly this version."""
    try:
        row = queries.heard(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.seen = [row.record]
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.actor.may(Permission.PHONE_DECISION)
        try:
            actions.confirm(
                heard=row, code=form.cleaned_data["code"], by=request.actor, now=request.now
            )
        except NotAllowed as refusal:
            form.add_error("code", refusal.sentence((get_language() or "sv")[:2]))
        else:
            return redirect("property:heard", pk)
    release = received_one(row.release)
    content = content_of(release) or {}
    closed = _refusal(request, row)
    return render(
        request,
        "property/heard.html",
        {
            "decision": row,
            "sender": name_of(row.sender),
            "content": content,
            "items": content.get("items", ()),
            "release": release,
            "superseded": queries.superseded(row),
            "confirmed_by": display_name(row.confirmed_by) if row.confirmed_by else "",
            "version_label": _("Version %(number)s") % {"number": row.version},
            "acts": [NextAct(_("Bekräfta den här versionen"), url="", refusal=closed)],
            "may_confirm": closed is None,
            "form": form,
            "thread": thread(row.record),
        },
    )


def _refusal(request: Request, row: HeardDecision) -> NotAllowed | None:
    code = read_back_code(row.digest)
    closed = reason(may_confirm, row.digest, code, queries.standing_heard(row))
    return closed or reason(request.actor.may, Permission.PHONE_DECISION)


def _ours(number: UUID) -> PhoneDecision:
    try:
        return queries.decision(f"{here().participant}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None
