"""Tables, requests for them, and reports: what the results desk enters of figures."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.figures import Period, Row, numbered
from samverkan.web.partners.queries import partner_choices
from samverkan.web.results.formats import language, written
from samverkan.web.results.forms.fields import DayField, dataset_choices
from samverkan.web.results.queries import Candidate


class PeriodForm(forms.Form):
    """The days that figures are about."""

    first = DayField(label=_("Första dag"))
    last = DayField(label=_("Sista dag"))

    def period(self) -> Period:
        """Give the period. NotAllowed if it ends before it begins."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


class SendForm(forms.Form):
    """The centre that is to have a table."""

    to = forms.ChoiceField(label=_("Till"), choices=partner_choices, initial="NUC")


class TableForm(PeriodForm):
    """Which table, for which days; rows by hand only where there is no query."""

    dataset = forms.ChoiceField(label=_("Tabell"), choices=dataset_choices)
    rows = forms.CharField(
        label=_("Rader, om tabellen inte tas ur egna ärenden"),
        help_text=_(
            "En rad per post: slag;månad;läge;värde. Till exempel "
            "prison;2025-06;first-instance;8. Belopp i öre."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    field_order = ("dataset", "first", "last", "rows")

    def clean_rows(self) -> tuple[Row, ...] | None:
        """Read the rows; None if there are none, so that the query is asked."""
        lines = [line for line in self.cleaned_data["rows"].splitlines() if line.strip()]
        return numbered(_row(line, place) for place, line in enumerate(lines, 1)) if lines else None


class RequestForm(PeriodForm):
    """Which tables, from whom, for which days and by when."""

    asked = forms.MultipleChoiceField(
        label=_("Från"), choices=partner_choices, widget=forms.CheckboxSelectMultiple
    )
    datasets = forms.MultipleChoiceField(
        label=_("Tabeller"), choices=dataset_choices, widget=forms.CheckboxSelectMultiple
    )
    due = DayField(label=_("Senast"))
    words = forms.CharField(label=_("Meddelande"), max_length=400, required=False)


class ReportForm(forms.Form):
    """The figures of a report, its name and address."""

    title = forms.CharField(label=_("Rapportens namn"), max_length=200)
    slug = forms.SlugField(
        label=_("Adress"),
        help_text=_("Små bokstäver, siffror och bindestreck, till exempel skargardssommar-2025."),
        max_length=60,
    )
    measures = forms.MultipleChoiceField(
        label=_("Siffror"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    words = forms.CharField(
        label=_("Inledning"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    why_again = forms.CharField(
        label=_("Vad rättas, om rapporten redan är utgiven?"), max_length=400, required=False
    )

    def __init__(self, *args: object, found: Iterable[Candidate], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(each.measure.id, _choice(each)) for each in found if each.refusal is None]
        self.fields["measures"].choices = choices  # type: ignore[attr-defined]
        self.fields["measures"].initial = [key for key, _words in choices]


def _choice(each: Candidate) -> str:
    return f"{each.measure.title.read(language())}: {written(each.measure, each.value)}"


def _row(line: str, place: int) -> tuple[str, str, str, int]:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 4 or not parts[3].isdecimal():
        raise forms.ValidationError(
            _("Rad %(place)s ska ha slag, månad, läge och värde med semikolon mellan."),
            params={"place": place},
        )
    return parts[0], parts[1], parts[2], int(parts[3])
