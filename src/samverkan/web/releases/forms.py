"""The shape of a note and of a release's terms."""

from __future__ import annotations

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.refusal import sentence
from samverkan.rules.releases import HANDLING_CODES, NOTE_GROUNDS
from samverkan.web.design.components import Words
from samverkan.web.partners.queries import partner_choices

FIELDS: tuple[tuple[str, Words], ...] = (
    ("text", _("Anteckningens text")),
    ("made_at", _("När den skrevs")),
)


def _open(choices: list[tuple[str, str]]) -> list[tuple[str, Words]]:
    """Choose nothing for the person."""
    return [("", _("Välj")), *choices]


def _no_fields() -> str:
    return sentence("releases.no_fields", (get_language() or "sv")[:2])


class NoteForm(forms.Form):
    """A note's text."""

    text = forms.CharField(
        label=_("Anteckning"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class ReleaseForm(forms.Form):
    """To whom, on what ground, for what, under which code and until when."""

    recipient = forms.ChoiceField(label=_("Mottagare"), choices=lambda: _open(partner_choices()))
    ground = forms.ChoiceField(
        label=_("Rättslig grund"), choices=_open([(ground, ground) for ground in NOTE_GROUNDS])
    )
    purpose = forms.CharField(
        label=_("Ändamål"),
        help_text=_("Vad mottagaren ska använda uppgiften till."),
        max_length=400,
    )
    handling = forms.ChoiceField(
        label=_("Hanteringskod"), choices=_open([(code, code) for code in HANDLING_CODES])
    )
    expires_on = forms.DateField(
        label=_("Gäller till och med"), widget=forms.DateInput(attrs={"type": "date"})
    )
    fields_chosen = forms.MultipleChoiceField(
        label=_("Uppgifter som lämnas"),
        choices=FIELDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": lazy(_no_fields, str)()},
    )


class RecallDoneForm(forms.Form):
    """What has been put right here after a recall."""

    note = forms.CharField(
        label=_("Vad har ni rättat?"),
        help_text=_("Till exempel: uppgiften användes inte, eller kontrollen är rättad."),
        max_length=400,
    )


class RecallForm(forms.Form):
    """Why a release is taken back."""

    reason = forms.CharField(label=_("Varför återkallas uppgiften?"), max_length=400)
