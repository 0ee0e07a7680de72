"""What is exempt from attachment (UB 5 kap.): a proposal from what the officer found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.rules import tables


class Use(StrEnum):
    """What the thing is to the debtor. Each is a row of `law/exempt.toml`."""

    PERSONAL = "personal"
    HOME = "home"
    WORK = "work"
    KEEPSAKE = "keepsake"
    RENTAL_RIGHT = "rental-right"
    TENANT_OWNED_FLAT = "tenant-owned-flat"
    LIVING_MONEY = "living-money"
    NON_TRANSFERABLE = "non-transferable"
    RETENTION_OF_TITLE = "retention-of-title"
    EARMARKED = "earmarked"
    OTHER = "other"


class Finding(StrEnum):
    """What an officer has found; each with its reason in the protocol (UF 6:8)."""

    REASONABLE_VALUE = "reasonable-value"
    NEEDED = "needed"
    REPLACEMENT_NEEDED = "replacement-needed"
    OBVIOUSLY_UNFAIR = "obviously-unfair"
    FAIR_TO_CREDITORS = "fair-to-creditors"
    WITHIN_A_MONTH = "within-a-month"


class Outcome(StrEnum):
    """Exempt, attachable with a sum reserved for the debtor (UB 5:4), or attachable."""

    EXEMPT = "exempt"
    RESERVATION = "reservation"
    ATTACHABLE = "attachable"


@dataclass(frozen=True, slots=True)
class Exemption:
    """The proposal for one thing, the section it rests on, and the text of the row."""

    outcome: Outcome
    citation: str
    sv: str
    en: str

    def sentence(self, language: str = "sv") -> str:
        """Give the rule in words, in `sv` or `en`."""
        return self.en if language == "en" else self.sv


def examine(
    use: Use,
    findings: Collection[Finding],
    *,
    on: date,
    natural_person: bool = True,
    secured: bool = False,
) -> Exemption:
    """Propose whether a thing is exempt.

    `secured`: the claim has pledge or retention in the thing, or it is under sequestration or
    payment security; then no exemption stands in the way (UB 5:13). A legal person has no
    beneficium (UB 5:3).
    """
    row = tables.one("exempt", use, on)
    section = str(row["citation"])
    missing = set(row["needs"]) - set(findings)
    outcome = Outcome(row["outcome"])
    if row["beneficium"] and not natural_person:
        outcome, section = Outcome.ATTACHABLE, "UB 5:3"
    elif secured and outcome is Outcome.EXEMPT:
        outcome, section = Outcome.ATTACHABLE, "UB 5:13"
    elif row["reservation"] and missing and _too_valuable(missing, findings):
        outcome, section = Outcome.RESERVATION, "UB 5:4"
    elif missing:
        outcome = Outcome.ATTACHABLE
    return Exemption(outcome, section, str(row["text_sv"]), str(row["text_en"]))


def _too_valuable(missing: Collection[str], findings: Collection[Finding]) -> bool:
    """Only its value stands in the way, and the debtor needs something in its place (UB 5:4)."""
    return set(missing) == {Finding.REASONABLE_VALUE} and Finding.REPLACEMENT_NEEDED in findings
