"""What happens before and at the hammer: third parties, liens, notice, price; and forfeiture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samverkan.demo.acts import matters
from samverkan.demo.acts.notes import Why, send_note
from samverkan.demo.acts.player import Player
from samverkan.demo.story.cases import case
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.sales import Lien, Method
from samverkan.web.enforcement import actions as enforcement
from samverkan.web.enforcement.actions import Bid
from samverkan.web.enforcement.papers.protocols import Notes
from samverkan.web.enforcement.papers.sale import sale_protocol
from samverkan.web.enforcement.queries import DocumentKind, Plan
from samverkan.web.people.queries import local_date

PLACE = "Kronofogdens webbauktion"
CONDITIONS = "Befintligt skick. Betalning inom två bankdagar."
NO_VAT = "Ingen mervärdesskatt: egendomen säljs för en privatperson."
BUYER = "Köpare {number}, Påhittsvik"
PARTIES = "Auktionen hölls på nätet; gäldenären och sökandena var underrättade."
STATEMENTS = "Inga invändningar gjordes."
SALVAGE = 5
"""The place of salvage among maritime liens (SjöL 3:36)."""

HIDDEN_LIEN = "sales.hidden_lien"
FORFEITURE = Why("OSL 10:2", "Underrättelse om förverkande av utmätt egendom")


class NotRefused(Exception):
    """The rule did not refuse what the story says it must."""


def note_third_party(step: Step, by: Actor, now: datetime) -> None:
    """Write down who else says that a thing is theirs."""
    for item in matters.items(step):
        if item.claimed_by is not None:
            enforcement.note_third_party(
                item=matters.listed(step, item),
                who=item.claimed_by.name,
                says=step.words,
                by=by,
                now=now,
            )


def order_to_sue(step: Step, by: Actor, now: datetime) -> None:
    """Order the third party to sue within a month."""
    enforcement.order_to_sue(claim=matters.third_party(step), by=by, now=now)


def serve_order(step: Step, by: Actor, now: datetime) -> None:
    """Serve the order; the month runs."""
    enforcement.serve_order(claim=matters.third_party(step), by=by, now=now)


def note_no_suit(step: Step, by: Actor, now: datetime) -> None:
    """Write down that nobody sued in time."""
    enforcement.note_no_suit(claim=matters.third_party(step), by=by, now=now)


def note_lien(step: Step, by: Actor, now: datetime) -> None:
    """Write down a maritime lien that was notified before the sale."""
    lien = case(step.case).lien
    if lien is None:
        raise LookupError(f"case {step.case} has no lien")
    enforcement.note_lien(
        execution=matters.execution(step),
        claimant=lien.claimant,
        what=lien.words,
        amount=lien.amount,
        within=SALVAGE,
        by=by,
        now=now,
    )


def refuse_private_sale(step: Step, by: Actor, now: datetime) -> None:
    """Try a sale by private treaty, which the rule refuses. NotRefused if it does not."""
    try:
        enforcement.announce(
            execution=matters.execution(step),
            plan=_plan(step, method=Method.PRIVATE_TREATY),
            by=by,
            now=now,
        )
    except NotAllowed as refusal:
        if refusal.key == HIDDEN_LIEN:
            return
        raise
    raise NotRefused("A private sale of a boat with a hidden lien was not refused.")


def set_lowest_price(step: Step, by: Actor, now: datetime) -> None:
    """Set the price under which a thing with a replacement sum is not sold."""
    for item in matters.items(step):
        enforcement.set_lowest_price(
            item=matters.listed(step, item), price=item.minimum_price or 0, by=by, now=now
        )


def announce(step: Step, by: Actor, now: datetime) -> None:
    """Announce the auction in time."""
    enforcement.announce(execution=matters.execution(step), plan=_plan(step), by=by, now=now)


def sell(step: Step, by: Actor, now: datetime) -> None:
    """Let the hammer fall, write down what the measures cost, and issue the protocol."""
    execution, told = matters.execution(step), case(step.case)
    sale = matters.sale(step)
    bids = {
        matters.listed(step, item).pk: Bid(
            price=item.sold_for or 0, buyer=BUYER.format(number=number)
        )
        for number, item in enumerate(matters.items(step), start=1)
    }
    enforcement.sell(sale=sale, bids=bids, by=by, now=now)
    for cost in told.special_costs:
        enforcement.note_cost(
            execution=execution,
            kind=cost.kind,
            what=cost.words,
            amount=cost.amount,
            by=by,
            now=now,
        )
    enforcement.issue_protocol(
        kind=DocumentKind.SALE_PROTOCOL,
        execution=execution,
        draft=sale_protocol(matters.sale(step), Notes(PARTIES, STATEMENTS)),
        by=by,
        now=now,
    )


def tell_of_forfeiture(step: Step, by: Actor, now: datetime) -> None:
    """Tell Kronofogden what the prosecutor or the court has done."""
    send_note(step, FORFEITURE, by=by, now=now)


def let_sale_wait(step: Step, by: Actor, now: datetime) -> None:
    """Write down at Kronofogden that forfeiture is tried, and why the sale waits."""
    enforcement.note_forfeiture_opened(
        execution=matters.execution(step),
        opened_by="Åklagarmyndigheten",
        sale_waits=step.words,
        by=by,
        now=now,
    )


def note_ruling(step: Step, by: Actor, now: datetime) -> None:
    """Write down the court's ruling, which did not order that the attachment stands."""
    enforcement.note_ruling(
        forfeiture=matters.forfeiture(step),
        judgment=step.words,
        attachment_stands=False,
        by=by,
        now=now,
    )


def lapse(step: Step, by: Actor, now: datetime) -> None:
    """End the attachment when the ruling is final."""
    enforcement.lapse(forfeiture=matters.forfeiture(step), by=by, now=now)


def _plan(step: Step, *, method: Method = Method.AUCTION) -> Plan:
    told = case(step.case)
    lien = Lien.CLAIMANT_KNOWN if told.lien and method is Method.AUCTION else Lien.UNCERTAIN
    return Plan(
        method=method,
        lien=lien,
        sale_on=local_date(told.at(StepAct.SOLD)),
        place=PLACE,
        conditions=CONDITIONS,
        vat=NO_VAT,
    )


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.THIRD_PARTY_CLAIMED: note_third_party,
    StepAct.THIRD_PARTY_ORDERED: order_to_sue,
    StepAct.THIRD_PARTY_SERVED: serve_order,
    StepAct.THIRD_PARTY_DEADLINE_PASSED: note_no_suit,
    StepAct.LIEN_NOTIFIED: note_lien,
    StepAct.SALE_REFUSED: refuse_private_sale,
    StepAct.SALE_WAITS: let_sale_wait,
    StepAct.MINIMUM_PRICE_SET: set_lowest_price,
    StepAct.NOTICE_PUBLISHED: announce,
    StepAct.SOLD: sell,
    StepAct.FORFEITURE_OPENED: tell_of_forfeiture,
    StepAct.FORFEITED: tell_of_forfeiture,
    StepAct.RULING_NOTED: note_ruling,
    StepAct.ATTACHMENT_LAPSED: lapse,
}
