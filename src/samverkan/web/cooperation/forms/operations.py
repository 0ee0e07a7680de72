"""The shape of a plan, of an authority's decision, and of the reasons for not taking part."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samverkan.web.cooperation import queries
from samverkan.web.cooperation.forms.fields import day, lines, long_text
from samverkan.web.partners.queries import partner_choices


def direction_choices() -> list[tuple[str, str]]:
    """Give the adopted directions, by record."""
    rows = queries.directions().filter(recalled_at=None)
    return [(row.record, f"{row.title} ({row.starts}, {row.ends})") for row in rows]


class OperationForm(forms.Form):
    """A plan for an operation."""

    name = forms.CharField(label=_("Insatsens namn"), max_length=200)
    direction = forms.ChoiceField(
        label=_("Inriktning"),
        help_text=_("Den antagna inriktning som insatsen följer."),
        choices=direction_choices,
    )
    phenomenon = forms.CharField(
        label=_("Fenomen"),
        help_text=_("Lägesbildens beteckning, till exempel F-2."),
        max_length=200,
    )
    networks = long_text(
        _("Nätverk"), _("Ett namn på varje rad. Namnge nätverk, aldrig personer."), rows=2
    )
    subject = long_text(_("Föremål"), _("Vilken verksamhet samverkan gäller, avgränsat."))
    goal = long_text(_("Mål"))
    serious = long_text(
        _("Varför brottsligheten är allvarlig eller omfattande"),
        _("Rådets skäl. Varje myndighet skriver sina egna."),
    )
    organised = long_text(
        _("Varför brottsligheten är organiserad eller systematisk"),
        _("Rådets skäl. Varje myndighet skriver sina egna."),
    )
    methods = long_text(_("Metoder"), _("En metod på varje rad."), rows=2)
    participants = forms.MultipleChoiceField(
        label=_("Myndigheter som tillfrågas"),
        choices=partner_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    starts = day(_("Första dag"))
    ends = day(_("Sista dag"))
    days = long_text(
        _("Vilka dagar"),
        _("En dag på varje rad, till exempel 2025-07-12. Lämna tomt för alla dagar."),
        rows=2,
        required=False,
    )

    def clean_networks(self) -> tuple[str, ...]:
        """Give one name for each line."""
        return lines(self.cleaned_data["networks"])

    def clean_methods(self) -> tuple[str, ...]:
        """Give one method for each line."""
        return lines(self.cleaned_data["methods"])

    def clean_days(self) -> tuple[date, ...]:
        """Read one day from each line, and say which line is none."""
        return tuple(map(_read_day, lines(self.cleaned_data["days"])))

    def clean_participants(self) -> tuple[str, ...]:
        """Give the codes as a plan holds them."""
        return tuple(self.cleaned_data["participants"])


def _read_day(line: str) -> date:
    try:
        return date.fromisoformat(line)
    except ValueError:
        fault = _("”%(line)s” är ingen dag. Skriv till exempel 2025-07-12.")
        raise ValidationError(fault, params={"line": line}) from None


class DecisionForm(forms.Form):
    """An authority's own decision to take part (lag 2016:774 1 and 2 §§)."""

    subject = long_text(
        _("Föremål"), _("Vilken verksamhet samverkan gäller. Ändra om ni ser det annorlunda.")
    )
    goal = long_text(_("Mål"))
    serious = long_text(
        _("Varför brottsligheten är allvarlig eller omfattande"),
        _("Lag 2016:774 1 § 1. Myndighetens egna skäl: brottens slag, värden, följder."),
        error_messages={
            "required": _("Skriv varför brottsligheten är allvarlig eller omfattande.")
        },
    )
    organised = long_text(
        _("Varför brottsligheten är organiserad eller systematisk"),
        _("Lag 2016:774 1 § 2. Myndighetens egna skäl: gruppen, rollerna, hur länge."),
        error_messages={
            "required": _("Skriv varför brottsligheten är organiserad eller systematisk.")
        },
    )
    need = long_text(
        _("Varför myndigheten behöver uppgifter för att delta"),
        _("Lag 2016:774 2 §. Den som lämnar uppgifter prövar mot detta behov."),
        error_messages={"required": _("Skriv varför myndigheten behöver uppgifter.")},
    )
    which_data = long_text(
        _("Vilka uppgifter"),
        _("Till exempel: namn, personnummer, plats, farkost."),
        rows=2,
        error_messages={"required": _("Skriv vilka uppgifter myndigheten behöver.")},
    )
    starts = day(_("Från och med"))
    ends = day(_("Till och med"))


class ReasonsForm(forms.Form):
    """Why an authority declines, or takes its decision back."""

    reasons = long_text(_("Skäl"), _("De andra myndigheterna får läsa skälen."))


class ClosingForm(forms.Form):
    """How an operation ended."""

    words = long_text(_("Hur slutade insatsen?"))
