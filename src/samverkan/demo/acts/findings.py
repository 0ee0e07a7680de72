"""What an enforcement officer finds about each thing of the cases, as the attachment page asks."""

from __future__ import annotations

from collections.abc import Mapping

from samverkan.demo.acts import matters
from samverkan.demo.story.case import Case, Item, ItemDecision
from samverkan.rules.attachment import Belonging
from samverkan.rules.exempt import Finding, Use
from samverkan.web.enforcement.actions import Proposal
from samverkan.web.property.actions import Estimate

PERSONAL = (Use.PERSONAL, frozenset({Finding.REASONABLE_VALUE}))
EXEMPT: Mapping[tuple[int, str], tuple[Use, frozenset[Finding]]] = {
    (1, "vardagsklocka"): PERSONAL,
    (1, "vigselring"): (Use.KEEPSAKE, frozenset({Finding.OBVIOUSLY_UNFAIR})),
    (4, "trailer"): (Use.RETENTION_OF_TITLE, frozenset()),
    (6, "klocka"): (Use.PERSONAL, frozenset({Finding.REPLACEMENT_NEEDED})),
    (6, "arbetsbat"): (Use.WORK, frozenset({Finding.NEEDED, Finding.REASONABLE_VALUE})),
}
"""What a thing is to the debtor, by case and item. Everything else is neither tool nor keepsake."""

HOMES = frozenset({(6, "hemmet")})
COSTS_IN_A_HUNDRED = 10


def proposal(told: Case, item: Item, *, valued_by: str, thing: str = "") -> Proposal:
    """Give what the officer found; `thing` is the reference of one already held."""
    use, found = EXEMPT.get((told.number, item.key), (Use.OTHER, frozenset()))
    taken = item.decision in {ItemDecision.ATTACHED, ItemDecision.CORRECTED}
    leased = item.decision is ItemDecision.NOT_DEBTORS
    return Proposal(
        found=matters.found(item),
        estimate=estimate(item, valued_by=valued_by, basis="Besiktning på platsen"),
        belonging=Belonging.LEASED if leased else Belonging.DEBTORS_POSSESSION,
        use=use,
        findings=found,
        reason=item.reason,
        expected_yield=item.value,
        later_costs=item.value * COSTS_IN_A_HUNDRED // 100,
        justifiable=item.decision is not ItemDecision.NOT_TAKEN,
        third_party_claims=item.claimed_by is not None,
        home=(told.number, item.key) in HOMES,
        replacement=told.replacement.amount if told.replacement and taken else 0,
        thing=thing,
    )


def estimate(item: Item, *, valued_by: str, basis: str) -> Estimate:
    """Give a value with its range: a tenth below and above, in whole kronor."""
    tenth = item.value // 1000 * 100
    return Estimate(item.value - tenth, item.value, item.value + tenth, valued_by, basis)
