"""The shape of a question's reasons, and of the list's filter."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.web.design.fields import Words, set_choices
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.labels import MODES


class AskForm(forms.Form):
    """Why this craft falls under the operation."""

    reason = Words(
        label=_("Varför hör den till insatsen?"),
        help_text=_("Skriv vad ni har sett. En skuld är ingen misstanke."),
    )

    def why(self) -> Why:
        """Give the officer's reasons."""
        data = self.cleaned_data
        return Why(data["reason"], data.get("passenger_reason", ""), data.get("approver", ""))


class AskPersonForm(AskForm):
    """Why this person falls under the operation, and who has agreed where somebody must."""

    passenger_reason = forms.CharField(
        label=_("Om det är en passagerare: varför just den personen?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    approver = forms.ChoiceField(
        label=_("Vem har godkänt?"),
        help_text=_("Vakthavande om personen är 15 till 17 år, en kollega vid flera passagerare."),
        required=False,
    )

    def __init__(self, *args: object, approvers: Iterable[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        set_choices(self.fields["approver"], [("", str(_("Ingen behövs"))), *approvers])


class FilterForm(forms.Form):
    """Which checks the list shows."""

    day = forms.DateField(
        label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    mode = forms.ChoiceField(
        label=_("Slag av kontroll"), choices=[("", _("Alla")), *MODES.items()], required=False
    )
    mine = forms.BooleanField(label=_("Bara mina"), required=False)
