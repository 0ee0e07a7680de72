"""The shape of what is said about property: place, value, a count, a call."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.phone_decisions import DecisionKind
from samverkan.web.design.money_field import KronorField
from samverkan.web.partners.queries import partner_choices
from samverkan.web.property.actions import Call, Estimate, HandOver
from samverkan.web.property.labels import KINDS
from samverkan.web.property.queries import ThingView

DECISIONS = (
    (DecisionKind.PROVISIONAL_CUSTODY, _("Provisorisk åtgärd, tas om hand i högst två veckor")),
    (DecisionKind.ATTACHMENT, _("Utmätning, Polisen tar hand om egendomen")),
    (DecisionKind.NOTHING, _("Inget tas om hand")),
)


class FilterForm(forms.Form):
    """The filter of the list: it lives in the address."""

    q = forms.CharField(label=_("Vad eller nummer"), required=False)
    kind = forms.ChoiceField(
        label=_("Slag"), choices=[("", _("Alla")), *KINDS.items()], required=False
    )
    place = forms.CharField(label=_("Plats"), required=False)
    ended = forms.BooleanField(label=_("Visa även såld och hävd"), required=False)


class MoveForm(forms.Form):
    """From where to where, from whose hand to whose."""

    place = forms.CharField(
        label=_("Ny plats"), help_text=_("Till exempel: Värdeskåp 2, Muskö."), max_length=200
    )
    holder = forms.ChoiceField(label=_("Vem har egendomen sedan?"))
    handed_from = forms.CharField(label=_("Lämnad av"), max_length=120, required=False)
    handed_to = forms.CharField(label=_("Mottagen av"), max_length=120, required=False)
    reason = forms.CharField(
        label=_("Varför flyttas den?"),
        help_text=_("Till exempel: till förvaring före försäljningen."),
        max_length=400,
    )

    def __init__(self, *args: object, mine: tuple[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        debtor = ("debtor", _("Gäldenären"))
        self.fields["holder"].choices = [mine, *partner_choices(), debtor]  # type: ignore[attr-defined]

    def hand_over(self) -> HandOver:
        """Give what was written."""
        return HandOver(**self.cleaned_data)


class ValueForm(forms.Form):
    """A value in its range, and who judged."""

    low = KronorField(label=_("Lägst"), help_text=_("Kronor, till exempel 150 000."))
    value = KronorField(label=_("Värde"), help_text=_("Det värde som antecknas."))
    high = KronorField(label=_("Högst"))
    valued_by = forms.CharField(label=_("Värderad av"), max_length=120)
    basis = forms.CharField(
        label=_("Vad bygger värdet på?"),
        help_text=_("Till exempel: jämförbara annonser, ålder och skick."),
        max_length=400,
    )

    def estimate(self) -> Estimate:
        """Give what was written."""
        return Estimate(**self.cleaned_data)


class CountForm(forms.Form):
    """What is seen at a place: tick what lies there, add what should lie elsewhere."""

    seen = forms.MultipleChoiceField(
        label=_("Sett på platsen"), widget=forms.CheckboxSelectMultiple, required=False
    )
    elsewhere = forms.MultipleChoiceField(
        label=_("Sett här, men hör till en annan plats"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Anteckning"), max_length=400, required=False)

    def __init__(
        self,
        *args: object,
        here: Sequence[ThingView],
        others: Sequence[ThingView],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["seen"].choices = [(one.record, one.description) for one in here]  # type: ignore[attr-defined]
        self.fields["elsewhere"].choices = [  # type: ignore[attr-defined]
            (one.record, f"{one.description} ({one.place})") for one in others
        ]
        if not others:
            del self.fields["elsewhere"]

    def records(self) -> tuple[str, ...]:
        """Give the references of everything that was seen."""
        data = self.cleaned_data
        return (*data["seen"], *data.get("elsewhere", ()))


class CallForm(forms.Form):
    """A decision by phone: half a minute, while the other side is on the line."""

    to = forms.ChoiceField(label=_("Vem ringer?"), choices=partner_choices, initial="POL")
    told = forms.CharField(
        label=_("Vem talar du med?"), help_text=_("Tjänstemannens namn."), max_length=120
    )
    who = forms.CharField(
        label=_("Vem gäller det?"), help_text=_("Namn och personnummer."), max_length=200
    )
    kind = forms.ChoiceField(label=_("Vad beslutar du?"), choices=DECISIONS)
    items = forms.CharField(
        label=_("Vilken egendom?"),
        help_text=_("En sak per rad, med det som identifierar den."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    claim = forms.CharField(
        label=_("För vilken fordran?"),
        help_text=_("Till exempel: två mål, sammanlagt 177 255 kr."),
        max_length=400,
    )

    def call(self) -> Call:
        """Give what was said."""
        data = self.cleaned_data
        lines = (line.strip() for line in data["items"].splitlines())
        return Call(
            kind=DecisionKind(data["kind"]),
            told=data["told"],
            who=data["who"],
            items=tuple(filter(None, lines)),
            claim=data["claim"],
        )


class CorrectionForm(CallForm):
    """The next version of a call, and what differed."""

    difference = forms.CharField(
        label=_("Vad skilde sig?"),
        help_text=_("Den förra versionen står kvar. Den andra sidan får båda."),
        max_length=400,
    )

    field_order = ("difference",)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        del self.fields["to"]


class ConfirmForm(forms.Form):
    """The code as it was read out on the phone."""

    code = forms.CharField(
        label=_("Läskod"),
        help_text=_("Koden som Kronofogden läste upp, till exempel K7P-2XQ."),
        max_length=20,
    )
