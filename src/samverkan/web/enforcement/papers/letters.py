"""Letters: to the debtor with the ban (UF 6:9, 6:12), and to an injured party in plain words."""

from __future__ import annotations

from samverkan.rules.deadlines import deadline
from samverkan.rules.distribution_list import StepKind
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.labels import HELD
from samverkan.web.enforcement.models import ClaimRow, DebtorCase, Execution, Payment
from samverkan.web.enforcement.papers.shape import Paper, Section, Table, day, kronor, moment
from samverkan.web.enforcement.papers.words import APPEAL, BAN, claims_table, marks, officer
from samverkan.web.people.queries import local_date
from samverkan.web.property import queries as property_queries


def notice_to_debtor(execution: Execution) -> Paper:
    """Tell the debtor what is attached and what the ban means. Victims' addresses are left out."""
    items = list(queries.attached(execution))
    rows = tuple((item.description, marks(item), kronor(item.value)) for item in items)
    total = kronor(sum(item.value for item in items))
    return Paper(
        title="Kronofogden har utmätt din egendom",
        number=execution.number,
        recipient=_to(execution.case),
        sections=(
            Section(
                "Vad som är utmätt",
                text=(
                    f"Den {moment(execution.began_at)} började en förrättning. Det här är utmätt:",
                ),
                table=Table(
                    ("Egendom", "Känns igen på", "Värde"),
                    rows,
                    numbers=(2,),
                    total=("Summa", "", total),
                ),
            ),
            Section("Förbud att förfoga över egendomen", notice=BAN),
            Section(
                "För vilka fordringar",
                table=claims_table(queries.applicants(execution), to_debtor=True),
            ),
            Section(
                "Vad händer nu",
                text=(
                    "Betalar du hela skulden till Kronofogden innan egendomen säljs hävs "
                    "utmätningen. Annars säljs egendomen och pengarna fördelas mellan sökandena.",
                ),
            ),
            Section("Om du inte håller med", notice=APPEAL),
        ),
        signatures=((officer(execution.officer), "Förrättningsman, Kronofogden"),),
    )


def provisional_notice(case: DebtorCase) -> Paper:
    """Tell the debtor what is held provisionally, for how long, and what the ban means."""
    held = [
        view
        for view in property_queries.views_for(case.record)
        if view.instrument == "provisional-measure"
    ]
    rows = tuple((view.description, view.place) for view in held)
    began = min((local_date(view.ground_at) for view in held), default=None)
    limit = deadline("provisional-measure", began) if began else None
    until = f"Har inget utmätts senast {day(limit.due)} får du tillbaka egendomen." if limit else ""
    return Paper(
        title="Din egendom har tagits om hand för Kronofogden",
        number=f"Provisorisk åtgärd {day(began)}" if began else "Provisorisk åtgärd",
        recipient=_to(case),
        sections=(
            Section(
                "Vad som är taget om hand",
                text=("Kronofogden har beslutat om en provisorisk åtgärd (UB 6:12).",),
                table=Table(("Egendom", "Finns hos"), rows),
            ),
            Section("Hur länge", text=(until,)),
            Section("Förbud att förfoga över egendomen", notice=BAN),
            Section("Om du inte håller med", notice=APPEAL),
        ),
    )


def victim_letter(claim: ClaimRow, execution: Execution) -> Paper:
    """Tell an injured party what was decided and paid; nothing of the debtor's other affairs."""
    payments = list(queries.payments_on(claim.reference))
    paid = sum(row.amount for row in payments if row.step_kind != StepKind.MONEY_INTEREST)
    address = "" if claim.protected else claim.address
    rows = tuple((_day_paid(row), kronor(row.amount)) for row in payments)
    received = sum(row.amount for row in payments)
    return Paper(
        title=f"Du får {kronor(received)}" if received else "Ditt skadestånd hos Kronofogden",
        number=execution.number,
        recipient="\n".join(filter(None, (claim.creditor, address))),
        sections=(
            Section(
                "Ditt skadestånd",
                facts=(
                    ("Dom", claim.title, day(claim.title_on)),
                    ("Skadestånd", kronor(claim.capital), ""),
                    ("Ränta", kronor(claim.interest), ""),
                    ("Tillsammans", kronor(claim.total), ""),
                ),
            ),
            Section(
                "Vad som är betalt",
                table=Table(
                    ("Dag", "Belopp"), rows, numbers=(1,), total=("Summa", kronor(received))
                ),
            ),
            Section("Hur summan har räknats fram", text=_how(claim, execution)),
            Section(
                "Vad händer nu",
                text=(
                    *_waits(claim, execution),
                    f"Kvar att betala är {kronor(max(claim.total - paid, 0))}. Kronofogden söker "
                    "igen efter tillgångar så länge ditt mål pågår. Du behöver inte göra något.",
                ),
            ),
        ),
        signatures=((officer(execution.officer), "Kronofogden"),),
    )


def _day_paid(row: Payment) -> str:
    words = ", ränta på avsatta medel" if row.step_kind == StepKind.MONEY_INTEREST else ""
    return f"{moment(row.paid_at)[:10]}{words}"


def _waits(claim: ClaimRow, execution: Execution) -> tuple[str, ...]:
    """Say that their own share is set aside, how much, and when it is paid (UB 13:7, 13:14)."""
    return tuple(
        f"{kronor(share.amount)} är avsatt för dig och väntar: "
        f"{str(HELD[share.why]).lower()}. Pengarna betalas ut när det är slutligt avgjort "
        "att du har rätt till dem (UB 13:7, 13:14)."
        for share in queries.held_in(execution)
        if share.claim == claim.reference
    )


def _how(claim: ClaimRow, execution: Execution) -> tuple[str, ...]:
    """Explain the share without the other claims, or that the State pays (BrB 36:21-22)."""
    if queries.distribution_of(execution) is None:
        return (
            "Egendomen förverkades till staten. Staten betalar dig, högst vad den har fått in "
            "(BrB 36:21-22).",
        )
    return (
        "Först täcks kostnaderna för förrättningen (UB 17:7). Sedan har alla som egendomen "
        "utmättes för samtidigt lika rätt: var och en får lika stor del av sin fordran, räknat "
        "till öret (UB 4:11, 13:6; FRL 8-9 §§).",
        f"Av din fordran på {kronor(claim.total)} betalas räntan före skadeståndet (UB 13:13).",
    )


def _to(case: DebtorCase) -> str:
    return "\n".join(filter(None, (case.debtor_name, case.address)))
