"""The shape of a question by likeness: what is known of the subject, and why it is asked so."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.web.design.fields import Day, Words
from samverkan.web.inspections.said import Why
from samverkan.web.questions.said import Likeness


class LikenessForm(forms.Form):
    """What both kinds have in common: the officer's words."""

    KIND = ""
    FIELDS: Mapping[str, str] = {}

    def said(self) -> Likeness:
        """Give what is asked by likeness."""
        data = self.cleaned_data
        fields = {name: str(data[field] or "") for field, name in self.FIELDS.items()}
        return Likeness(self.KIND, fields, data["established"])

    def why(self) -> Why:
        """Give the officer's reason."""
        return Why(self.cleaned_data["reason"])


class PersonLikenessForm(LikenessForm):
    """A person without a number: name and birth date as stated, and what establishes them."""

    KIND = "person"
    FIELDS: Mapping[str, str] = {"given_name": "given", "surname": "surname", "birth_date": "birth"}

    given_name = Words(label=_("Förnamn"), widget=forms.TextInput, max_length=80)
    surname = Words(label=_("Efternamn"), widget=forms.TextInput, max_length=80)
    birth_date = Day(
        label=_("Födelsedatum"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    established = Words(
        label=_("Vad styrker vem personen är, när inget nummer finns?"),
        help_text=_("Till exempel ett utländskt pass. Är identiteten okänd ställs ingen fråga."),
    )
    reason = Words(
        label=_("Varför hör personen till insatsen?"),
        help_text=_("Skriv vad ni har sett. En skuld är ingen misstanke."),
    )


class CraftLikenessForm(LikenessForm):
    """A craft whose number is damaged: what can be read of it, and what else is known."""

    KIND = "craft"
    FIELDS: Mapping[str, str] = {
        "hull": "hull",
        "engine": "engine",
        "registration": "registration",
        "make": "make",
        "craft_name": "craft",
    }

    hull = forms.CharField(
        label=_("Skrovnummer, så långt det går att läsa"),
        required=False,
        max_length=20,
        help_text=_("Till exempel SE-ZZK30021. Gissa inte det som saknas."),
    )
    engine = forms.CharField(
        label=_("Motornummer, så långt det går att läsa"), required=False, max_length=30
    )
    registration = forms.CharField(label=_("Registrering"), required=False, max_length=20)
    make = forms.CharField(label=_("Fabrikat"), required=False, max_length=60)
    craft_name = forms.CharField(label=_("Farkostens namn"), required=False, max_length=60)
    established = Words(
        label=_("Vad går att se av det skadade numret?"),
        help_text=_("Skriv vad som syns och varför resten inte går att läsa."),
    )
    reason = Words(
        label=_("Varför hör farkosten till insatsen?"),
        help_text=_("Skriv vad ni har sett. En skuld är ingen misstanke."),
    )
