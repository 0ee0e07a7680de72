"""What the parts of a check are called on screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samverkan.rules.control_grounds import Power
from samverkan.rules.inspections import AboardRole, Mode, Outcome

MODES: dict[str, Promise] = {
    Mode.ROUTINE: _("Rutinkontroll"),
    Mode.OPERATION: _("Kontroll i insats"),
}
ROLES: dict[str, Promise] = {
    AboardRole.DRIVER: _("Förare"),
    AboardRole.OWNER_CLAIMED: _("Ägare enligt uppgift"),
    AboardRole.OWNER_EVIDENCED: _("Ägare enligt handling"),
    AboardRole.PASSENGER: _("Passagerare"),
}
OUTCOMES: dict[str, Promise] = {
    Outcome.NOTHING_FOUND: _("Inget att anmärka på"),
    Outcome.REMINDED: _("Påpekande"),
    Outcome.PENALTY_NOTICE: _("Föreläggande av ordningsbot"),
    Outcome.SOBRIETY_REPORTED: _("Anmälan om sjöfylleri"),
    Outcome.HANDED_OVER: _("Överlämnad till annan myndighet"),
}
POWERS: dict[str, Promise] = {
    Power.STOP: _("Stoppade"),
    Power.BOARD: _("Gick ombord"),
    Power.HOLD: _("Höll kvar för kontrollen"),
    Power.BREATH_TEST: _("Tog utandningsprov"),
}
CRAFT_KINDS: dict[str, Promise] = {
    "jet-ski": _("Vattenskoter"),
    "open-boat": _("Öppen båt"),
    "rib": _("RIB-båt"),
    "day-cruiser": _("Dagtursbåt"),
    "cabin-boat": _("Kabinbåt"),
    "sailing-boat": _("Segelbåt"),
    "other": _("Annan farkost"),
}
FIELDS: dict[str, Promise] = {
    "place": _("Plats"),
    "position": _("Position"),
    "started_at": _("Kontrollen började"),
    "control_ended_at": _("Kontrollen avslutades"),
    "alongside": _("Ligger farkosten kvar?"),
    "outcome": _("Utfall"),
    "mode": _("Slag av kontroll"),
    "operation": _("Insats"),
    "grounds": _("Grund"),
    "powers": _("Åtgärder"),
    "craft": _("Farkost"),
    "persons": _("Personer"),
}


def label(labels: dict[str, Promise], key: str) -> str:
    """Give the words of a key, or the key itself where there are none."""
    known = labels.get(key)
    return str(known) if known else key


def kind_in_words(kind: str) -> str:
    """Give a kind of craft in Swedish, as it is kept and as it travels."""
    with override("sv"):
        return label(CRAFT_KINDS, kind)
