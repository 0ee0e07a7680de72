"""A distribution list's steps as they are stored, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from samverkan.rules.distribution_list import Part, PartKind, Payee, Step, StepKind
from samverkan.wire.canonical import Json


def to_json(steps: Iterable[Step]) -> list[dict[str, Json]]:
    """Give the steps as JSON: whole numbers stay öre."""
    return [_step(step) for step in steps]


def from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Read what `to_json` gave."""
    return tuple(_read(row) for row in rows)


def _step(step: Step) -> dict[str, Json]:
    return {
        "amount": step.amount,
        "citation": step.citation,
        "claim": step.claim,
        "inputs": [list(pair) for pair in step.inputs],
        "kind": str(step.kind),
        "name": step.name,
        "parts": [[str(part.kind), part.amount] for part in step.parts],
        "payee": str(step.payee),
        "rule": step.rule,
    }


def _read(row: Mapping[str, Any]) -> Step:
    return Step(
        kind=StepKind(row["kind"]),
        payee=Payee(row["payee"]),
        amount=row["amount"],
        rule=row["rule"],
        citation=row["citation"],
        inputs=tuple((name, value) for name, value in row["inputs"]),
        name=row["name"],
        claim=row["claim"],
        parts=tuple(Part(PartKind(kind), amount) for kind, amount in row["parts"]),
    )
