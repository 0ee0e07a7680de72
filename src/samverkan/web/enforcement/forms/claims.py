"""The shape of a filter, a file of claims, and what the duty desk writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20_000_000


class FilterForm(forms.Form):
    """The filter of the list of cases."""

    q = forms.CharField(label=_("Namn eller nummer"), required=False)


class ImportForm(forms.Form):
    """A file of claims."""

    file = forms.FileField(
        label=_("Fil med fordringar"),
        help_text=_(
            "CSV med semikolon, komma eller tabb. Rader som inte går att läsa läggs åt sidan."
        ),
    )

    def clean_file(self) -> object:
        """Refuse a file that is too large to be one."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen är större än 20 MB."))
        return file


class EndClaimForm(forms.Form):
    """Why a claim is enforced no more."""

    why = forms.CharField(
        label=_("Varför upphör fordran?"),
        help_text=_("Till exempel: betald, återkallad, upphävd eller preskriberad."),
        max_length=400,
    )


class CloseCallForm(forms.Form):
    """Why the duty desk takes a disclosure no further."""

    note = forms.CharField(
        label=_("Vad kom ni fram till?"),
        help_text=_("Till exempel: inget pågående mål, eller för små skulder (UB 4:3)."),
        max_length=400,
    )
