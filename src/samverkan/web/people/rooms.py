"""The rooms of an instance: which of them a person sees follows from permissions and remit."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the header: its name, its address, and a permission that opens it."""

    label: Promise
    url_name: str
    permissions: frozenset[Permission]


def _room(label: Promise, url_name: str, *permissions: Permission) -> Room:
    return Room(label, url_name, frozenset(permissions))


ROOMS = (
    _room(_("Kontroller"), "inspections:list", Permission.READ_CHECKS),
    _room(_("Frågor"), "questions:list", Permission.ASK),
    _room(_("Förteckning"), "questions:entries", Permission.LIST),
    _room(_("Utlämnanden"), "disclosure:list", Permission.READ_DISCLOSURES),
    _room(_("Anteckningar"), "releases:notes", Permission.READ_NOTES),
    _room(_("Egendom"), "property:list", Permission.READ_PROPERTY),
    _room(_("Utmätning"), "enforcement:list", Permission.READ_ENFORCEMENT),
    _room(_("Inriktning"), "cooperation:directions", Permission.READ_OPERATIONS),
    _room(_("Insatser"), "cooperation:list", Permission.READ_OPERATIONS),
    _room(_("Befogenheter"), "cooperation:powers", Permission.READ_OPERATIONS),
    _room(_("Lägesbild"), "picture:list", Permission.READ_PICTURE),
    _room(_("Resultat"), "results:list", Permission.READ_RESULTS),
    _room(_("Tillsyn"), "oversight:room", Permission.OVERSEE),
    _room(_("Parter"), "partners:list", Permission.READ_PARTNERS),
    _room(_("Personal"), "people:staff", Permission.MANAGE_STAFF),
)


def rooms_of(actor: Actor | None, *, path: str) -> list[dict[str, object]]:
    """Give the header's links for an actor: label, address, and whether it is the current room."""
    if actor is None:
        return []
    open_rooms = [room for room in ROOMS if room.permissions & actor.permissions]
    links = [(room.label, _address(room.url_name)) for room in open_rooms]
    return [
        {"label": label, "url": url, "current": path.startswith(url)} for label, url in links if url
    ]


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
