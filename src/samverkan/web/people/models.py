"""Staff of this authority and their mandates."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class People(BaseUserManager["Person"]):
    """Makes persons with a password or without (then no password opens the account)."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find a person by user name, as Django's log-in asks."""
        return self.get(username=username)


class Person(AbstractBaseUser):
    """One member of staff; `username` is the staff id that records name."""

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        """Give the name as screens show it."""
        return self.display_name


class Mandate(models.Model):
    """A role held by a person from a day until a day (inclusive), and who decided so."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="mandate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
