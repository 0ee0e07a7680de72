"""The shape of how it ended for what was set aside."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.outcomes import End, Outcome, endings
from samverkan.web.design.money_field import KronorField
from samverkan.web.enforcement.forms.money import DAY
from samverkan.web.enforcement.queries import HeldShare


class OutcomeForm(forms.Form):
    """How a dispute, a condition or a title ended, on what ground and when."""

    end = forms.ChoiceField(label=_("Hur slutade det?"), widget=forms.RadioSelect)
    ground = forms.CharField(
        label=_("Vad grundas det på?"),
        help_text=_("Till exempel: Nacka tingsrätts dom T 1234-25."),
        max_length=400,
    )
    decided_on = forms.DateField(
        label=_("Avgörandets dag, eller den dag det inträffade"), widget=DAY
    )
    final_on = forms.DateField(
        label=_("Laga kraft den dag"),
        help_text=_("Krävs för domar och beslut: bara det som är slutligt avgjort räknas."),
        widget=DAY,
        required=False,
    )
    served_on = forms.DateField(
        label=_("Föreläggandet att väcka talan delgavs"),
        help_text=_("Krävs när ingen talan har väckts: månaden räknas från den dagen."),
        widget=DAY,
        required=False,
    )
    capital = KronorField(
        label=_("Kapital som står fast"),
        help_text=_("Fylls i bara när fordran står fast till en del."),
        required=False,
    )
    interest = KronorField(label=_("Ränta som står fast"), required=False)
    cost = KronorField(label=_("Kostnad i målet som står fast"), required=False)
    earned = KronorField(
        label=_("Ränta på medlen sedan fördelningsdagen"),
        help_text=_("Den följer pengarna (UB 13:2). Lämna tomt om ingen har löpt."),
        required=False,
    )

    def __init__(self, *args: object, share: HeldShare, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.share = share
        english = (get_language() or "sv").startswith("en")
        found = endings(share.why, share.distribution.on)
        self.fields["end"].choices = [  # type: ignore[attr-defined]
            (end.value, en if english else sv) for end, sv, en in found
        ]
        if End.NOT_SUED not in {end for end, _sv, _en in found}:
            del self.fields["served_on"]

    def outcome(self) -> Outcome:
        """Give what was written."""
        data = self.cleaned_data
        return Outcome(
            claim=self.share.claim,
            held=self.share.why,
            end=End(data["end"]),
            decided_on=data["decided_on"],
            final_on=data["final_on"],
            served_on=data.get("served_on"),
            ground=data["ground"],
            capital=data["capital"] or 0,
            interest=data["interest"] or 0,
            cost=data["cost"] or 0,
        )

    @property
    def interest_on_money(self) -> int:
        """Give the interest on the money, in öre."""
        return self.cleaned_data["earned"] or 0


class TakeBackForm(forms.Form):
    """Why an outcome is taken back before it is paid."""

    why = forms.CharField(label=_("Vad blev fel?"), max_length=400)
