"""Fields and choices that the results desk's forms share."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.measures import Family, Measure, Unit, datasets, measures_on
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.results import Relation
from samverkan.web.results.formats import language

RELATIONS = {
    Relation.SAME_DIRECTION: _("Samma inriktning"),
    Relation.SAME_OPERATION: _("Samma insats"),
}
FAMILIES = {
    Family.OUTPUT: _("Prestation"),
    Family.OUTCOME: _("Utfall"),
    Family.EFFECT: _("Effekt"),
}
UNITS = {
    Unit.ORE: _("Belopp i kronor"),
    Unit.NUMBER: _("Antal"),
    Unit.PERSONS: _("Antal personer"),
}


def show_refusal(form: forms.Form, refusal: NotAllowed) -> None:
    """Show a rule's refusal on the form, so that nothing typed is lost."""
    form.add_error(None, refusal.sentence(language()))


def measure_choices() -> list[tuple[str, str]]:
    """Give every measure's name in the language of the screen."""
    return [(each.id, each.title.read(language())) for each in measures()]


def dataset_choices() -> list[tuple[str, str]]:
    """Give every data set's name in the language of the screen."""
    return [(key, each.title.read(language())) for key, each in datasets().items()]


class DayField(forms.DateField):
    """A date as browsers show it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def measures() -> tuple[Measure, ...]:
    """Give the definitions in force without an end."""
    return measures_on(date.max)
