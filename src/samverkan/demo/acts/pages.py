"""Opens a page of the instance as somebody at their desk, where a step is to read, not to write."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.test import Client

from samverkan.rules.actor import Actor

OK = 200


class NotShown(Exception):
    """The page did not open for this person; the text says which and with what status."""


def open_page(path: str, *, by: Actor) -> bytes:
    """Open a page with its gates and its journal entry, and give it. NotShown if it is refused."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get_by_natural_key(by.name))
    response = client.get(path)
    if response.status_code != OK:
        raise NotShown(f"{path} answered {response.status_code} to {by.reference}.")
    return b"".join(response) if response.streaming else response.content
