"""The situation above the grid of powers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.powers import Craft, Fact, Purpose, Situation, Waters
from samverkan.web.cooperation import queries
from samverkan.web.cooperation.labels import CRAFTS, FACTS, PURPOSES, WATERS
from samverkan.web.partners.queries import name_of

Value = TypeVar("Value", bound=StrEnum)


def _words(labels: Mapping[Value, object]) -> list[tuple[str, object]]:
    return [(str(value), words) for value, words in labels.items()]


class SituationForm(forms.Form):
    """The situation above the grid of powers."""

    operation = forms.ChoiceField(label=_("Insats"), required=False)
    craft = forms.ChoiceField(label=_("Farkost"), choices=_words(CRAFTS))
    waters = forms.ChoiceField(label=_("Plats"), choices=_words(WATERS))
    at = forms.TimeField(
        label=_("Klockslag"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    purpose = forms.ChoiceField(label=_("Kontrollens syfte"), choices=_words(PURPOSES))
    check_by = forms.ChoiceField(label=_("Vems kontroll"), required=False)
    present = forms.MultipleChoiceField(
        label=_("Vilka är på plats"), widget=forms.CheckboxSelectMultiple, required=False
    )
    facts = forms.MultipleChoiceField(
        label=_("Vad är känt"),
        choices=_words(FACTS),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Mapping[str, object], *, on: date) -> None:
        super().__init__(data)
        holders = [(code, name_of(code)) for code in queries.holders_of_powers("", on=on)]
        rows = queries.operation_rows()
        self.choose("operation", [("", _("Alla myndigheter"))], [(r.record, r.name) for r in rows])
        self.choose("check_by", [("", _("Ingens"))], holders)
        self.choose("present", [], holders)

    def choose(self, name: str, *groups: Sequence[tuple[str, object]]) -> None:
        """Fill in the choices of a field that depend on the day."""
        self.fields[name].choices = [choice for group in groups for choice in group]  # type: ignore[attr-defined]

    def situation(self) -> Situation:
        """Give the situation as the rules know it. The form must be valid."""
        data = self.cleaned_data
        return Situation(
            craft=Craft(data["craft"]),
            waters=Waters(data["waters"]),
            at=data["at"],
            purpose=Purpose(data["purpose"]),
            check_by=data["check_by"],
            present=frozenset(data["present"]),
            facts=frozenset(map(Fact, data["facts"])),
        )
