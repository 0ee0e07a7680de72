"""What the results desk enters in the ledger. Amounts are text: a person types them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.measures import Family, Unit
from samverkan.rules.money import parse_kronor
from samverkan.rules.results import Relation
from samverkan.web.partners.queries import partner_choices
from samverkan.web.results.actions import Part
from samverkan.web.results.forms.fields import (
    FAMILIES,
    RELATIONS,
    UNITS,
    DayField,
    measure_choices,
    measures,
)
from samverkan.web.results.queries import operation_choices

_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


class EventForm(forms.Form):
    """One result, with those who share in it."""

    measure = forms.ChoiceField(label=_("Mått"), choices=measure_choices)
    title = forms.CharField(
        label=_("Vad blev resultatet?"),
        help_text=_("Utan personuppgifter, till exempel: Vattenskoter och klocka utmätta ombord."),
        max_length=200,
    )
    on = DayField(label=_("När"))
    value = forms.CharField(
        label=_("Värde"),
        help_text=_("Kronor för belopp, till exempel 214 000. Annars ett antal."),
    )
    level = forms.CharField(
        label=_("Nivå"),
        help_text=_("När räknas det, till exempel: brutto när beslutet fattades, eller tingsrätt."),
        max_length=100,
    )
    operation = forms.ChoiceField(
        label=_("Insats"),
        choices=lambda: [("", _("En insats som inte finns här")), *operation_choices()],
        required=False,
    )
    operation_name = forms.CharField(
        label=_("Insatsens namn, om den inte finns här"), max_length=200, required=False
    )
    of_operation = forms.CharField(
        label=_("Myndigheter i den insatsen"),
        help_text=_("Koder med mellanrum, till exempel EBM POL SKV."),
        max_length=200,
        required=False,
    )
    credits = forms.CharField(
        label=_("Vilka delar resultatet, och vad gjorde var och en?"),
        help_text=_("En myndighet per rad: kod, kolon, insats. Till exempel KBV: kontrollen."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    words = forms.CharField(
        label=_("Anmärkning"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def clean_credits(self) -> tuple[Part, ...]:
        """Read one authority and its step from each line."""
        lines = [line for line in self.cleaned_data["credits"].splitlines() if line.strip()]
        return tuple(_part(line) for line in lines)

    def clean_of_operation(self) -> tuple[str, ...]:
        """Read the codes."""
        return tuple(self.cleaned_data["of_operation"].split())

    def clean(self) -> dict[str, object]:
        """Read the value in the measure's unit."""
        data = super().clean() or {}
        if "value" in data and "measure" in data:
            data["value"] = self._value(str(data["value"]), str(data["measure"]))
        if not data.get("operation") and not data.get("operation_name"):
            self.add_error("operation_name", _("Välj en insats ovan eller skriv vad den heter."))
        return data

    def _value(self, text: str, chosen: str) -> int:
        unit = next(each for each in measures() if each.id == chosen).dataset.unit
        try:
            return parse_kronor(text) if unit is Unit.ORE else int(text)
        except ValueError:
            self.add_error("value", _("Skriv ett belopp som 214 000 eller ett antal som 41."))
            return 0


class OutcomeForm(forms.Form):
    """What an event led to."""

    what = forms.CharField(
        label=_("Vad blev utfallet?"),
        help_text=_("Utan personuppgifter, till exempel: Dom för sjöfylleri."),
        max_length=200,
    )
    on = DayField(label=_("När"))
    level = forms.CharField(
        label=_("Nivå"), help_text=_("Till exempel tingsrätt eller laga kraft."), max_length=100
    )
    family = forms.ChoiceField(
        label=_("Slag"),
        choices=[(each, FAMILIES[each]) for each in (Family.OUTCOME, Family.EFFECT)],
    )
    method = forms.CharField(
        label=_("Hur har det mätts?"),
        help_text=_("Krävs för en effekt."),
        max_length=400,
        required=False,
    )
    unit = forms.ChoiceField(
        label=_("Räknas i"),
        choices=[("", _("Räknas inte")), *((each, words) for each, words in UNITS.items())],
        required=False,
    )
    value = forms.CharField(label=_("Värde"), required=False)

    def clean_family(self) -> Family:
        """Give the family as the rule knows it."""
        return Family(self.cleaned_data["family"])

    def clean(self) -> dict[str, object]:
        """Read the value in its unit; without a unit there is none."""
        data = super().clean() or {}
        unit, text = data.get("unit", ""), str(data.get("value", "")).strip()
        data["value"] = None
        if unit:
            try:
                data["value"] = parse_kronor(text) if unit == Unit.ORE else int(text)
            except ValueError:
                self.add_error("value", _("Skriv ett belopp som 214 000 eller ett antal som 41."))
        return data


class LinkForm(forms.Form):
    """Which event belongs together with this one, and how."""

    other = forms.ChoiceField(label=_("Resultat"))
    relation = forms.ChoiceField(
        label=_("Hur hör de ihop?"), choices=[(each, RELATIONS[each]) for each in Relation]
    )

    def __init__(self, *args: object, others: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["other"].choices = list(others)  # type: ignore[attr-defined]


class CorrectionForm(forms.Form):
    """The right value and why."""

    value = forms.CharField(label=_("Rätt värde"))
    why = forms.CharField(
        label=_("Varför rättas det?"),
        help_text=_("Skälet visas i listan över rättelser. Utan personuppgifter."),
        max_length=400,
    )

    def __init__(self, *args: object, unit: Unit, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.unit = unit

    def clean_value(self) -> int:
        """Read the value in the event's unit."""
        text = self.cleaned_data["value"]
        try:
            return parse_kronor(text) if self.unit is Unit.ORE else int(text)
        except ValueError:
            raise forms.ValidationError(
                _("Skriv ett belopp som 214 000 eller ett antal som 41.")
            ) from None


class RecipientsForm(forms.Form):
    """Who is to have it."""

    to = forms.MultipleChoiceField(
        label=_("Till"), choices=partner_choices, widget=forms.CheckboxSelectMultiple
    )


def _part(line: str) -> Part:
    code, _colon, did = line.partition(":")
    if not _CODE.fullmatch(code.strip()) or not did.strip():
        raise forms.ValidationError(
            _('Raden "%(line)s" ska vara kod, kolon och vad myndigheten gjorde.'),
            params={"line": line[:60]},
        )
    return Part(code.strip(), did.strip())
