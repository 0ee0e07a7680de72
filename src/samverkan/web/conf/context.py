"""What every page shows: the authority, the rooms, the person, the demonstration's stripe."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from samverkan.rules.roles import roles
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date, roles_of
from samverkan.web.people.rooms import rooms_of


def page(request: HttpRequest) -> dict[str, object]:
    """Give the header's values; nothing here reads records about anyone but the staff member."""
    instance = here()
    language = (get_language() or "sv")[:2]
    actor = getattr(request, "actor", None)
    name = instance.name_en if language == "en" else instance.name_sv
    values: dict[str, object] = {
        "instance": {"code": instance.participant, "name": name},
        "demo": instance.demo,
        "languages": settings.LANGUAGES,
        "rooms": rooms_of(actor, path=request.path),
        "now": getattr(request, "now", None),
        "language_url": reverse("people:language"),
    }
    if actor is not None:
        held = roles_of(request.user, on=local_date(request.now))  # type: ignore[arg-type,attr-defined]
        values["logout_url"] = reverse("account_logout")
        values["actor_name"] = str(request.user)
        values["actor_role"] = ", ".join(roles()[key].name(language) for key in held)
    return values
