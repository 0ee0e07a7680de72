"""Reading executions: the way, what was listed, and the facts that rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from samverkan.rules import attachment, tables
from samverkan.rules.attachment import AtDistance, ByPhone, OfficerPresent
from samverkan.web.enforcement.models import (
    DebtorCase,
    Decision,
    Execution,
    ListedItem,
    ThirdParty,
    ThirdPartyState,
    Way,
)
from samverkan.web.people.queries import STOCKHOLM, local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """How the execution comes about: the way, the place, and what went before it.

    `control_ended_at` is when another authority's check ended; `found_by` and `check_by` are
    participants' codes; `identified_by` names the marks that identify what is attached from afar.
    """

    way: Way
    place: str
    check_ref: str = ""
    control_ended_at: datetime | None = None
    special_hours: str = ""
    found_by: str = ""
    check_by: str = ""
    phone_decision: str = ""
    identified_by: tuple[str, ...] = ()


def execution(record: str) -> Execution:
    """Give one execution. Execution.DoesNotExist if there is none."""
    return Execution.objects.select_related("case").get(record=record)


def execution_numbered(number: str) -> Execution:
    """Give one execution by its number, such as `U-2025-0012`."""
    return Execution.objects.select_related("case").get(number=number)


def executions_of(case: DebtorCase) -> QuerySet[Execution]:
    """Give the executions of a case, oldest first."""
    return Execution.objects.filter(case=case).order_by("pk")


def item(pk: int) -> ListedItem:
    """Give one listed thing. ListedItem.DoesNotExist if there is none."""
    return ListedItem.objects.select_related("execution__case").get(pk=pk)


def items_of(execution: Execution) -> QuerySet[ListedItem]:
    """Give what was listed, in order."""
    return ListedItem.objects.filter(execution=execution).order_by("pk")


def attached(execution: Execution) -> QuerySet[ListedItem]:
    """Give what is attached still: neither corrected nor forfeited."""
    return items_of(execution).filter(
        decision=Decision.ATTACHED, corrected_at=None, forfeited_at=None
    )


def forfeited(execution: Execution) -> QuerySet[ListedItem]:
    """Give what was attached and then forfeited."""
    return items_of(execution).filter(forfeited_at__isnull=False)


def third_party(pk: int) -> ThirdParty:
    """Give one third party's claim."""
    return ThirdParty.objects.select_related("item__execution__case").get(pk=pk)


def third_parties_of(execution: Execution) -> QuerySet[ThirdParty]:
    """Give who else says that something is theirs."""
    return ThirdParty.objects.filter(item__execution=execution).order_by("pk")


def open_third_parties() -> QuerySet[ThirdParty]:
    """Give the third parties' claims that are not settled."""
    return ThirdParty.objects.exclude(state=ThirdPartyState.LOST).select_related(
        "item__execution__case"
    )


def next_number(now: datetime) -> str:
    """Give the number of the next execution of the year: `U-2025-0012`."""
    year = local_date(now).year
    count = Execution.objects.filter(number__startswith=f"U-{year}-").count()
    return f"U-{year}-{count + 1:04}"


def must_be_lawful(journey: Journey, *, began_at: datetime) -> str:
    """Ask the rule whether the way is lawful; gives its section."""
    return attachment.must_be_lawful(_way(journey, began_at), local_date(began_at))


def way_section(way: Way | str, *, on: date) -> str:
    """Name the section of a way."""
    return str(tables.one("attachment_ways", str(way), on)["citation"])


def way_of(execution: Execution) -> attachment.Way:
    """Give an execution's way as the rule sees it."""
    return _way(execution, execution.began_at)


def _way(facts: Journey | Execution, began_at: datetime) -> attachment.Way:
    match Way(facts.way):
        case Way.OFFICER_PRESENT:
            return OfficerPresent(
                began_at.astimezone(STOCKHOLM),
                facts.control_ended_at.astimezone(STOCKHOLM) if facts.control_ended_at else None,
                facts.special_hours,
            )
        case Way.BY_PHONE:
            return ByPhone(facts.found_by, facts.check_by)
        case Way.AT_DISTANCE:
            return AtDistance(tuple(facts.identified_by))
