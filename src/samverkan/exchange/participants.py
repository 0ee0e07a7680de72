"""Who may take part: authorities and centres with their remits and dates, read from TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from tomllib import TOMLDecodeError, loads
from typing import Any

from samverkan.exchange.reading import Fields
from samverkan.wire.canonical import Json, Malformed
from samverkan.wire.identifiers import checked_code

_REMIT = re.compile(r"[a-z]+(-[a-z]+)*")
_ORGANISATION_NUMBER = re.compile(r"[0-9]{6}-[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One participant. `host` is the authority that answers for a centre; `valid_to` the last day.

    `remits` name what it does (such as `sea-checks`); `started` says that it runs an instance.
    """

    code: str
    name_sv: str
    name_en: str
    remits: tuple[str, ...]
    valid_from: date
    started: bool
    host: str | None = None
    valid_to: date | None = None
    organisation_number: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.code)
        if not self.name_sv or not self.name_en:
            raise Malformed(f"{self.code} must have a name in Swedish and in English.")
        for remit in self.remits:
            if _REMIT.fullmatch(remit) is None:
                raise Malformed(f"{self.code}: {remit!r} is not the name of a remit.")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise Malformed(f"{self.code} ends before it begins.")
        number = self.organisation_number
        if number is not None and _ORGANISATION_NUMBER.fullmatch(number) is None:
            raise Malformed(f"{self.code}: {number!r} is not an organisation number (NNNNNN-NNNN).")

    def in_force(self, on: date) -> bool:
        """Say whether it takes part on this day, first and last day included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def to_json(self) -> dict[str, Json]:
        """Give the fields as JSON; days as `2009-07-01`."""
        return {
            "code": self.code,
            "host": self.host,
            "name_en": self.name_en,
            "name_sv": self.name_sv,
            "organisation_number": self.organisation_number,
            "remits": self.remits,
            "started": self.started,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": None if self.valid_to is None else self.valid_to.isoformat(),
        }

    @classmethod
    def from_json(cls, value: Json) -> Participant:
        """Read what `to_json` gave, or raise Malformed."""
        fields = Fields.of("participant", value, _NAMES)
        return cls(
            code=fields.text("code"),
            name_sv=fields.text("name_sv"),
            name_en=fields.text("name_en"),
            remits=fields.texts("remits"),
            valid_from=fields.day("valid_from"),
            started=fields.truth("started"),
            host=fields.text_or_none("host"),
            valid_to=fields.day_or_none("valid_to"),
            organisation_number=fields.text_or_none("organisation_number"),
        )


_NAMES = frozenset(Participant.__dataclass_fields__)
_OPTIONAL = ("host", "valid_to", "organisation_number")


def checked(participants: tuple[Participant, ...], keepers: tuple[str, ...]) -> None:
    """Check what concerns several: codes once, hosts are authorities, keepers are listed."""
    by_code = {participant.code: participant for participant in participants}
    if len(by_code) != len(participants):
        raise Malformed("A code stands for two participants.")
    for participant in participants:
        host = by_code.get(participant.host) if participant.host else participant
        if host is None:
            raise Malformed(
                f"{participant.code}: its host {participant.host} is not a participant."
            )
        if participant.host and host.host:
            raise Malformed(f"{participant.code}: its host {host.code} is not an authority itself.")
    for keeper in keepers:
        if keeper not in by_code:
            raise Malformed(f"The keeper {keeper} is not a participant.")
    if not keepers or len(set(keepers)) != len(keepers):
        raise Malformed("The directory must have keepers, each named once.")


def participants_from_toml(text: str) -> tuple[Participant, ...]:
    """Read the participants of a `participants.toml`, or raise Malformed with the first fault."""
    return _read(text)[0]


def keepers_from_toml(text: str) -> tuple[str, ...]:
    """Read the codes of those who sign the directory together."""
    return _read(text)[1]


def shipped_toml() -> str:
    """Give the text of the `participants.toml` that comes with the program."""
    return files("samverkan.exchange").joinpath("participants.toml").read_text("utf-8")


def _read(text: str) -> tuple[tuple[Participant, ...], tuple[str, ...]]:
    try:
        table: Mapping[str, Any] = loads(text)
    except TOMLDecodeError as error:
        raise Malformed(f"The file of participants is not TOML: {error}.") from None
    fields = Fields.of("file of participants", table, frozenset({"keepers", "participant"}))
    found = tuple(_from_row(row) for row in fields.sequence("participant"))
    keepers = fields.texts("keepers")
    checked(found, keepers)
    return found, keepers


def _from_row(row: object) -> Participant:
    """Read one `[[participant]]`; TOML knows days, and leaves out what JSON writes as null."""
    if not isinstance(row, Mapping):
        raise Malformed("A participant must be a table, written [[participant]].")
    plain = {name: _day_to_text(value) for name, value in row.items()}
    return Participant.from_json({**dict.fromkeys(_OPTIONAL), **plain})


def _day_to_text(value: Json | date) -> Json:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value  # type: ignore[return-value]
