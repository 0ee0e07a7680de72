"""The field for money in every room's forms: kronor as a person writes them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.money import parse_kronor


class KronorField(forms.CharField):
    """An amount as a person writes it; cleaned to whole öre, or None where it may be left out."""

    def clean(self, value: object) -> int | None:
        """Read kronor and öre, or say what an amount looks like."""
        text = super().clean(value)
        if not text:
            return None
        try:
            ore = parse_kronor(text)
        except ValueError:
            raise forms.ValidationError(_("Skriv ett belopp, till exempel 164 000.")) from None
        if ore < 0:
            raise forms.ValidationError(_("Beloppet kan inte vara mindre än noll."))
        return ore
