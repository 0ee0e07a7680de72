"""What an event led to, attached for years: at its home at once, elsewhere sent to its home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.measures import Family
from samverkan.rules.permissions import Permission
from samverkan.rules.results import may_attach, must_not_name
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.releases.actions import release_jointly
from samverkan.web.results.actions.sending import send_again
from samverkan.web.results.contents import SaidOutcome, outcome_fields
from samverkan.web.results.models import Event, Outcome
from samverkan.web.results.queries import is_ours


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutcome:
    """What an officer says of an outcome; `value` in `unit` (öre, antal, personer) if counted."""

    on: date
    what: str
    level: str
    family: Family = Family.OUTCOME
    method: str = ""
    value: int | None = None
    unit: str = ""


@in_one_transaction
def attach_outcome(*, event: Event, new: NewOutcome, by: Actor, now: datetime) -> None:
    """Attach an outcome to an event; one that is at home elsewhere gets it from us as a release."""
    by.may(Permission.RECORD_RESULT)
    must_not_name(new.what, new.level, new.method)
    may_attach(new.family, on=new.on, happened=event.on, level=new.level, method=new.method)
    words = {name: getattr(new, name) for name in NewOutcome.__dataclass_fields__}
    said = SaidOutcome(record=f"{here().participant}/{new_uuid()}", **words)
    if is_ours(event):
        keep(event, said, by=by, now=now)
        return
    journal.record(
        Act.RESULT_OUTCOME,
        about=event.record,
        by=by,
        at=now,
        case=event.record,
        details={"sent_to": event.home, "what": said.what},
    )
    content = {**outcome_fields(said), "event": event.record}
    release_jointly(
        "result-outcome",
        content,
        record=said.record,
        to=[event.home],
        ends=said.on,
        by=by,
        now=now,
    )


def keep(event: Event, said: SaidOutcome, *, by: Actor, now: datetime) -> None:
    """Write the outcome down at the event's home, and send the event on to all who hold it."""
    said = replace(said, what=said.what.strip(), level=said.level.strip())
    Outcome.objects.create(
        event=event,
        by=by.reference,
        made_at=now,
        **{name: getattr(said, name) for name in SaidOutcome.__dataclass_fields__},
    )
    journal.record(
        Act.RESULT_OUTCOME,
        about=event.record,
        by=by,
        at=now,
        case=event.record,
        details={"level": said.level, "on": said.on.isoformat(), "what": said.what},
    )
    send_again(event, by=Actor.instance(here().participant), now=now)
