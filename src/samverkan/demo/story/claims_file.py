"""Kronofogden's claims against the debtors of the cases, as the CSV that its own system gives.

Columns are `COLUMNS`; amounts in kronor as a person writes them (`150 000,00`); UTF-8, comma. Some
rows are broken on purpose, each in one way, so that an import can show its quarantine.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from samverkan.demo.story.case import Case, CaseClaim
from samverkan.demo.story.cases import cases
from samverkan.rules.money import format_kronor

COLUMNS = (
    "debtor_number",
    "debtor_name",
    "debtor_address",
    "reference",
    "creditor",
    "address",
    "protected",
    "kind",
    "public",
    "capital",
    "interest",
    "case_cost",
    "title",
    "title_on",
)

BROKEN: tuple[tuple[str, dict[str, str]], ...] = (
    ("wrong check digit", {"debtor_number": "198903179850", "reference": "X-1"}),
    ("amount in words", {"capital": "tolv tusen", "reference": "X-2"}),
    ("amount with a point for thousands", {"capital": "12.000", "reference": "X-3"}),
    ("negative amount", {"interest": "-400,00", "reference": "X-4"}),
    ("no creditor", {"creditor": "", "reference": "X-5"}),
    ("a kind that does not exist", {"kind": "gift", "reference": "X-6"}),
    ("a day that does not exist", {"title_on": "2024-02-30", "reference": "X-7"}),
    ("a reference that stands twice", {"reference": "1-skatt"}),
)
"""What is wrong, and the fields that differ from case 1's tax claim."""


def write_claims(path: Path, *, with_broken: bool) -> Path:
    """Write the claims of all cases, with the broken rows at the end if wanted; give the path."""
    path.write_text(csv_of_claims(with_broken=with_broken), "utf-8", newline="")
    return path


def csv_of_claims(*, with_broken: bool) -> str:
    """Give the claims of all cases as CSV, with the broken rows at the end if wanted."""
    good = list(good_rows())
    broken = [{**_tax_of_case_1(good), **change} for _, change in BROKEN] if with_broken else []
    file = StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*good, *broken])
    return file.getvalue()


def good_rows() -> Iterator[dict[str, str]]:
    """Give a row for each claim of each case."""
    for case in cases():
        for claim in case.claims:
            yield _row(case, claim)


def _row(case: Case, claim: CaseClaim) -> dict[str, str]:
    return {
        "debtor_number": case.debtor.number,
        "debtor_name": case.debtor.name,
        "debtor_address": case.debtor.address,
        "reference": claim.key,
        "creditor": claim.creditor,
        "address": _address(claim),
        "protected": "ja" if claim.person and claim.person.secret_address else "nej",
        "kind": claim.kind,
        "public": "ja" if claim.public else "nej",
        "capital": _kronor(claim.capital),
        "interest": _kronor(claim.interest),
        "case_cost": _kronor(claim.case_cost),
        "title": claim.title,
        "title_on": claim.title_on.isoformat(),
    }


def _address(claim: CaseClaim) -> str:
    return claim.person.address if claim.person and not claim.person.secret_address else ""


def _kronor(ore: int) -> str:
    return format_kronor(ore, exact=True).removesuffix("kr").rstrip()


def _tax_of_case_1(rows: list[dict[str, str]]) -> dict[str, str]:
    return next(row for row in rows if row["reference"] == "1-skatt")
