"""The desk: every app's `queries.waiting_for(actor, now=…)`, oldest deadline first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from samverkan.rules.actor import Actor
from samverkan.web.people.waiting import Waiting

Source = Callable[..., Sequence[Waiting]]
LATEST = datetime.max.replace(tzinfo=UTC)


def waiting_for(actor: Actor, *, now: datetime) -> tuple[Waiting, ...]:
    """Collect what waits for an actor in every room that the actor may enter."""
    found = [row for source in _sources() for row in source(actor, now=now)]
    return tuple(sorted(found, key=lambda row: (row.due or LATEST, row.what)))


def _sources() -> list[Source]:
    names = [f"samverkan.web.{app}.queries" for app in settings.APPS]
    loaded = [import_module(name) for name in names if find_spec(name)]
    return [module.waiting_for for module in loaded if hasattr(module, "waiting_for")]
