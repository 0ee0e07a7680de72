"""`samverkan distribute CASE.json`: who gets what of a sale's proceeds, and by which section."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from samverkan.cli.ending import in_file
from samverkan.cli.parser import Parser
from samverkan.cli.sale_file import read_sale
from samverkan.rules.distribution import distribute
from samverkan.rules.distribution_list import Distribution, Payee, Step, StepKind
from samverkan.rules.ledger import hledger
from samverkan.rules.money import Ore, format_kronor

WIDTH = 78
INDENT = " " * 5
WORDS = {
    "sv": {
        "title": "Fördelning {reference} den {on}",
        "debtor": "Gäldenär: {debtor}",
        "came_in": "Influtet (UB 13:2)",
        "yield": "Behållen avkastning",
        "interest_on_money": "Ränta på medlen",
        "pot": "Att fördela",
        "order": "Fördelningslängd",
        "sum": "Summa",
        "state": "Staten",
        "set_aside": "avsätts",
        "interest": "varav ränta",
        "cost": "varav kostnad i målet",
        "capital": "varav kapital",
        "meeting": "Fördelningssammanträde ska hållas: en fordran är oklar (UB 13:4).",
    },
    "en": {
        "title": "Distribution {reference} of {on}",
        "debtor": "Debtor: {debtor}",
        "came_in": "Came in (UB 13:2)",
        "yield": "Net yield",
        "interest_on_money": "Interest on the money",
        "pot": "To distribute",
        "order": "Distribution list",
        "sum": "Sum",
        "state": "The State",
        "set_aside": "set aside",
        "interest": "of which interest",
        "cost": "of which cost of the case",
        "capital": "of which capital",
        "meeting": "A distribution meeting is to be held: a claim is unclear (UB 13:4).",
    },
}


def run(words: list[str]) -> int:
    """Distribute a sale. NotAllowed if the file or the law refuses."""
    call = _arguments(words)
    with in_file(call.case):
        sale, on = read_sale(Path(call.case).read_bytes())
        done = distribute(sale, on=on)
    sys.stdout.write(_written(done, call.format, call.lang))
    return 0


def as_text(done: Distribution, language: str) -> str:
    """Write the distribution as a table with a reason and a section under each amount."""
    words, sale = WORDS[language], done.sale
    lines = [
        words["title"].format(reference=sale.reference, on=done.on),
        words["debtor"].format(debtor=sale.debtor),
        "",
        words["came_in"],
        *(_row(what, amount, language) for what, amount in _came_in(done, words)),
        _row(words["pot"], sale.pot, language),
        "",
        words["order"],
    ]
    for number, step in enumerate(done.steps, start=1):
        lines += _step_lines(number, step, language)
    total = sum(step.amount for step in done.steps)
    lines.append(_row(words["sum"], total, language))
    if sale.meeting_needed:
        lines += ["", words["meeting"]]
    return "\n".join(lines) + "\n"


def as_json(done: Distribution, language: str) -> str:
    """Write the distribution as JSON: amounts in öre, and every step with rule and inputs."""
    return (
        json.dumps(
            {
                "reference": done.sale.reference,
                "distribution_day": str(done.on),
                "unit": "öre",
                "pot": done.sale.pot,
                "meeting_needed": done.sale.meeting_needed,
                "steps": [_step_fields(step, language) for step in done.steps],
                "claims": {
                    claim.reference: {
                        "claim": claim.total(done.on),
                        "paid": done.paid(claim.reference),
                    }
                    for claim in done.sale.claims
                },
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("distribute", words)
    parser.add_argument("case", metavar="CASE.json")
    parser.add_argument("--format", choices=["text", "json", "hledger"], default="text")
    parser.common(json=False)
    return parser.parse_args(words)


def _written(done: Distribution, form: str, language: str) -> str:
    if form == "hledger":
        return hledger(done)
    return as_json(done, language) if form == "json" else as_text(done, language)


def _came_in(done: Distribution, words: dict[str, str]) -> Iterator[tuple[str, Ore]]:
    yield from ((lot.what, lot.price) for lot in done.sale.lots)
    if done.sale.net_yield:
        yield words["yield"], done.sale.net_yield
    if done.sale.interest:
        yield words["interest_on_money"], done.sale.interest


def _step_lines(number: int, step: Step, language: str) -> Iterator[str]:
    words = WORDS[language]
    name = step.name if step.payee is not Payee.STATE else words["state"]
    note = f" ({words['set_aside']})" if step.kind is StepKind.SET_ASIDE else ""
    yield _row(f"{number}. {name}{note}", step.amount, language)
    for part in step.parts:
        if part.kind in words:  # a public claim is not split
            yield f"{INDENT}{words[part.kind]} {format_kronor(part.amount, language, exact=True)}"
    why = step.sentence(language)
    yield from wrap(why, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    yield f"{INDENT}{step.citation}"


def _row(what: str, amount: Ore, language: str) -> str:
    money = format_kronor(amount, language, exact=True)
    return f"  {what:<{WIDTH - len(money) - 4}}  {money}"


def _step_fields(step: Step, language: str) -> dict[str, object]:
    return {
        "kind": step.kind,
        "payee": step.payee,
        "name": step.name,
        "claim": step.claim,
        "amount": step.amount,
        "rule": step.rule,
        "citation": step.citation,
        "sentence": step.sentence(language),
        "inputs": dict(step.inputs),
        "parts": {part.kind: part.amount for part in step.parts},
    }
