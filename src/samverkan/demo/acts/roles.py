"""What the story's roles aboard are called in a check."""

from __future__ import annotations

from samverkan.demo.story.check import AboardRole as Role
from samverkan.rules.inspections import AboardRole

ROLES = {
    Role.DRIVER: AboardRole.DRIVER,
    Role.OWNER: AboardRole.OWNER_EVIDENCED,
    Role.PASSENGER: AboardRole.PASSENGER,
}
