"""Deciding about each thing: attached for every applicant at once, or left, with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.attachment import Attachment, Belonging, Duty, Terms, may_attach
from samverkan.rules.exempt import Exemption, Finding, Outcome, Use, examine
from samverkan.rules.instruments import Instrument, Measure
from samverkan.rules.money import Ore
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import Decision, Execution, ListedItem
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.property import actions as property_actions
from samverkan.web.property import queries as property_queries
from samverkan.web.property.actions import Estimate, Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the officer has found about a thing. Money in öre.

    `justifiable`: worth the measure (UB 4:3). `replacement`: what the debtor is to have (UB 5:4).
    `thing`: the reference of one already held provisionally.
    """

    found: Found
    estimate: Estimate
    belonging: Belonging
    use: Use
    reason: str
    findings: frozenset[Finding] = field(default_factory=frozenset)
    expected_yield: Ore
    later_costs: Ore
    justifiable: bool
    third_party_claims: bool = False
    home: bool = False
    home_weighed: str = ""
    replacement: Ore = 0
    thing: str = ""


def examined(proposal: Proposal, *, execution: Execution) -> Exemption:
    """Propose whether the thing is exempt (UB 5:1)."""
    return examine(
        proposal.use,
        proposal.findings,
        on=local_date(execution.began_at),
        natural_person=queries.is_natural_person(execution.case),
    )


def terms_of(proposal: Proposal, *, execution: Execution) -> Terms:
    """Give the terms on which the thing may be attached, or the rule's refusal."""
    facts = Attachment(
        title=queries.title_for(execution),
        way=queries.way_of(execution),
        belonging=proposal.belonging,
        exemption=examined(proposal, execution=execution),
        expected_yield=proposal.expected_yield,
        later_costs=proposal.later_costs,
        justifiable=proposal.justifiable,
        third_party_claims=proposal.third_party_claims,
        home=proposal.home,
        home_weighed=proposal.home_weighed,
    )
    return may_attach(facts, on=local_date(execution.began_at))


@in_one_transaction
def attach(*, execution: Execution, proposal: Proposal, by: Actor, now: datetime) -> ListedItem:
    """Attach a thing: list and value it, and take it in hand as property."""
    by.may(Permission.ATTACH)
    terms = terms_of(proposal, execution=execution)
    exemption = examined(proposal, execution=execution)
    reserved = exemption.outcome is Outcome.RESERVATION
    if reserved and not proposal.replacement:
        raise NotAllowed("enforcement.replacement_missing", section="UB 5:4")
    section = exemption.citation if reserved else terms.citation
    thing = _take(execution, proposal, section=section, by=by, now=now)
    return _list(
        execution,
        proposal,
        decision=Decision.ATTACHED,
        section=section,
        thing=thing,
        duties=terms.duties,
        by=by,
        now=now,
    )


@in_one_transaction
def leave(*, execution: Execution, proposal: Proposal, by: Actor, now: datetime) -> ListedItem:
    """Leave a thing that the law keeps from attachment, with the section and the reason (UF 6:8).

    NotAllowed if nothing hinders attaching it.
    """
    by.may(Permission.ATTACH)
    refusal = reason(terms_of, proposal, execution=execution)
    if refusal is None:
        raise NotAllowed("enforcement.may_be_attached", section="UB 4:17")
    exempt = examined(proposal, execution=execution).outcome is Outcome.EXEMPT
    return _list(
        execution,
        proposal,
        decision=Decision.EXEMPT if exempt else Decision.LEFT,
        section=refusal.section,
        by=by,
        now=now,
    )


def _take(
    execution: Execution, proposal: Proposal, *, section: str, by: Actor, now: datetime
) -> str:
    if proposal.thing:
        thing = property_queries.thing(proposal.thing)
        property_actions.change_ground(
            thing=thing,
            measure=Measure.ATTACH,
            ground=section,
            reason=proposal.reason,
            decided_by=here().participant,
            by=by,
            now=now,
        )
    else:
        thing = property_actions.take_in(
            found=proposal.found,
            instrument=Instrument.ATTACHMENT,
            decided_by=here().participant,
            ground=section,
            taken_for=execution.case.record,
            case=execution.case.record,
            by=by,
            now=now,
        )
    property_actions.value(thing=thing, estimate=proposal.estimate, by=by, now=now)
    return thing.record


def _list(
    execution: Execution,
    proposal: Proposal,
    *,
    decision: Decision,
    section: str,
    by: Actor,
    now: datetime,
    thing: str = "",
    duties: tuple[Duty, ...] = (),
) -> ListedItem:
    attached = decision is Decision.ATTACHED
    entry = journal.record(
        Act.ITEM_ATTACHED if attached else Act.ITEM_LEFT,
        about=execution.record,
        by=by,
        at=now,
        case=execution.case.record,
        ground=section,
        details={
            "reason": proposal.reason,
            "thing": thing,
            "value": proposal.estimate.value,
            "what": proposal.found.description,
        },
    )
    return ListedItem.objects.create(
        execution=execution,
        thing=thing,
        kind=proposal.found.kind,
        description=proposal.found.description,
        marks=dict(proposal.found.marks),
        value=proposal.estimate.value,
        later_costs=proposal.later_costs,
        decision=decision,
        belonging=proposal.belonging,
        use=proposal.use,
        section=section,
        reason=proposal.reason,
        duties=[str(duty) for duty in duties],
        replacement=proposal.replacement if attached else 0,
        decided_at=now,
        by=by.reference,
        entry=entry,
    )
