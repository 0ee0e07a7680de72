"""What kinds of claims, ways, decisions and steps are called on screen and on paper."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.attachment import Belonging
from samverkan.rules.claims import ClaimKind
from samverkan.rules.distribution_list import PartKind
from samverkan.rules.exempt import Finding, Use
from samverkan.rules.list_exports import ListKind
from samverkan.rules.outcomes import Held
from samverkan.rules.sales import Lien, Method
from samverkan.web.enforcement.models import Decision, DocumentKind, ThirdPartyState, Way

CLAIM_KINDS: dict[str, Promise] = {
    ClaimKind.VICTIM_DAMAGES: _("Skadestånd till målsägande"),
    ClaimKind.STATE_REGRESS: _("Statens återkrav efter brottsskadeersättning"),
    ClaimKind.TAX: _("Skatt"),
    ClaimKind.FINE: _("Böter"),
    ClaimKind.BENEFIT_RECOVERY: _("Återkrav av bidrag"),
    ClaimKind.BANK: _("Banklån"),
    ClaimKind.OTHER: _("Annan fordran"),
    "state": _("Staten"),
    "replacement": _("Förbehåll till gäldenären"),
    "surplus": _("Överskott till gäldenären"),
    "to-state": _("Till staten"),
    "set-aside": _("Avsatt"),
    "paid": _("Utbetalt"),
    "cost": _("Kostnad"),
    "money-interest": _("Ränta på avsatta medel"),
}
WAYS: dict[str, Promise] = {
    Way.OFFICER_PRESENT: _("Förrättningsman på plats"),
    Way.BY_PHONE: _("Polisens fynd, beslut per telefon"),
    Way.AT_DISTANCE: _("På distans"),
}
DECISIONS: dict[str, Promise] = {
    Decision.ATTACHED: _("Utmätt"),
    Decision.EXEMPT: _("Undantaget"),
    Decision.LEFT: _("Inte utmätt"),
}
BELONGINGS: dict[str, Promise] = {
    Belonging.DEBTORS_POSSESSION: _("I gäldenärens besittning"),
    Belonging.SHOWN_DEBTORS: _("Visat att den är gäldenärens"),
    Belonging.JOINT_WITH_PARTNER: _("Gemensamt med make eller sambo"),
    Belonging.JOINT_WITH_OTHER: _("Gemensamt med någon annan"),
    Belonging.CO_OWNED_PROBABLY: _("Make eller sambo är sannolikt samägare"),
    Belonging.PROBABLY_DEBTORS: _("Sannolikt gäldenärens, i annans besittning"),
    Belonging.LEASED: _("Hyrd eller leasad"),
    Belonging.SHOWN_ANOTHERS: _("Visat att den är någon annans"),
}
USES: dict[str, Promise] = {
    Use.OTHER: _("Inget särskilt"),
    Use.PERSONAL: _("Bara för personligt bruk"),
    Use.HOME: _("Behövs för hemmet"),
    Use.WORK: _("Behövs för arbetet"),
    Use.KEEPSAKE: _("Personligt värde"),
    Use.RETENTION_OF_TITLE: _("Köpt med återtagandeförbehåll"),
    Use.NON_TRANSFERABLE: _("Får inte överlåtas"),
    Use.EARMARKED: _("Avsedd för ett särskilt ändamål"),
    Use.RENTAL_RIGHT: _("Hyresrätt"),
    Use.TENANT_OWNED_FLAT: _("Bostadsrätt"),
    Use.LIVING_MONEY: _("Pengar till uppehälle"),
}
FINDINGS: dict[str, Promise] = {
    Finding.REASONABLE_VALUE: _("Den har skäligt värde"),
    Finding.NEEDED: _("Den behövs"),
    Finding.REPLACEMENT_NEEDED: _("För dyrbar, men gäldenären behöver en i stället"),
    Finding.OBVIOUSLY_UNFAIR: _("Att ta den vore uppenbart obilligt"),
    Finding.FAIR_TO_CREDITORS: _("Skäligt mot borgenärerna"),
    Finding.WITHIN_A_MONTH: _("Räcker högst en månad"),
}
THIRD_PARTY_STATES: dict[str, Promise] = {
    ThirdPartyState.CLAIMED: _("Har påstått bättre rätt"),
    ThirdPartyState.ORDERED: _("Förelagd att väcka talan"),
    ThirdPartyState.SERVED: _("Delgiven föreläggandet"),
    ThirdPartyState.SUED: _("Har väckt talan"),
    ThirdPartyState.LOST: _("Rätten är förlorad"),
}
METHODS: dict[str, Promise] = {
    Method.AUCTION: _("Auktion"),
    Method.PRIVATE_TREATY: _("Under hand"),
}
LIENS: dict[str, Promise] = {
    Lien.UNCERTAIN: _("Det är ovisst om någon har sjöpanträtt"),
    Lien.OBVIOUSLY_NONE: _("Det är uppenbart att ingen har sjöpanträtt"),
    Lien.CLAIMANT_KNOWN: _("Den som har sjöpanträtt är känd"),
}
COSTS: dict[str, Promise] = {
    "transport": _("Transport"),
    "storage": _("Förvaring"),
    "expert": _("Sakkunnig"),
    "collection": _("Hämtning"),
    "other": _("Annat"),
}
DOCUMENTS: dict[str, Promise] = {
    DocumentKind.ATTACHMENT_PROTOCOL: _("Utmätningsprotokoll"),
    DocumentKind.PROVISIONAL_NOTICE: _("Underrättelse om provisorisk åtgärd"),
    DocumentKind.NOTICE_TO_DEBTOR: _("Underrättelse till gäldenären"),
    DocumentKind.SALE_PROTOCOL: _("Försäljningsprotokoll"),
    DocumentKind.DISTRIBUTION_LIST: _("Fördelningslängd"),
    DocumentKind.SETTLEMENT: _("Beslut om avsatta medel"),
    DocumentKind.VICTIM_LETTER: _("Brev till målsägande"),
}
HELD: dict[Held, Promise] = {
    Held.DISPUTED: _("Fordran är tvistig"),
    Held.CONDITIONAL: _("Fordran beror av ett villkor"),
    Held.TITLE: _("Exekutionstiteln har inte fått laga kraft"),
}
LISTS: dict[str, Promise] = {
    ListKind.PROPERTY: _("Utmätt egendom"),
    ListKind.DISTRIBUTION: _("Fördelningslängdernas led"),
}
INPUTS: dict[str, Promise] = {
    "price": _("Pris"),
    "percent": _("Procent"),
    "fee": _("Avgift"),
    "reserved": _("Förbehållet belopp"),
    "available": _("Att fördela"),
    "claim": _("Fordran"),
    "claimed": _("Alla fordringar tillsammans"),
    "exact": _("Exakt andel i öre, före avrundning"),
    "limit": _("Gräns"),
    "held": _("Avsatt"),
    "before": _("Hade redan"),
    "earned": _("Ränta på medlen"),
}
PARTS: dict[str, Promise] = {
    PartKind.INTEREST: _("Därav ränta"),
    PartKind.COST: _("Därav kostnad"),
    PartKind.CAPITAL: _("Därav kapital"),
    PartKind.CLAIM: _("Därav på fordran"),
}


def part_label(kind: PartKind) -> str:
    """Name what a part of a payment covers."""
    return str(PARTS[kind])
