"""What is forgotten of things and phone decisions when their case is erased."""

from __future__ import annotations

from datetime import datetime

from samverkan.web.property.models import (
    CustodyEvent,
    GroundEvent,
    HeardDecision,
    PhoneDecision,
    Thing,
    Valuation,
)


def forget(*, case: str, now: datetime) -> None:
    """Take what a thing and a call were about away; kind, instrument, holder and value stay."""
    del now
    Thing.objects.filter(case=case).update(description="", condition="", marks={})
    GroundEvent.objects.filter(thing__case=case).update(reason="")
    CustodyEvent.objects.filter(thing__case=case).update(
        place="", handed_from="", handed_to="", reason=""
    )
    Valuation.objects.filter(thing__case=case).update(basis="", valued_by="")
    PhoneDecision.objects.filter(case=case).update(
        told="", who="", items=[], claim="", correction=""
    )
    HeardDecision.objects.filter(record=case).update(told="")
