"""The schemes of likeness that holders have given us, and the one that we have published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from samverkan.registers import likeness_figures as figures
from samverkan.registers.likeness_figures import Family, Weight
from samverkan.registers.likeness_lists import scheme_of
from samverkan.rules.tables import load_on
from samverkan.sealed.likeness.scheme import Scheme
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.models import HeldPack, ListedLikeness
from samverkan.web.questions.queries.lists import in_force
from samverkan.web.releases import queries as releases

KINDS = ("person", "craft")
PACK = "pack"
LOOKED_BACK = 5
"""Packs looked through for a scheme: one for each asker, newest first."""


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One holder's scheme for one kind: its families with what each opens, its fields' weights.

    `withheld` are families that the holder keeps back; only the holder itself knows what they would
    open, so it is None for the schemes of others.
    """

    holder: str
    kind: str
    rows: int
    families: tuple[Family, ...]
    weights: tuple[Weight, ...]
    withheld: tuple[Family, ...] | None = None

    @property
    def opens(self) -> float:
        """Give how many strangers a whole question opens on average."""
        return sum(each.opens for each in self.families)


def lines(*, now: datetime) -> tuple[Mapping[str, Any], ...]:
    """Give the lines from which a candidate is reviewed, with their measured error rates."""
    return load_on("likeness", local_date(now))


def schemes(*, now: datetime) -> tuple[SchemeView, ...]:
    """Give the schemes that we can ask by in this epoch, by holder and kind."""
    packs = HeldPack.objects.filter(epoch=epoch_of(now)).order_by("holder")
    found = [(pack.holder, scheme_of(pack.schemes, kind)) for pack in packs for kind in KINDS]
    return tuple(_view(holder, scheme) for holder, scheme in found if scheme)


def own_schemes(*, now: datetime) -> tuple[SchemeView, ...]:
    """Give what we have published last of our own list, with what we keep back."""
    told = _published()
    found = [scheme for kind in KINDS if (scheme := scheme_of(told, kind))]
    return tuple(_own(scheme, now=now) for scheme in found)


def _view(holder: str, scheme: Scheme) -> SchemeView:
    return SchemeView(
        holder, scheme.kind, scheme.rows, figures.published(scheme), figures.weights(scheme)
    )


def _own(scheme: Scheme, *, now: datetime) -> SchemeView:
    rows = ListedLikeness.objects.filter(
        kind=scheme.kind, entry__in=in_force(on=local_date(now))
    ).order_by("pk")
    listed = rows.values_list("fields", flat=True)
    view = _view(here().participant, scheme)
    return replace(view, withheld=figures.withheld(scheme.kind, listed, scheme))


def _published() -> Mapping[str, str]:
    """Give the schemes of the newest pack that left us with any."""
    for row in releases.sent(kind=PACK).order_by("-pk")[:LOOKED_BACK]:
        content = releases.content_of(row) or {}
        told = content.get("schemes")
        if isinstance(told, Mapping) and told:
            return {str(kind): str(scheme) for kind, scheme in told.items()}
    return {}
