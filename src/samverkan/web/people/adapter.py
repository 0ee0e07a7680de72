"""Log-in for staff only: no one signs up by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


# allauth ships no types, so its class is unknown to the checker.
class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes allauth's sign-up; the staff administrator adds persons."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False
