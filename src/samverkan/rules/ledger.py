"""A distribution as double entry: postings that sum to nothing, and a journal hledger reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samverkan.rules.distribution_list import Distribution, Step, StepKind
from samverkan.rules.money import Ore


@dataclass(frozen=True, slots=True)
class Posting:
    """Öre into an account, or out of it if negative; `note` says why."""

    account: str
    amount: Ore
    note: str = ""


def postings(done: Distribution) -> tuple[Posting, ...]:
    """Give one posting for each sum that came in and each place it went. They sum to 0."""
    return (*_came_in(done), *(posting for step in done.steps for posting in _went(step)))


def hledger(done: Distribution) -> str:
    """Write the distribution as one balanced hledger transaction, UTF-8, amounts in SEK."""
    head = f"{done.on} * ({_name(done.sale.reference)}) {_name(done.sale.debtor)}"
    return "\n".join([head, *map(_line, postings(done)), ""])


def _came_in(done: Distribution) -> Iterator[Posting]:
    sale = done.sale
    for lot in sale.lots:
        yield Posting(_account("proceeds", "price", lot.what), -lot.price)
    for what, amount in (("yield", sale.net_yield), ("interest", sale.interest)):
        if amount:
            yield Posting(_account("proceeds", what), -amount, "UB 13:2")


def _went(step: Step) -> Iterator[Posting]:
    if not step.amount:
        return
    if step.kind is not StepKind.PAID:
        yield Posting(_destination(step), step.amount, step.citation)
    for part in step.parts:
        account = _account("creditors", f"{step.claim} {step.name}", part.kind)
        yield Posting(account, part.amount, step.citation)


def _destination(step: Step) -> str:
    """Name the account of what is not paid on a claim."""
    if step.kind is StepKind.COST:
        return _account("state", "fees", step.rule.removeprefix("fees."))
    if step.kind is StepKind.SET_ASIDE:
        return _account("set aside", f"{step.claim} {step.name}")
    return _account(step.payee, step.kind)


def _account(*parts: str) -> str:
    return ":".join(_name(part) for part in parts)


def _name(text: str) -> str:
    """Keep a name from ending the account, the line or its meaning: `:`, `;`, `|`, two spaces."""
    return " ".join(text.translate(str.maketrans(":;|()", "     ")).split())


def _line(posting: Posting) -> str:
    kronor, ore = divmod(abs(posting.amount), 100)
    amount = f"{'-' if posting.amount < 0 else ''}{kronor}.{ore:02}"
    line = f"    {posting.account:<48}  {amount:>16} SEK"
    return f"{line}  ; {posting.note}" if posting.note else line
