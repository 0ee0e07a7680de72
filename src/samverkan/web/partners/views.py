"""The participants and the traffic with them; and the one inbound path that partners post to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverkan.exchange.directory import NotListed
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.partners import actions, queries
from samverkan.web.people.gates import Request, public, requires
from samverkan.web.people.queries import local_date
from samverkan.wire.canonical import Malformed
from samverkan.wire.seal import SealBroken


@requires(Permission.READ_PARTNERS)
def partners(request: Request) -> HttpResponse:
    """Show who takes part, what waits to leave, and what could not be understood."""
    rows = queries.traffic(on=local_date(request.now))
    return render(
        request,
        "partners/list.html",
        {"rows": rows, "set_aside": queries.set_aside()[:50], "version": queries.version()},
    )


@csrf_exempt
@require_POST
@public
def inbound(request: HttpRequest) -> HttpResponse:
    """Take one sealed message. 200 means: kept, do not send again; the receipt comes by itself.

    The sender is who signed; no cookie or address is looked at.
    """
    try:
        actions.receive(sealed=request.body.decode("ascii"), now=request.now)  # type: ignore[attr-defined]
    except (SealBroken, Malformed, UnicodeDecodeError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    except NotListed as error:
        return JsonResponse({"error": str(error)}, status=503)
    return JsonResponse({"kept": True})


@csrf_exempt
@require_POST
@public
def question(request: HttpRequest) -> HttpResponse:
    """Answer one sealed, synchronous request with a sealed answer."""
    try:
        answer = actions.answer(sealed=request.body.decode("ascii"), now=request.now)  # type: ignore[attr-defined]
    except (SealBroken, Malformed, UnicodeDecodeError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    except NotListed as error:
        return JsonResponse({"error": str(error)}, status=503)
    except NotAllowed:
        # The reason stays with the holder: a stranger learns nothing from a refusal.
        return JsonResponse({"error": "no answer"}, status=403)
    return HttpResponse(answer, content_type="application/jose")
