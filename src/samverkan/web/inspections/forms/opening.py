"""The shape of a check as it begins: few fields, big targets, nothing that is not needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.control_grounds import ControlGround, Power
from samverkan.rules.inspections import Mode, Opening
from samverkan.web.design.fields import Choices, set_choices
from samverkan.web.inspections.labels import CRAFT_KINDS, POWERS
from samverkan.web.inspections.said import CraftSaid, Place

NORTH = (-90.0, 90.0)
EAST = (-180.0, 180.0)


class Degrees(forms.CharField):
    """Degrees with comma or point; gives a float."""

    def __init__(self, limits: tuple[float, float], **more: object) -> None:
        self.limits = limits
        super().__init__(max_length=20, **more)  # type: ignore[arg-type]

    def prepare_value(self, value: object) -> object:
        """Show a number with a comma, as the map writes it."""
        return str(value).replace(".", ",") if isinstance(value, float) else value

    def clean(self, value: object) -> float:
        """Read the number and refuse one that is no place on earth."""
        text = super().clean(value).replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            raise forms.ValidationError(_("Skriv grader, till exempel 59,289.")) from None
        if not self.limits[0] <= number <= self.limits[1]:
            raise forms.ValidationError(_("Så många grader finns inte."))
        return number


class PlaceForm(forms.Form):
    """Where: a click on the map fills in the two numbers."""

    latitude = Degrees(NORTH, label=_("Latitud"), help_text=_("Till exempel 59,289"))
    longitude = Degrees(EAST, label=_("Longitud"), help_text=_("Till exempel 18,917"))
    place = forms.CharField(label=_("Plats i ord"), max_length=120, required=False)

    def said_place(self) -> Place:
        """Give the place."""
        data = self.cleaned_data
        return Place(data["latitude"], data["longitude"], data["place"])


class RoutineForm(PlaceForm):
    """A routine check in one go: what it rests on, and where."""

    ground = forms.ChoiceField(label=_("Vad kontrolleras?"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Farkost"), choices=[("", _("Skrivs inte")), *CRAFT_KINDS.items()], required=False
    )

    field_order = ("ground", "kind", "latitude", "longitude", "place")

    def __init__(self, *args: object, grounds: Iterable[ControlGround], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        set_choices(self.fields["ground"], ground_choices(grounds))

    def opening(self, *, now: datetime) -> Opening:
        """Give the check as it begins now. Whoever is checked was stopped, and no more is said."""
        return Opening(Mode.ROUTINE, (self.cleaned_data["ground"],), (), now)

    def craft(self) -> CraftSaid | None:
        """Give the craft's kind, if it was noted."""
        kind = self.cleaned_data["kind"]
        return CraftSaid(kind=kind) if kind else None


class CraftForm(forms.Form):
    """The craft as seen; every identifier is a claim."""

    kind = forms.ChoiceField(label=_("Farkost"), choices=list(CRAFT_KINDS.items()))
    make = forms.CharField(label=_("Märke och modell"), max_length=80, required=False)
    colour = forms.CharField(label=_("Färg"), max_length=60, required=False)
    name = forms.CharField(label=_("Farkostens namn"), max_length=80, required=False)
    hin = forms.CharField(
        label=_("Skrovnummer"),
        max_length=20,
        required=False,
        help_text=_("På akterspegeln, till exempel SE-ABC12345D404"),
    )
    registration = forms.CharField(label=_("Registrering"), max_length=20, required=False)
    engine_number = forms.CharField(label=_("Motornummer"), max_length=30, required=False)
    mmsi = forms.CharField(label=_("MMSI"), max_length=9, required=False)

    def said_craft(self) -> CraftSaid:
        """Give the craft."""
        return CraftSaid(**{name: self.cleaned_data[name] for name in CraftForm.base_fields})


class OperationForm(PlaceForm, CraftForm):
    """A check in an operation: which, on what grounds, what was done, where, which craft."""

    operation = forms.ChoiceField(label=_("Insats"))
    grounds = Choices(label=_("Grund"))
    powers = forms.MultipleChoiceField(
        label=_("Vad ni har gjort"),
        choices=list(POWERS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    field_order = (
        "operation",
        "grounds",
        "powers",
        "latitude",
        "longitude",
        "place",
        "kind",
        "make",
        "colour",
    )

    def __init__(
        self,
        *args: object,
        grounds: Iterable[ControlGround],
        operations: Iterable[tuple[str, str]],
        **more: object,
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        set_choices(self.fields["grounds"], ground_choices(grounds))
        set_choices(self.fields["operation"], operations)

    def opening(self, *, now: datetime) -> Opening:
        """Give the check as it begins now."""
        data = self.cleaned_data
        powers = tuple(Power(name) for name in data["powers"])
        return Opening(Mode.OPERATION, tuple(data["grounds"]), powers, now, data["operation"])


def ground_choices(grounds: Iterable[ControlGround]) -> list[tuple[str, str]]:
    """Give the grounds of an authority as choices, each with what it lets."""
    language = (get_language() or "sv")[:2]
    return [(each.id, f"{each.citation}: {each.text(language)}") for each in grounds]
