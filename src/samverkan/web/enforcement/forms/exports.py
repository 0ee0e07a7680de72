"""The shape of a list to take out into a spreadsheet."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.list_exports import ListKind, Wish, grounds
from samverkan.web.enforcement.forms.money import DAY
from samverkan.web.enforcement.labels import LISTS

FORMS = (("xlsx", _("Kalkylblad (XLSX)")), ("csv", _("Text med semikolon (CSV)")))


class ExportForm(forms.Form):
    """Which list, of which days, to whom, on what ground, and what it is needed for."""

    kind = forms.ChoiceField(
        label=_("Lista"), choices=list(LISTS.items()), widget=forms.RadioSelect
    )
    first = forms.DateField(label=_("Från och med"), widget=DAY)
    last = forms.DateField(label=_("Till och med"), widget=DAY)
    recipient = forms.CharField(label=_("Vem får listan?"), max_length=200)
    need = forms.CharField(label=_("Vad behövs den till?"), max_length=400)
    ground = forms.ChoiceField(label=_("Grund"), widget=forms.RadioSelect)
    weighing = forms.CharField(
        label=_("Avvägning"),
        help_text=_("Krävs när listan lämnas enligt OSL 10:27."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form = forms.ChoiceField(label=_("Filens form"), choices=FORMS, widget=forms.RadioSelect)

    def __init__(self, *args: object, on: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        language = (get_language() or "sv")[:2]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.words(language)} ({one.citation})") for one in grounds(on)
        ]

    def wish(self) -> Wish:
        """Give what was written."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "form"}
        return Wish(**{**data, "kind": ListKind(data["kind"])})
