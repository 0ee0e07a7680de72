"""Walks a case of the season through the real actions, step by step as the story dates them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from io import StringIO

from samverkan.demo.story.case import Case, Item, ItemDecision
from samverkan.demo.story.claims_file import COLUMNS, good_rows
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.attachment import Belonging
from samverkan.rules.exempt import Finding, Use
from samverkan.rules.phone_decisions import DecisionKind
from samverkan.rules.sales import Lien, Method
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.actions import Bid, Fault, Proposal
from samverkan.web.enforcement.models import Execution, ListedItem, ThirdParty, Way
from samverkan.web.enforcement.queries import Journey, Plan
from samverkan.web.property import actions as property_actions
from samverkan.web.property import queries as property_queries
from samverkan.web.property.actions import Call, Estimate, Found, HandOver

FIRST, LAST = date(2025, 6, 1), date(2025, 8, 31)
SALES = {
    1: date(2025, 8, 21),
    2: date(2025, 8, 14),
    3: date(2025, 9, 2),
    4: date(2025, 8, 28),
    6: date(2025, 9, 1),
}
EXEMPT = {
    "vardagsklocka": (Use.PERSONAL, {Finding.REASONABLE_VALUE}),
    "vigselring": (Use.KEEPSAKE, {Finding.OBVIOUSLY_UNFAIR}),
    "arbetsbat": (Use.WORK, {Finding.NEEDED, Finding.REASONABLE_VALUE}),
    "klocka": (Use.PERSONAL, {Finding.REPLACEMENT_NEEDED}),
    "trailer": (Use.RETENTION_OF_TITLE, set()),
}


def claims_csv(rows=None, delimiter=",", encoding="utf-8", columns=COLUMNS) -> bytes:
    """Write the season's claims as Kronofogden's own system gives them."""
    text = StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows if rows is not None else good_rows())
    return text.getvalue().encode(encoding)


@dataclass
class Walk:
    """One case on its way: `by` gives the desk's actor for a role."""

    case: Case
    by: Callable[[str], Actor]
    execution: Execution | None = None
    provisional: dict[str, str] = field(default_factory=dict)
    listed: dict[str, ListedItem] = field(default_factory=dict)
    third: ThirdParty | None = None

    @property
    def debtor(self):
        return queries.case_of(self.case.debtor.number)

    def play(self, *, until: StepAct | None = None) -> Walk:
        """Play the steps that happen at Kronofogden, in order; stop before the act `until`."""
        for step in self.case.steps:
            if step.act is until:
                break
            found = getattr(self, f"on_{step.act.name.lower()}", None)
            if found is not None:
                found(replace(step, at=step.at.astimezone(UTC)))
        return self

    def items(self, step: Step) -> list[Item]:
        return [item for item in self.case.items if item.key in step.items]

    # -- the steps -------------------------------------------------------------------------------

    def on_pending_confirmed(self, step: Step) -> None:
        actions.confirm_pending(case=self.debtor, by=self.by("jour"), now=step.at)

    def on_decision_by_phone(self, step: Step) -> None:
        by = self.by("jour")
        actions.confirm_pending(case=self.debtor, by=by, now=step.at)
        call = Call(
            kind=DecisionKind.PROVISIONAL_CUSTODY,
            told="Malin Vågbrytare",
            who=self.case.debtor.name,
            items=tuple(item.words for item in self.items(step)),
            claim="två mål",
        )
        self.phone = property_actions.decide_by_phone(
            call=call,
            to="POL",
            about=self.debtor.record,
            case=self.debtor.record,
            by=by,
            now=step.at,
        )

    def on_police_took_charge(self, step: Step) -> None:
        things = actions.take_provisionally(
            case=self.debtor,
            found=tuple(self.found(item) for item in self.items(step)),
            holder="POL",
            place="Polisens båt",
            phone_decision=self.phone.record,
            by=self.by("jour"),
            now=step.at,
        )
        self.provisional = dict(zip(step.items, things, strict=True))

    def on_execution_began(self, step: Step) -> None:
        if self.case.number == 2:
            journey = Journey(
                way=Way.BY_PHONE,
                place="Polisens godsmagasin",
                found_by="POL",
                check_by="POL",
                phone_decision=self.phone.record,
            )
        elif self.case.number == 3:
            marks = tuple(self.case.items[0].marks.values())
            journey = Journey(way=Way.AT_DISTANCE, place="Kronofogdens lokal", identified_by=marks)
        else:
            journey = Journey(
                way=Way.OFFICER_PRESENT,
                place=step.words,
                check_ref="KBV/check",
                control_ended_at=self.case.at(StepAct.CONTROL_ENDED).astimezone(UTC),
            )
        self.execution = actions.begin(
            case=self.debtor, journey=journey, by=self.by("forrattning"), now=step.at
        )

    def on_item_attached(self, step: Step) -> None:
        for item in self.items(step):
            self.listed[item.key] = actions.attach(
                execution=self.execution,
                proposal=self.proposal(item),
                by=self.by("forrattning"),
                now=step.at,
            )

    def on_item_exempted(self, step: Step) -> None:
        for item in self.items(step):
            self.listed[item.key] = actions.leave(
                execution=self.execution,
                proposal=self.proposal(item),
                by=self.by("forrattning"),
                now=step.at,
            )

    on_item_left = on_item_exempted

    def on_ban_served(self, step: Step) -> None:
        actions.serve_ban(
            execution=self.execution, how="På plats", by=self.by("forrattning"), now=step.at
        )

    def on_secured(self, step: Step) -> None:
        for key in step.items:
            record = self.listed[key].thing if key in self.listed else self.provisional[key]
            to = HandOver(place=step.words, holder=step.participant, reason="Säkrat.")
            thing = property_queries.thing(record)
            property_actions.move(thing=thing, to=to, by=self.by("forrad"), now=step.at)

    def on_third_party_claimed(self, step: Step) -> None:
        (item,) = self.items(step)
        self.third = actions.note_third_party(
            item=self.listed[item.key],
            who=item.claimed_by.name,
            says=step.words,
            by=self.by("forrattning"),
            now=step.at,
        )

    def on_third_party_ordered(self, step: Step) -> None:
        actions.order_to_sue(claim=self.third, by=self.by("forrattning"), now=step.at)

    def on_third_party_served(self, step: Step) -> None:
        actions.serve_order(claim=self.third, by=self.by("forrattning"), now=step.at)

    def on_third_party_deadline_passed(self, step: Step) -> None:
        actions.note_no_suit(claim=self.third, by=self.by("forrattning"), now=step.at)

    def on_lien_notified(self, step: Step) -> None:
        lien = self.case.lien
        actions.note_lien(
            execution=self.execution,
            claimant=lien.claimant,
            what=lien.words,
            amount=lien.amount,
            within=5,
            by=self.by("forrattning"),
            now=step.at,
        )

    def on_minimum_price_set(self, step: Step) -> None:
        for item in self.items(step):
            actions.set_lowest_price(
                item=self.listed[item.key],
                price=item.minimum_price,
                by=self.by("forrattning"),
                now=step.at,
            )

    def on_notice_published(self, step: Step) -> None:
        plan = Plan(
            method=Method.AUCTION,
            lien=Lien.CLAIMANT_KNOWN if self.case.lien else Lien.UNCERTAIN,
            sale_on=SALES[self.case.number],
            place="Kronofogdens webbauktion",
            conditions="Befintligt skick, betalning inom två dagar.",
            vat="Ingen mervärdesskatt: egendomen säljs för en privatperson.",
        )
        actions.announce(
            execution=self.execution, plan=plan, by=self.by("forrattning"), now=step.at
        )

    def on_sold(self, step: Step) -> None:
        bids = {
            self.listed[item.key].pk: Bid(price=item.sold_for, buyer="Köpare 1, Påhittsvik")
            for item in self.items(step)
        }
        actions.sell(
            sale=queries.sale_of(self.execution),
            bids=bids,
            by=self.by("forrattning"),
            now=step.at,
        )
        for cost in self.case.special_costs:
            actions.note_cost(
                execution=self.execution,
                kind=cost.kind,
                what=cost.words,
                amount=cost.amount,
                by=self.by("forrattning"),
                now=step.at,
            )

    def on_distributed(self, step: Step) -> None:
        actions.distribute(sale=queries.sale_of(self.execution), by=self.by("rut"), now=step.at)

    def on_payment_approved(self, step: Step) -> None:
        actions.approve(
            distribution=queries.distribution_of(self.execution), by=self.by("hugo"), now=step.at
        )

    def on_paid(self, step: Step) -> None:
        actions.pay(
            distribution=queries.distribution_of(self.execution), by=self.by("rut"), now=step.at
        )

    def on_forfeiture_opened(self, step: Step) -> None:
        actions.note_forfeiture_opened(
            execution=self.execution,
            opened_by="Åklagarmyndigheten",
            sale_waits="Självständigt förverkande prövas.",
            by=self.by("forrattning"),
            now=step.at,
        )

    def on_forfeited(self, step: Step) -> None:
        actions.note_ruling(
            forfeiture=queries.forfeiture_of(self.execution),
            judgment=step.words,
            attachment_stands=False,
            by=self.by("forrattning"),
            now=step.at,
        )

    def on_attachment_lapsed(self, step: Step) -> None:
        actions.lapse(
            forfeiture=queries.forfeiture_of(self.execution), by=self.by("forrattning"), now=step.at
        )

    def on_state_sold(self, step: Step) -> None:
        actions.state_sold(
            forfeiture=queries.forfeiture_of(self.execution),
            received=self.case.state_price,
            by=self.by("rut"),
            now=step.at,
        )

    def on_state_paid(self, step: Step) -> None:
        row = queries.forfeiture_of(self.execution)
        actions.approve_state(forfeiture=row, by=self.by("hugo"), now=step.at)
        actions.state_pays(forfeiture=row, by=self.by("rut"), now=step.at)

    def on_corrected(self, step: Step) -> None:
        for key in step.items:
            actions.correct(
                item=self.listed[key],
                fault=Fault.THIRD_PARTYS,
                why=step.words,
                by=self.by("forrattning"),
                now=step.at,
            )

    def on_returned(self, step: Step) -> None:
        for key in step.items:
            actions.give_back(
                item=self.listed[key],
                to=self.case.wronged.name,
                words="Dalarö",
                by=self.by("forrattning"),
                now=step.at,
            )

    # -- what the officer finds ------------------------------------------------------------------

    def found(self, item: Item) -> Found:
        return Found(item.kind, item.words, dict(item.marks))

    def proposal(self, item: Item) -> Proposal:
        use, findings = EXEMPT.get(item.key, (Use.OTHER, set()))
        surplus = item.decision is not ItemDecision.NOT_TAKEN
        leased = item.decision is ItemDecision.NOT_DEBTORS
        replaced = self.case.replacement and item.decision is ItemDecision.ATTACHED
        return Proposal(
            found=self.found(item),
            estimate=Estimate(item.value, item.value, item.value, "Stig Bryggman", "besiktning"),
            belonging=Belonging.LEASED if leased else Belonging.DEBTORS_POSSESSION,
            use=use,
            findings=frozenset(findings),
            reason=item.reason,
            expected_yield=item.value,
            later_costs=item.value // 10,
            justifiable=surplus,
            third_party_claims=item.claimed_by is not None,
            home=item.key == "hemmet",
            replacement=self.case.replacement.amount if replaced else 0,
            thing=self.provisional.get(item.key, ""),
        )
