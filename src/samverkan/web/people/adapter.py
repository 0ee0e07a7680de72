"""Log-in for staff only: no one signs up by themselves, and no log-in goes unrecorded."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from samverkan.web.people import actions
from samverkan.web.people.gates import Request
from samverkan.web.people.models import Person
from samverkan.web.people.queries import actor_named


# allauth ships no types, so its class is unknown to the checker.
class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes allauth's sign-up; the staff administrator adds persons."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False

    def login(self, request: Request, user: Person) -> None:
        """Enter the log-in in the journal, then do it: without the entry nobody is logged in."""
        by = actor_named(user.username, on=request.now)
        actions.note_log_in(username=user.username, by=by, now=request.now)
        super().login(request, user)

    def authentication_failed(self, request: Request, **credentials: str) -> None:
        """Enter that a log-in failed; how often it may be tried has been judged before."""
        actions.note_failed_log_in(username=credentials.get("username", ""), now=request.now)
