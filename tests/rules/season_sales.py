"""The money of the season's cases: what was sold, what it cost and who claims what."""

from datetime import date

from samverkan.rules.claims import Claim, ClaimKind, Priority
from samverkan.rules.money import parse_kronor
from samverkan.rules.proceeds import Lot, Sale, SpecialCost

ON = date(2025, 8, 29)
PUBLIC = {ClaimKind.TAX, ClaimKind.FINE, ClaimKind.BENEFIT_RECOVERY}


def claim(reference, kind, capital, interest="0", **more):
    return Claim(
        reference=reference,
        creditor=more.pop("creditor", f"Borgenär {reference}"),
        kind=kind,
        public=more.pop("public", kind in PUBLIC),
        capital=parse_kronor(capital),
        interest=parse_kronor(interest),
        **more,
    )


def sale(reference, lots, costs, *claims, replacement="0"):
    return Sale(
        reference=reference,
        debtor=f"Gäldenär {reference}",
        lots=tuple(Lot(what, parse_kronor(price)) for what, price in lots),
        special_costs=(SpecialCost("transport", "transport och förvaring", parse_kronor(costs)),),
        claims=claims,
        replacement=parse_kronor(replacement),
    )


VICTIM, REGRESS, TAX = ClaimKind.VICTIM_DAMAGES, ClaimKind.STATE_REGRESS, ClaimKind.TAX
BANK, FINE, BENEFIT = ClaimKind.BANK, ClaimKind.FINE, ClaimKind.BENEFIT_RECOVERY

SKVALPHOLM = sale(
    "1",
    [("vattenskoter", "131 000"), ("armbandsur", "38 500")],
    "5 720",
    claim("victim", VICTIM, "150 000", "34 500"),
    claim("regress", REGRESS, "60 000"),
    claim("tax", TAX, "45 500"),
    claim("bank", BANK, "24 310,55"),
)
FARLEDIN = sale(
    "2",
    [("vattenskoter och smycken", "137 000")],
    "4 300",
    claim("victim 1", VICTIM, "109 240"),
    claim("victim 2", VICTIM, "68 015"),
)
FENDERSTROM = sale(
    "3",
    [("dagkryssare", "219 000")],
    "14 240",
    claim("salvor", ClaimKind.OTHER, "18 500", priority=Priority.MARITIME_LIEN, within=5),
    claim("victim", VICTIM, "241 300"),
    claim("tax", TAX, "198 000"),
    claim("bank", BANK, "52 000"),
)
PRICKGREN = sale(
    "4",
    [("RIB-båt", "128 000")],
    "6 880",
    claim("victim", VICTIM, "97 400"),
    claim("benefit", BENEFIT, "30 200"),
    claim("fine", FINE, "6 000"),
)
KOBBKLINT = sale(
    "6",
    [("armbandsur", "52 000")],
    "420",
    claim("victim", VICTIM, "70 000"),
    claim("tax", TAX, "21 000"),
    replacement="4 000",
)
SOLD = (SKVALPHOLM, FARLEDIN, FENDERSTROM, PRICKGREN, KOBBKLINT)

# Case 5: the court forfeited both watches; the State sold them itself.
BOJSTEN = (claim("victim", VICTIM, "76 400"), claim("bank", BANK, "12 000"))
BOJSTEN_RECEIVED = parse_kronor("91 000")

# What the attachment protocols say each case's property was worth (UF 6:8 p. 4).
ATTACHED = {
    "1": parse_kronor("214 000"),
    "2": parse_kronor("176 000"),
    "3": parse_kronor("268 000"),
    "4": parse_kronor("152 000"),
    "5": parse_kronor("118 000"),
    "6": parse_kronor("68 000"),
    "7": 0,
    "8": 0,
}
