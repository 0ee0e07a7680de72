"""Deciding by phone: written in half a minute, released at once, corrected by a new version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.phone_decisions import SECTIONS, DecisionKind, must_be_complete
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import display_name, local_date
from samverkan.web.property import queries
from samverkan.web.property.models import PhoneDecision
from samverkan.web.releases import actions as releases
from samverkan.wire.canonical import Json
from samverkan.wire.times import to_text

KIND = "phone-decision"
# The other side keeps its copy while the provisional measure, the attachment and an appeal run.
KEPT = timedelta(days=365)
HANDLING = "H2"


@dataclass(frozen=True, slots=True)
class Call:
    """What was said: what is decided, who was told, about whom, which things, for which claim."""

    kind: DecisionKind
    told: str
    who: str
    items: tuple[str, ...]
    claim: str

    @property
    def ground(self) -> str:
        """Name the section that the decision rests on."""
        return SECTIONS[self.kind]


@in_one_transaction
def decide_by_phone(
    *, call: Call, to: str, about: str, case: str, by: Actor, now: datetime
) -> PhoneDecision:
    """Write down version 1 and release it to the other side; it is unconfirmed until they answer.

    `about` is the case it serves; without a `case` it lies under its own. NotAllowed if something
    is left out.
    """
    by.may(Permission.PHONE_DECISION)
    record = f"{here().participant}/{new_uuid()}"
    own = case or record
    row = _version(call, record=record, number=1, to=to, about=about, case=own, by=by, now=now)
    _enter(Act.DECIDED_BY_PHONE, row, by=by, now=now)
    return row


@in_one_transaction
def correct(
    *, decision: PhoneDecision, call: Call, difference: str, by: Actor, now: datetime
) -> PhoneDecision:
    """Write the next version, saying what differed. The version before stands as it was."""
    by.may(Permission.PHONE_DECISION)
    if not difference.strip():
        raise NotAllowed("property.what_differed")
    newest = queries.decision(decision.record)
    row = _version(
        call,
        record=newest.record,
        number=newest.version + 1,
        to=newest.partner,
        about=newest.about,
        case=newest.case,
        by=by,
        now=now,
        correction=difference.strip(),
    )
    _enter(Act.PHONE_DECISION_CORRECTED, row, by=by, now=now)
    return row


def _version(
    call: Call,
    *,
    record: str,
    number: int,
    to: str,
    about: str,
    case: str,
    by: Actor,
    now: datetime,
    correction: str = "",
) -> PhoneDecision:
    must_be_complete(
        kind=call.kind, told=call.told, debtor=call.who, items=call.items, claim=call.claim
    )
    sent = releases.release(
        kind=KIND,
        content=_content(call, by=by, now=now, correction=correction),
        terms=_terms(call, to, now),
        about=record,
        case=case,
        by=by,
        now=now,
    )
    return PhoneDecision.objects.create(
        record=record,
        version=number,
        case=case,
        about=about,
        kind=call.kind,
        partner=to,
        told=call.told,
        who=call.who,
        items=list(call.items),
        claim=call.claim,
        ground=call.ground,
        decided_at=now,
        by=by.reference,
        digest=sent.digest,
        message_id=sent.message_id,
        correction=correction,
    )


def _content(call: Call, *, by: Actor, now: datetime, correction: str) -> dict[str, Json]:
    return {
        "claim": call.claim,
        "correction": correction,
        "decided_at": to_text(now),
        "decided_by": f"{display_name(by.reference)}, {by.participant}",
        "ground": call.ground,
        "items": list(call.items),
        "kind": str(call.kind),
        "told": call.told,
        "who": call.who,
    }


def _terms(call: Call, to: str, now: datetime) -> ReleaseTerms:
    purpose = "att egendomen tas om hand enligt beslutet"
    return ReleaseTerms(to, call.ground, purpose, HANDLING, local_date(now + KEPT))


def _enter(act: Act, row: PhoneDecision, *, by: Actor, now: datetime) -> None:
    journal.record(
        act,
        about=row.record,
        by=by,
        at=now,
        case=row.case,
        ground=row.ground,
        details={
            "correction": row.correction,
            "digest": row.digest,
            "told": row.told,
            "version": row.version,
        },
    )
