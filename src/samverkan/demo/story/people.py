"""The staff: who sits at which desk of each participant's instance. Rows in people.toml."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from samverkan.demo.story.data import read

PARTICIPANTS = (
    "AF",
    "EBM",
    "FK",
    "KRIM",
    "KFM",
    "KBV",
    "MIV",
    "POL",
    "SKV",
    "SAPO",
    "TULL",
    "AKL",
    "NUC",
    "RUC-STHLM",
)


class Role(StrEnum):
    """The desks of DESKS.md, as the keys that `rules/law/roles.toml` uses."""

    PATRULL = "patrull"
    VAKTHAVANDE = "vakthavande"
    JOUR = "jour"
    FORRATTNING = "forrattning"
    FORRAD = "forrad"
    FORDELNING = "fordelning"
    UTLAMNANDE = "utlamnande"
    FORTECKNING = "forteckning"
    SAMORDNARE = "samordnare"
    ANALYTIKER = "analytiker"
    LEDAMOT = "ledamot"
    ORDFORANDE = "ordforande"
    UPPFOLJNING = "uppfoljning"
    TILLSYN = "tillsyn"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One person at one participant: `name` is the staff id, such as `siv.relingsdotter`."""

    participant: str
    name: str
    display_name: str
    roles: frozenset[Role]
    title: str
    title_en: str

    @property
    def reference(self) -> str:
        """The name that records use: `KBV/siv.relingsdotter`."""
        return f"{self.participant}/{self.name}"

    def titled(self, language: str) -> str:
        """Give the title in `sv` or `en`."""
        return self.title_en if language == "en" else self.title


@cache
def staff() -> tuple[StaffMember, ...]:
    """Give everybody, participant by participant."""
    people = read("people")
    return tuple(
        StaffMember(
            participant,
            row["name"],
            row["display_name"],
            frozenset(Role(role) for role in row["roles"]),
            row["title"],
            row["title_en"],
        )
        for participant in PARTICIPANTS
        for row in people[participant]
    )


def member(reference: str) -> StaffMember:
    """Find `KBV/siv.relingsdotter`. KeyError if nobody is called that."""
    return _by_reference()[reference]


def holders(participant: str, role: Role) -> tuple[StaffMember, ...]:
    """Give those who hold a role at a participant, in the order of the file."""
    return tuple(each for each in staff() if each.participant == participant and role in each.roles)


@cache
def _by_reference() -> dict[str, StaffMember]:
    return {each.reference: each for each in staff()}
