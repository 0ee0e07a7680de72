"""What purposes, facts, groups and states are called on screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samverkan.rules.disclosure import Outcome
from samverkan.rules.disclosure_ladder import Fact, Purpose
from samverkan.rules.disclosure_requests import RequestState
from samverkan.web.design.components import Tone
from samverkan.web.disclosure.models import ReceivedState
from samverkan.web.disclosure.sources import Group

PURPOSES: dict[str, Promise] = {
    Purpose.PREVENT_CRIME: _("Förebygga, hindra eller upptäcka brott"),
    Purpose.INVESTIGATE_CRIME: _("Utreda brott"),
    Purpose.ENFORCE_DEBT: _("Driva in en skuld (verkställighet)"),
    Purpose.PREVENT_WRONG_PAYMENT: _("Hindra en felaktig utbetalning"),
    Purpose.INVESTIGATE_WRONG_PAYMENT: _("Utreda en felaktig utbetalning"),
    Purpose.RULE_BREACH: _("Upptäcka fusk eller regelbrott"),
    Purpose.CASE_THERE: _("Ett ärende hos mottagaren"),
    Purpose.POPULATION_REGISTRATION: _("Folkbokföring"),
    Purpose.SECURITY_VETTING: _("Säkerhetsprövning"),
    Purpose.OWN_TASK: _("Vår egen uppgift"),
}
FACTS: dict[str, Promise] = {
    Fact.PENDING_CASE: _("Uppgiften är förpliktelsen i ett pågående mål"),
    Fact.SOUGHT_AGAIN: _("Verkställighet har sökts på nytt inom två år"),
    Fact.POLICE_ARM: _("Det är vår polisverksamhet som lämnar uppgiften"),
    Fact.SECTION_READ: _("Jag har läst paragrafen och villkoren är uppfyllda"),
    Fact.SHARED_IN_REGISTER: _("Uppgiften är gjord gemensamt tillgänglig i vårt register"),
    Fact.ON_REQUEST: _("Mottagaren har begärt uppgiften"),
    Fact.PROPERTY_FOUND: _("Egendom har påträffats som kan antas bli utmätt"),
}
GROUPS: dict[str, Promise] = {
    Group.PERSON: _("Personen"),
    Group.CRAFT: _("Farkosten"),
    Group.COMPANY: _("Företaget"),
    Group.THING: _("Saken"),
    Group.CIRCUMSTANCE: _("Omständigheter"),
}
OUTCOMES: dict[str, Promise] = {
    Outcome.DISCLOSE: _("Uppgifterna ska lämnas"),
    Outcome.WITHHOLD: _("Sekretessen väger tyngre: uppgifterna lämnas inte"),
}
RECEIVED: dict[str, tuple[Promise, Tone]] = {
    ReceivedState.WAITING: (_("Väntar på oss"), Tone.WAIT),
    ReceivedState.PENDING: (_("Bekräftad: pågår hos oss"), Tone.OK),
    ReceivedState.NOT_OURS: (_("Inte vår"), Tone.NEUTRAL),
    ReceivedState.RECALLED: (_("Återkallad, ska bekräftas"), Tone.WAIT),
    ReceivedState.RECALL_DONE: (_("Återkallad och borta"), Tone.NEUTRAL),
}
REQUESTS: dict[str, tuple[Promise, Tone]] = {
    RequestState.WAITING: (_("Väntar på svar"), Tone.WAIT),
    RequestState.DISCLOSED: (_("Besvarad"), Tone.OK),
    RequestState.REFUSED: (_("Avslagen"), Tone.INFO),
    RequestState.UPHELD: (_("Avslaget står fast"), Tone.INFO),
    RequestState.WITHDRAWN: (_("Återtagen"), Tone.NEUTRAL),
}
SENT: dict[str, tuple[Promise, Tone]] = {
    "sent": (_("Skickad"), Tone.WAIT),
    "receipted": (_("Kvitterad"), Tone.OK),
    "refused": (_("Avvisad av mottagaren"), Tone.WAIT),
    "recalled": (_("Återkallad, inte bekräftad"), Tone.WAIT),
    "recall-confirmed": (_("Återkallad och bekräftad"), Tone.NEUTRAL),
}


def in_swedish(label: Promise) -> str:
    """Give the Swedish words, for what travels: the sender's screen may be in English."""
    with override("sv"):
        return str(label)
