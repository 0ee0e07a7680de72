"""The eight cases, read from case_files/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from samverkan.demo.story.case import (
    Case,
    CaseClaim,
    Cost,
    Item,
    ItemDecision,
    ItemKind,
    Lien,
    Replacement,
)
from samverkan.demo.story.data import in_stockholm, read
from samverkan.demo.story.persons import Person, named
from samverkan.demo.story.steps import read_step
from samverkan.rules.claims import Claim, ClaimKind, subrogated

FILES = (
    "1-skvalpholm",
    "2-farledin",
    "3-fenderstrom",
    "4-prickgren",
    "5-bojsten",
    "6-kobbklint",
    "7-ankarlund",
    "8-dyning",
)


@cache
def cases() -> tuple[Case, ...]:
    """Give the eight cases in their order."""
    return tuple(_case(read(f"case_files/{name}")) for name in FILES)


def case(number: int) -> Case:
    """Give case 1-8. IndexError for another number above."""
    return cases()[number - 1]


def _case(row: Mapping[str, Any]) -> Case:
    lien, replacement = row.get("lien"), row.get("replacement")
    return Case(
        number=row["number"],
        debtor=named()[row["debtor"]],
        wronged=_person(row.get("wronged")),
        title=row["title"],
        title_en=row["title_en"],
        check=row["check"],
        sections=tuple(row["sections"]),
        items=tuple(_item(each) for each in row["item"]),
        claims=tuple(claim for each in row["claim"] for claim in _claims(each)),
        special_costs=tuple(Cost(**each) for each in row.get("special_cost", ())),
        lien=_lien(lien) if lien else None,
        replacement=Replacement(**replacement) if replacement else None,
        state_price=row.get("state_price"),
        steps=tuple(read_step(each, row["number"]) for each in row["step"]),
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        key=row["key"],
        kind=ItemKind(row["kind"]),
        words=row["words"],
        marks=MappingProxyType(row.get("marks", {})),
        value=row["value"],
        decision=ItemDecision(row["decision"]),
        section=row["section"],
        reason=row["reason"],
        sold_for=row.get("sold_for"),
        minimum_price=row.get("minimum_price"),
        claimed_by=_person(row.get("claimed_by")),
    )


def _claims(row: Mapping[str, Any]) -> tuple[CaseClaim, ...]:
    """Give a claim; a judgment that the State has paid in part is two (brottsskadelag 28 §)."""
    judgment, paid = _claim(row), row.get("paid_by_state")
    if paid is None:
        return (judgment,)
    left, taken_over = subrogated(
        Claim(
            reference=judgment.key,
            creditor=judgment.creditor,
            kind=judgment.kind,
            public=judgment.public,
            capital=judgment.capital,
            interest=judgment.interest,
            single_case_cost=judgment.case_cost,
        ),
        state=paid["authority"],
        paid=paid["amount"],
        paid_on=paid["on"],
        on=paid["on"],
    )
    return (
        replace(judgment, capital=left.capital, interest=left.interest),
        replace(
            judgment,
            key=paid["key"],
            creditor=taken_over.creditor,
            person=None,
            kind=taken_over.kind,
            capital=taken_over.capital,
            interest=taken_over.interest,
            case_cost=taken_over.single_case_cost,
            title=paid["title"],
        ),
    )


def _claim(row: Mapping[str, Any]) -> CaseClaim:
    return CaseClaim(
        key=row["key"],
        creditor=row["creditor"],
        person=_person(row.get("person")),
        kind=ClaimKind(row["kind"]),
        public=row["public"],
        capital=row["capital"],
        interest=row.get("interest", 0),
        case_cost=row.get("case_cost", 0),
        title=row["title"],
        title_on=row["title_on"],
    )


def _lien(row: Mapping[str, Any]) -> Lien:
    return Lien(
        row["claimant"],
        row["words"],
        row["amount"],
        in_stockholm(row["notified_at"]),
        row["section"],
    )


def _person(key: str | None) -> Person | None:
    return named()[key] if key else None
