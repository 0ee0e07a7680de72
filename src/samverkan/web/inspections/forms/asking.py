"""The shape of a question's reasons, and of the list's filter."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.web.design.fields import Words
from samverkan.web.inspections.labels import MODES
from samverkan.web.inspections.said import Why


class AskForm(forms.Form):
    """Why this craft falls under the operation."""

    reason = Words(
        label=_("Varför hör farkosten till insatsen?"),
        help_text=_("Skriv vad ni har sett. En skuld är ingen misstanke."),
    )

    def why(self) -> Why:
        """Give the officer's reasons."""
        data = self.cleaned_data
        return Why(data["reason"], data.get("passenger_reason", ""))


class AskPersonForm(AskForm):
    """Why this person falls under the operation, and of a passenger why just this one."""

    reason = Words(
        label=_("Varför hör personen till insatsen?"),
        help_text=_("Skriv vad ni har sett. En skuld är ingen misstanke."),
    )
    passenger_reason = Words(label=_("Varför just den passageraren?"))

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        initial: dict[str, str] | None = None,
        passenger: bool = True,
    ) -> None:
        super().__init__(data, initial=initial)
        if not passenger:
            del self.fields["passenger_reason"]


class AgreeForm(forms.Form):
    """Whether another's question may be asked, and why."""

    agreed = forms.ChoiceField(
        label=_("Får frågan ställas?"),
        choices=[("yes", _("Ja, jag instämmer")), ("no", _("Nej"))],
        widget=forms.RadioSelect,
    )
    words = Words(label=_("Varför?"), max_length=400)


class FilterForm(forms.Form):
    """Which checks the list shows."""

    day = forms.DateField(
        label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    mode = forms.ChoiceField(
        label=_("Slag av kontroll"), choices=[("", _("Alla")), *MODES.items()], required=False
    )
    mine = forms.BooleanField(label=_("Bara mina"), required=False)
