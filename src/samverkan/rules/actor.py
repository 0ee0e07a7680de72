"""Who acts: a person at this instance, a partner (by its signature), or the instance itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed


class ActorKind(StrEnum):
    """The three kinds of actor that a journal entry may name."""

    PERSON = "person"
    PARTNER = "partner"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: `participant` is a code such as KBV, `name` a staff id (`anna.lind`)."""

    kind: ActorKind
    participant: str
    name: str
    permissions: frozenset[Permission] = frozenset()

    @classmethod
    def partner(cls, participant: str) -> Actor:
        """Give the partner that signed a message."""
        return cls(ActorKind.PARTNER, participant, participant)

    @classmethod
    def instance(cls, participant: str) -> Actor:
        """Give the instance itself: its jobs, never a decision about a person."""
        return cls(ActorKind.INSTANCE, participant, participant)

    @property
    def reference(self) -> str:
        """Name the actor in records: `KBV/anna.lind`, or `KBV` for a partner or an instance."""
        return f"{self.participant}/{self.name}" if self.kind is ActorKind.PERSON else self.name

    def may(self, *permissions: Permission) -> None:
        """Refuse unless a role of this person gives one of the permissions."""
        if not self.permissions.intersection(permissions):
            raise NotAllowed("people.no_permission")
