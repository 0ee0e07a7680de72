"""What kinds, marks and measures are called on screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.instruments import Holding, Measure
from samverkan.web.design.components import Tone
from samverkan.web.property.models import Kind

KINDS: dict[str, Promise] = {
    Kind.BOAT: _("Båt"),
    Kind.JET_SKI: _("Vattenskoter"),
    Kind.WATCH: _("Klocka"),
    Kind.JEWELLERY: _("Smycke"),
    Kind.OTHER: _("Annat"),
}
MARKS: dict[str, Promise] = {
    "hull": _("Skrovnummer"),
    "engine": _("Motornummer"),
    "serial": _("Serienummer"),
    "reference": _("Referensnummer"),
    "hallmark": _("Stämpel"),
    "weight": _("Vikt"),
    "berth": _("Båtplats"),
}
MEASURES: dict[str, Promise] = {
    Measure.LIFT: _("hävdes"),
    Measure.SELL: _("såldes"),
    Measure.FORFEIT: _("förverkades"),
    Measure.ATTACH: _("utmättes"),
    Measure.SEQUESTER: _("belades med kvarstad"),
}
HOLDINGS: dict[str, Promise] = {
    Holding.HELD: _("Gäller"),
    Holding.LIFTED: _("Hävd"),
    Holding.SOLD: _("Såld"),
}
TONES = {Holding.HELD: Tone.INFO, Holding.LIFTED: Tone.NEUTRAL, Holding.SOLD: Tone.OK}


def mark_label(name: str) -> str:
    """Name a mark; one that the software does not know is shown by its own word."""
    known = MARKS.get(name)
    return str(known) if known else name.replace("_", " ").capitalize()
