"""The shape of what an officer writes into a protocol."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules import tables
from samverkan.rules.protocols import Item
from samverkan.web.enforcement.papers.protocols import Notes

# What the program states by itself.
OWN = frozenset({"reservation", "exemption-reason", "buyer"})


class NotesForm(forms.Form):
    """Who was there, what was said, and what the circumstances ask for besides."""

    parties = forms.CharField(
        label=_("Parterna, deras ombud och vilka som var närvarande"), max_length=600
    )
    statements = forms.CharField(
        label=_("Yttranden, upplysningar och bevis"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )

    def __init__(self, *args: object, asked: Iterable[Item], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.asked = [item for item in asked if item.circumstance and item.key not in OWN]
        language = (get_language() or "sv")[:2]
        words = tables.table("protocols")["circumstances"]
        for item in self.asked:
            self.fields[item.key] = forms.CharField(
                label=words[item.circumstance][language],
                help_text=f"{item.name_in(language).capitalize()} ({item.citation})",
                required=False,
                max_length=600,
            )

    def notes(self) -> Notes:
        """Give what was written; a text makes its circumstance one of the case."""
        data = self.cleaned_data
        more = {item.key: data[item.key] for item in self.asked if data[item.key].strip()}
        told = frozenset(item.circumstance for item in self.asked if item.key in more)
        return Notes(data["parties"], data["statements"], told, more)
