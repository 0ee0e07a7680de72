"""The shape of an execution: the way there, a thing and what the officer finds, a third party."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.attachment import Belonging
from samverkan.rules.exempt import Finding, Use
from samverkan.web.design.money_field import KronorField
from samverkan.web.enforcement.actions import Fault, Proposal
from samverkan.web.enforcement.labels import BELONGINGS, FINDINGS, USES, WAYS
from samverkan.web.enforcement.models import Way
from samverkan.web.enforcement.queries import Journey
from samverkan.web.partners.queries import partner_choices
from samverkan.web.property.actions import Estimate, Found
from samverkan.web.property.labels import KINDS
from samverkan.web.property.queries import ThingView

NOBODY = ("", _("Ingen"))


class BeginForm(forms.Form):
    """By which of the three lawful ways the execution begins."""

    way = forms.ChoiceField(label=_("Sätt"), choices=list(WAYS.items()), widget=forms.RadioSelect)
    place = forms.CharField(label=_("Plats"), max_length=200)
    check_ref = forms.CharField(
        label=_("Kontroll"), help_text=_("Beteckning, om en kontroll gick före."), required=False
    )
    control_ended_at = forms.DateTimeField(
        label=_("När avslutades kontrollen?"),
        help_text=_("Kontrollens slut är den andra myndighetens händelse, skild från din."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        required=False,
    )
    found_by = forms.ChoiceField(
        label=_("Vem fann egendomen?"),
        help_text=_("Bara för Polisens fynd i en egen kontroll (UF 6:25)."),
        required=False,
    )
    check_by = forms.ChoiceField(label=_("Vems kontroll var det?"), required=False)
    identified_by = forms.CharField(
        label=_("Hur är egendomen identifierad?"),
        help_text=_("På distans: en sak per rad, till exempel skrovnummer och båtplatsavtal."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    special_hours = forms.CharField(
        label=_("Särskilda skäl för tiden"),
        help_text=_("Bara före 06.00 eller efter 21.00 (UF 3:1)."),
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("found_by", "check_by"):
            self.fields[name].choices = [NOBODY, *partner_choices()]  # type: ignore[attr-defined]

    def journey(self) -> Journey:
        """Give what was written."""
        data = self.cleaned_data
        lines = (line.strip() for line in data["identified_by"].splitlines())
        ended: datetime | None = data["control_ended_at"]
        return Journey(
            way=Way(data["way"]),
            place=data["place"],
            check_ref=data["check_ref"],
            control_ended_at=ended,
            special_hours=data["special_hours"],
            found_by=data["found_by"],
            check_by=data["check_by"],
            identified_by=tuple(filter(None, lines)),
        )


class ProvisionalForm(forms.Form):
    """What the Police hold for us after a phone decision."""

    kind = forms.ChoiceField(label=_("Slag"), choices=list(KINDS.items()))
    description = forms.CharField(label=_("Vad är det?"), max_length=300)
    marks = forms.CharField(label=_("Skrov- eller serienummer"), required=False)
    holder = forms.ChoiceField(label=_("Vem håller egendomen?"), choices=partner_choices)
    place = forms.CharField(label=_("Var finns den?"), max_length=200)

    def found(self) -> Found:
        """Give the thing as it was found."""
        return _found(self.cleaned_data)


class ItemForm(forms.Form):
    """A thing, what it may be worth, whose it is and whether it is exempt."""

    thing = forms.ChoiceField(
        label=_("Redan tagen om hand?"),
        help_text=_("Välj saken om Polisen redan håller den provisoriskt."),
        required=False,
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=list(KINDS.items()))
    description = forms.CharField(
        label=_("Vad är det?"), help_text=_("Märke, modell, färg."), max_length=300
    )
    marks = forms.CharField(label=_("Skrov- eller serienummer"), required=False)
    condition = forms.CharField(label=_("Skick"), required=False)
    low = KronorField(label=_("Lägst värde"))
    value = KronorField(label=_("Värde"), help_text=_("Det som står i protokollet (UF 6:8 p. 4)."))
    high = KronorField(label=_("Högst värde"))
    basis = forms.CharField(label=_("Vad bygger värdet på?"), max_length=400)
    belonging = forms.ChoiceField(label=_("Vems är den?"), choices=list(BELONGINGS.items()))
    third_party_claims = forms.BooleanField(
        label=_("Någon annan säger att den är deras"), required=False
    )
    use = forms.ChoiceField(label=_("Vad används den till?"), choices=list(USES.items()))
    findings = forms.MultipleChoiceField(
        label=_("Vad har du funnit?"),
        choices=list(FINDINGS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    replacement = KronorField(
        label=_("Förbehållet belopp"),
        help_text=_("Det gäldenären ska få om saken är för dyrbar att undantas (UB 5:4)."),
        required=False,
    )
    home = forms.BooleanField(label=_("Någon har sitt hem ombord"), required=False)
    home_weighed = forms.CharField(
        label=_("Hur har rätten till hemmet vägts?"),
        help_text=_("Europakonventionen art. 8. Lämna tomt om hemmet ska skonas."),
        required=False,
    )
    expected_yield = KronorField(label=_("Vad kan försäljningen ge?"))
    later_costs = KronorField(label=_("Beräknade kostnader"))
    justifiable = forms.BooleanField(
        label=_("Överskottet gör åtgärden försvarlig (UB 4:3)"), required=False
    )
    reason = forms.CharField(
        label=_("Skäl"),
        help_text=_("Skrivs i protokollet (UF 6:8)."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=600,
    )
    decision = forms.ChoiceField(
        label=_("Vad beslutar du?"),
        choices=[("attach", _("Mät ut")), ("leave", _("Mät inte ut"))],
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: object, held: tuple[ThingView, ...], officer: str, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.officer = officer
        choices = [("", _("Nej"))] + [(view.record, view.description) for view in held]
        self.fields["thing"].choices = choices  # type: ignore[attr-defined]
        if not held:
            del self.fields["thing"]

    def proposal(self) -> Proposal:
        """Give what the officer has found."""
        data = self.cleaned_data
        worth = Estimate(data["low"], data["value"], data["high"], self.officer, data["basis"])
        return Proposal(
            found=_found(data),
            estimate=worth,
            belonging=Belonging(data["belonging"]),
            use=Use(data["use"]),
            findings=frozenset(Finding(one) for one in data["findings"]),
            reason=data["reason"],
            expected_yield=data["expected_yield"],
            later_costs=data["later_costs"],
            justifiable=data["justifiable"],
            third_party_claims=data["third_party_claims"],
            home=data["home"],
            home_weighed=data["home_weighed"],
            replacement=data["replacement"] or 0,
            thing=data.get("thing", ""),
        )


class ServeForm(forms.Form):
    """How the debtor was served."""

    how = forms.CharField(
        label=_("Hur delgavs gäldenären?"),
        help_text=_("Till exempel: på plats, eller brev med mottagningsbevis."),
        max_length=200,
    )


class ThirdPartyForm(forms.Form):
    """Who says that a thing is theirs, and what they say."""

    who = forms.CharField(label=_("Vem påstår bättre rätt?"), max_length=200)
    says = forms.CharField(label=_("Vad säger personen?"), max_length=600)


class CorrectForm(forms.Form):
    """Why an attachment is lifted."""

    fault = forms.ChoiceField(
        label=_("Varför hävs utmätningen?"),
        choices=[
            (Fault.THIRD_PARTYS, _("Egendomen är någon annans (UB 4:33)")),
            (Fault.NO_SURPLUS, _("Inget försvarligt överskott (UB 4:33)")),
            (Fault.OTHER, _("Annat fel, inom två veckor (UB 4:34)")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Skäl"), max_length=600)


class ReturnForm(forms.Form):
    """To whom and where a thing is given back."""

    to = forms.CharField(label=_("Till vem lämnas den?"), max_length=120)
    words = forms.CharField(label=_("Var lämnas den?"), max_length=200)


def _found(data: dict[str, object]) -> Found:
    number = str(data["marks"]).strip()
    name = "hull" if data["kind"] in {"boat", "jet-ski"} else "serial"
    return Found(
        str(data["kind"]),
        str(data["description"]),
        {name: number} if number else {},
        str(data.get("condition", "")),
    )
