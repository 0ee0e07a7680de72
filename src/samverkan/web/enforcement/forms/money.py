"""The shape of costs, liens, a sale, its bids, and a forfeiture."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverkan.rules.sales import Lien, Method
from samverkan.web.design.money_field import KronorField
from samverkan.web.enforcement.actions import Bid
from samverkan.web.enforcement.labels import COSTS, LIENS, METHODS
from samverkan.web.enforcement.models import ListedItem
from samverkan.web.enforcement.queries import Plan

DAY = forms.DateInput(attrs={"type": "date"})


class CostForm(forms.Form):
    """What a measure cost the State."""

    kind = forms.ChoiceField(label=_("Slag av kostnad"), choices=list(COSTS.items()))
    what = forms.CharField(label=_("Vad avser den?"), max_length=200)
    amount = KronorField(label=_("Belopp"))


class LienForm(forms.Form):
    """A maritime lien that somebody notifies."""

    claimant = forms.CharField(label=_("Vem har sjöpanträtt?"), max_length=200)
    what = forms.CharField(label=_("För vad?"), max_length=300)
    amount = KronorField(label=_("Belopp"))
    within = forms.IntegerField(
        label=_("Plats i ordningen"),
        help_text=_("1 till 5, den ordning som SjöL 3:37 ger."),
        min_value=1,
        max_value=5,
    )


class LowestPriceForm(forms.Form):
    """The price under which a thing is not sold."""

    price = KronorField(
        label=_("Lägsta köpeskilling"),
        help_text=_("Bestäms före försäljningen när utmätningen skett med förbehåll (UF 9:6)."),
    )


class AnnounceForm(forms.Form):
    """How, when and where the property is to be sold."""

    method = forms.ChoiceField(
        label=_("Försäljningssätt"), choices=list(METHODS.items()), widget=forms.RadioSelect
    )
    sale_on = forms.DateField(label=_("Försäljningsdag"), widget=DAY)
    lien = forms.ChoiceField(
        label=_("Sjöpanträtt"),
        help_text=_("För båtar och vattenskotrar: avgör hur lång kungörelsen ska vara."),
        choices=list(LIENS.items()),
    )
    place = forms.CharField(label=_("Var säljs den?"), max_length=200)
    conditions = forms.CharField(label=_("Villkor"), max_length=600)
    vat = forms.CharField(label=_("Mervärdesskatt"), max_length=300)

    def plan(self) -> Plan:
        """Give what was written."""
        data = self.cleaned_data
        return Plan(
            method=Method(data["method"]),
            lien=Lien(data["lien"]),
            sale_on=data["sale_on"],
            place=data["place"],
            conditions=data["conditions"],
            vat=data["vat"],
        )


class SellForm(forms.Form):
    """The accepted bid for each thing, and the buyer."""

    def __init__(self, *args: object, items: Sequence[ListedItem], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.items = items
        for item in items:
            words = {"what": item.description}
            self.fields[f"price_{item.pk}"] = KronorField(label=gettext("Bud för %(what)s") % words)
            self.fields[f"buyer_{item.pk}"] = forms.CharField(
                label=gettext("Köpare av %(what)s") % words,
                help_text=_("Namn och adress. Visas i protokollet bara när UF 9:7 kräver det."),
                max_length=300,
            )

    def bids(self) -> dict[int, Bid]:
        """Give the bids by item number."""
        data = self.cleaned_data
        return {
            item.pk: Bid(price=data[f"price_{item.pk}"], buyer=data[f"buyer_{item.pk}"])
            for item in self.items
        }


class ForfeitureForm(forms.Form):
    """Who tries forfeiture, and why the sale waits."""

    opened_by = forms.CharField(label=_("Vem prövar förverkande?"), max_length=200)
    sale_waits = forms.CharField(
        label=_("Varför väntar försäljningen?"),
        help_text=_("Särskilda skäl att dröja längre än två månader (UF 9:2)."),
        max_length=400,
    )


class RulingForm(forms.Form):
    """What the court ruled."""

    judgment = forms.CharField(label=_("Dom"), max_length=200)
    attachment_stands = forms.BooleanField(
        label=_("Rätten har bestämt att utmätningen består (BrB 36:17)"), required=False
    )


class ReceivedForm(forms.Form):
    """What the State got for what was forfeited."""

    received = KronorField(label=_("Vad fick staten för egendomen?"))
