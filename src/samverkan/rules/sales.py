"""Whether attached property may be sold now, how, at what price; and whether money may be paid out.

UB 8-9 kap., 13:14; UF 9 kap. A boat is the hard case: there is no register of leisure boats, so a
maritime lien may be hidden, and the notice is then two weeks and a private sale refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.rules.claims import Standing
from samverkan.rules.deadlines import deadline
from samverkan.rules.money import Ore
from samverkan.rules.refusal import NotAllowed


class Method(StrEnum):
    """How the property is sold (UB 9:1)."""

    AUCTION = "auction"
    PRIVATE_TREATY = "private-treaty"


class Lien(StrEnum):
    """What is known of a maritime lien in a vessel or its goods."""

    OBVIOUSLY_NONE = "obviously-none"
    UNCERTAIN = "uncertain"
    CLAIMANT_KNOWN = "claimant-known"


class Suit(StrEnum):
    """How an order to sue stands (UB 4:20-22)."""

    NONE = "none"
    TIME_RUNS = "time-runs"
    PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSale:
    """A sale as planned. Amounts in öre.

    `vessel`: an unregistered vessel, or goods in one. `perishable`: falls quickly in value or costs
    too much to keep (UB 8:4 3 st). `suit_immaterial`: the dispute does not affect the price.
    `valuable`: movables of considerable value. `contested_title`: a judgment that is not final
    (UB 3:6) or a contested order to pay. `replacement`: attached with a sum reserved (UB 5:4).
    `credit_covered`: the price covers the retention-of-title seller, or that seller consents; None
    if there is no such seller (UB 9:10).
    """

    method: Method
    sale_on: date
    announced_on: date | None = None
    vessel: bool = False
    lien: Lien = Lien.OBVIOUSLY_NONE
    suit: Suit = Suit.NONE
    third_party_consents: bool = False
    suit_immaterial: bool = False
    perishable: bool = False
    title_final: bool = True
    contested_title: bool = False
    valuable: bool = False
    debtor_consents: bool = False
    replacement: bool = False
    lowest_price: Ore | None = None
    credit_covered: bool | None = None


def may_sell(planned: PlannedSale) -> None:
    """Refuse a sale that the law does not allow now, by the first hinder found."""
    _no_suit(planned)
    _title_final(planned)
    if planned.replacement and planned.lowest_price is None:
        raise NotAllowed("sales.no_lowest_price", section="UF 9:6")
    if planned.credit_covered is False:
        raise NotAllowed("sales.credit_not_covered", section="UB 9:10")
    if planned.method is Method.PRIVATE_TREATY:
        _private(planned)
    else:
        _announced(planned)


def may_accept(bid: Ore, planned: PlannedSale, *, higher_probable: bool, all_agree: bool) -> None:
    """Refuse a bid if a considerably higher price is probable, unless all concerned agree (UB 9:4).

    The lowest price set for property with a replacement sum binds in any case (UF 9:6).
    """
    if planned.lowest_price is not None and bid < planned.lowest_price:
        raise NotAllowed("sales.below_lowest_price", section="UF 9:6")
    if higher_probable and not all_agree:
        raise NotAllowed("sales.higher_probable", section="UB 9:4")


def may_pay_out(
    *,
    standing: Standing,
    title_final: bool,
    distribution_final: bool,
    security: bool,
    prepared_by: str,
    approved_by: str,
) -> None:
    """Refuse a payment set aside, before the title is final without security, or by one person.

    `distribution_final`: no appeal of a distribution held at a meeting is open (UB 13:14 p. 4).
    """
    if prepared_by == approved_by:
        raise NotAllowed("people.two_persons", person=prepared_by)
    if standing is not Standing.SETTLED:
        raise NotAllowed("sales.set_aside", section="UB 13:7")
    if not (title_final and distribution_final) and not security:
        raise NotAllowed("sales.needs_security", section="UB 13:14")


def _no_suit(planned: PlannedSale) -> None:
    """Wait for a third party's suit, or for its time to run out (UB 8:5)."""
    free = planned.third_party_consents or planned.suit_immaterial or planned.perishable
    if planned.suit is Suit.PENDING and not free:
        raise NotAllowed("sales.suit_pending", section="UB 8:5")
    if planned.suit is Suit.TIME_RUNS and not free:
        raise NotAllowed("sales.suit_time_runs", section="UB 8:5")


def _title_final(planned: PlannedSale) -> None:
    """Contested titles and valuable movables wait, unless the debtor consents (UB 8:4)."""
    waits = planned.contested_title or (planned.valuable and not planned.title_final)
    if waits and not planned.debtor_consents and not planned.perishable:
        raise NotAllowed("sales.title_not_final", section="UB 8:4")


def _private(planned: PlannedSale) -> None:
    if planned.vessel and planned.lien is Lien.UNCERTAIN:
        raise NotAllowed("sales.hidden_lien", section="UB 9:8 3 st")


def _announced(planned: PlannedSale) -> None:
    """Demand the notice: a week, or two for a vessel unless there is obviously no lien (UF 9:9)."""
    if planned.announced_on is None:
        raise NotAllowed("sales.not_announced", section="UB 9:2; UF 9:9")
    long = planned.vessel and planned.lien is not Lien.OBVIOUSLY_NONE
    notice = deadline("auction-notice-vessel" if long else "auction-notice", planned.sale_on)
    if planned.announced_on > notice.due:
        raise NotAllowed("sales.notice_too_short", section=notice.citation, latest=notice.due)
