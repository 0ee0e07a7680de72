"""The shape of a proposal for a direction and of a position on it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.council import Stance
from samverkan.web.cooperation import queries
from samverkan.web.cooperation.forms.fields import day, long_text
from samverkan.web.cooperation.labels import STANCES


def picture_choices() -> list[tuple[str, str]]:
    """Give the situation pictures released from here or to here, by record."""
    return list(queries.picture_titles().items())


class ProposalForm(forms.Form):
    """A proposal for a direction."""

    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = long_text(
        _("Inriktning"),
        _("Vad myndigheterna ska göra tillsammans. Inga uppgifter om enskilda personer."),
        rows=6,
    )
    picture = forms.ChoiceField(
        label=_("Lägesbild"),
        help_text=_("Den lägesbild som förslaget bygger på."),
        choices=picture_choices,
    )
    starts = day(_("Gäller från och med"))
    ends = day(_("Gäller till och med"))
    closing_at = forms.DateTimeField(
        label=_("Svar senast"),
        help_text=_("Den som inte har svarat då räknas som tyst. Till exempel 2025-05-27 16:00."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class PositionForm(forms.Form):
    """A member's position on one version."""

    stance = forms.ChoiceField(
        label=_("Myndighetens ställningstagande"),
        choices=[(str(stance), label.words) for stance, label in STANCES.items()],
        widget=forms.RadioSelect,
    )
    words = long_text(
        _("Motivering"),
        _("Krävs för invändning och för den som avstår."),
        required=False,
    )
    version_hash = forms.CharField(widget=forms.HiddenInput)

    def clean_stance(self) -> Stance:
        """Give the stance as the rules know it."""
        return Stance(self.cleaned_data["stance"])
