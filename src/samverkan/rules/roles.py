"""Roles as data: what each desk may do. The rows stand in `law/roles.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

from samverkan.rules.permissions import Permission

ANY = "any"


@dataclass(frozen=True, slots=True)
class Role:
    """One desk: its key, its names, the remit it needs and what it permits."""

    key: str
    sv: str
    en: str
    remit: str
    permissions: frozenset[Permission]

    def name(self, language: str) -> str:
        """Give the role's name in `sv` or `en`."""
        return self.en if language == "en" else self.sv

    def fits(self, remits: Iterable[str]) -> bool:
        """Say whether a participant with these remits has this desk."""
        return self.remit == ANY or self.remit in remits


@cache
def roles() -> Mapping[str, Role]:
    """Give every role by key."""
    rows = loads(files("samverkan.rules").joinpath("law/roles.toml").read_text("utf-8"))
    return {key: _role(key, row) for key, row in rows.items()}


def permissions_of(keys: Iterable[str]) -> frozenset[Permission]:
    """Give all that some roles permit together. KeyError for a role that does not exist."""
    return frozenset().union(*(roles()[key].permissions for key in keys))


def _role(key: str, row: Mapping[str, object]) -> Role:
    names = row["permissions"]
    if not isinstance(names, list):
        raise TypeError(f"law/roles.toml: {key} has no list of permissions")
    return Role(
        key,
        str(row["sv"]),
        str(row["en"]),
        str(row["remit"]),
        frozenset(Permission(name) for name in names),
    )
