"""What an officer says about a check: its place, its craft, a person, a correction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from samverkan.rules.gradings import Category, Regime
from samverkan.rules.inspections import (
    AboardRole,
    Mode,
    Outcome,
    basis_of,
    keep_until,
    regime_of,
)
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import YES, Property
from samverkan.web.inspections.labels import kind_in_words
from samverkan.web.journal.instance import here
from samverkan.web.subjects.actions import Saying

SEEN = "A1"
SAID = "X2"
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Place:
    """Where: degrees in WGS 84, and the place in words."""

    latitude: float
    longitude: float
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CraftSaid:
    """A craft as seen: `kind` a key of CRAFT_KINDS; every identifier is a claim or missing."""

    kind: str
    make: str = ""
    model: str = ""
    colour: str = ""
    name: str = ""
    hin: str = ""
    registration: str = ""
    engine_number: str = ""
    mmsi: str = ""

    @property
    def properties(self) -> dict[str, str]:
        """Give what was seen by property."""
        named = {
            Property.CRAFT_KIND: kind_in_words(self.kind),
            Property.MAKE: self.make,
            Property.MODEL: self.model,
            Property.COLOUR: self.colour,
            Property.CRAFT_NAME: self.name,
            Property.HIN: self.hin,
            Property.REGISTRATION: self.registration,
            Property.ENGINE_NUMBER: self.engine_number,
            Property.MMSI: self.mmsi,
        }
        return {str(name): value for name, value in named.items() if value.strip()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSaid:
    """A person in a check. `evidence` in words (`körkort`); `documented` if it proves who."""

    role: AboardRole
    evidence: str
    documented: bool = False
    unknown: bool = False
    name: str = ""
    personal_number: str = ""
    birth_date: date | None = None
    protected: bool = False

    @property
    def properties(self) -> dict[str, str]:
        """Give what is known by property."""
        named = {
            Property.NAME: self.name,
            Property.PERSONAL_NUMBER: self.personal_number,
            Property.BIRTH_DATE: self.birth_date.isoformat() if self.birth_date else "",
            Property.PROTECTED_IDENTITY: YES if self.protected else "",
        }
        return {str(name): value for name, value in named.items() if value.strip()}

    def must_fit(self) -> None:
        """Refuse a known person without identity, and an unknown one with any."""
        identity = self.name or self.personal_number or self.birth_date
        if self.unknown and identity:
            raise NotAllowed("inspections.unknown_with_identity")
        if not self.unknown and not identity:
            raise NotAllowed("inspections.no_identity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a check's record should say instead, and why. `version` is the one that was read."""

    version: int
    reason: str
    place: Place
    grounds: tuple[str, ...]
    powers: tuple[str, ...]
    started_at: datetime
    control_ended_at: datetime | None
    outcome: Outcome | None


def sayings(
    said: dict[str, str], *, mode: Mode, started_at: datetime, documented: bool
) -> tuple[Saying, ...]:
    """Put what an officer saw or was told into statements, marked as the check's regime asks."""
    participant = here().participant
    regime = regime_of(mode, participant)
    return tuple(
        Saying(
            property=name,
            value=value,
            source=participant if documented else PERSON,
            ground=basis_of(regime, participant),
            delete_after=keep_until(started_at),
            regime=regime,
            category=Category.OTHER if regime is Regime.BDL else None,
            grading=(SEEN if documented else SAID) if regime is Regime.BDL else "",
        )
        for name, value in said.items()
    )


@dataclass(frozen=True, slots=True)
class Why:
    """Why a question is asked about this one: the officer's reason, and one for a passenger."""

    reason: str
    passenger_reason: str = ""
