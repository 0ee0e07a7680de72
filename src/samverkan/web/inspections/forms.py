"""The shape of what a crew writes: few fields, big targets, nothing that is not needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.inspections import AboardRole, ControlGround, Mode, Opening, Outcome, Power
from samverkan.rules.refusal import NotAllowed
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.labels import CRAFT_KINDS, MODES, OUTCOMES, POWERS, ROLES
from samverkan.web.inspections.said import Correction, CraftSaid, PersonSaid, Place

NORTH = (-90.0, 90.0)
EAST = (-180.0, 180.0)


def allowed(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do the act; if a rule refuses, keep what was typed and show its sentence in the form."""
    try:
        act()
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence((get_language() or "sv")[:2]))
        return False
    return True


class Words(forms.CharField):
    """Words that a rule asks for: it refuses their lack with its section, so the form does not."""

    widget = forms.Textarea(attrs={"rows": 3})

    def validate(self, value: object) -> None:
        """Leave the lack to the rule."""


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


class Moment(forms.DateTimeField):
    """A moment in Swedish time; gives it in UTC."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def clean(self, value: object) -> datetime | None:
        """Move to UTC, the form in which moments are kept."""
        found: datetime | None = super().clean(value)
        return found.astimezone(UTC) if found else None


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
        _set_choices(self.fields["ground"], _ground_choices(grounds))

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
    grounds = forms.MultipleChoiceField(
        label=_("Grund"), widget=forms.CheckboxSelectMultiple, required=False
    )
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
        _set_choices(self.fields["grounds"], _ground_choices(grounds))
        _set_choices(self.fields["operation"], operations)

    def opening(self, *, now: datetime) -> Opening:
        """Give the check as it begins now."""
        data = self.cleaned_data
        powers = tuple(Power(name) for name in data["powers"])
        return Opening(Mode.OPERATION, tuple(data["grounds"]), powers, now, data["operation"])


class PersonForm(forms.Form):
    """Somebody in the check, or the place of somebody unknown."""

    role = forms.ChoiceField(label=_("Roll"), choices=list(ROLES.items()), widget=forms.RadioSelect)
    unknown = forms.BooleanField(
        label=_("Identiteten är okänd"),
        help_text=_("En egen plats som aldrig återanvänds. Ingen fråga kan ställas."),
        required=False,
    )
    name = forms.CharField(label=_("Namn"), max_length=120, required=False)
    personal_number = forms.CharField(
        label=_("Personnummer"), max_length=20, required=False, help_text=_("ÅÅÅÅMMDD-NNNN")
    )
    birth_date = forms.DateField(
        label=_("Födelsedatum"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        help_text=_("Om numret inte är känt."),
    )
    evidence = forms.CharField(
        label=_("Hur identiteten styrktes"),
        max_length=200,
        help_text=_("Till exempel körkort, förarbevis, uppgav namn"),
    )
    documented = forms.BooleanField(
        label=_("Styrkt med en handling som ni har sett"), required=False
    )
    protected = forms.BooleanField(label=_("Skyddad identitet"), required=False)

    def said_person(self) -> PersonSaid:
        """Give the person."""
        data = {name: self.cleaned_data[name] for name in PersonForm.base_fields}
        found: date | None = data.pop("birth_date")
        return PersonSaid(**{**data, "role": AboardRole(data["role"]), "birth_date": found})


class PersonCorrectionForm(PersonForm):
    """A person said again, and why."""

    reason = Words(label=_("Varför rättas uppgiften?"), max_length=400)


class NoteForm(forms.Form):
    """A note: seen or thought."""

    text = forms.CharField(
        label=_("Anteckning"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=[("fact", _("Något ni har sett eller hört (fakta)")), ("view", _("En bedömning"))],
        widget=forms.RadioSelect,
    )


class EndForm(forms.Form):
    """How the control ended, and whether the craft still lies there."""

    outcome = forms.ChoiceField(
        label=_("Hur slutade kontrollen?"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
    )
    ended_at = Moment(label=_("Slutade"))
    alongside = forms.BooleanField(
        label=_("Farkosten ligger kvar vid sidan"),
        help_text=_("Ingen hålls kvar för en annan myndighets räkning."),
        required=False,
    )


class CorrectionForm(PlaceForm):
    """What the record should say instead, and why."""

    grounds = forms.MultipleChoiceField(
        label=_("Grund"), widget=forms.CheckboxSelectMultiple, required=False
    )
    powers = forms.MultipleChoiceField(
        label=_("Vad ni har gjort"),
        choices=list(POWERS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    started_at = Moment(label=_("Började"))
    control_ended_at = Moment(label=_("Slutade"), required=False)
    outcome = forms.ChoiceField(
        label=_("Utfall"), choices=[("", _("Pågår")), *OUTCOMES.items()], required=False
    )
    reason = Words(label=_("Varför rättas kontrollen?"), max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, grounds: Iterable[ControlGround], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        _set_choices(self.fields["grounds"], _ground_choices(grounds))

    def correction(self) -> Correction:
        """Give the correction."""
        data = self.cleaned_data
        return Correction(
            version=data["version"],
            reason=data["reason"],
            place=self.said_place(),
            grounds=tuple(data["grounds"]),
            powers=tuple(data["powers"]),
            started_at=data["started_at"],
            control_ended_at=data["control_ended_at"],
            outcome=Outcome(data["outcome"]) if data["outcome"] else None,
        )


class ReasonForm(forms.Form):
    """Why a control goes on."""

    reason = Words(label=_("Varför fortsätter kontrollen?"), max_length=400)


class AskForm(forms.Form):
    """Why this craft falls under the operation."""

    reason = Words(
        label=_("Varför hör den till insatsen?"),
        help_text=_("Skriv vad ni har sett. En skuld är ingen misstanke."),
    )

    def why(self) -> Why:
        """Give the officer's reasons."""
        data = self.cleaned_data
        return Why(data["reason"], data.get("passenger_reason", ""), data.get("approver", ""))


class AskPersonForm(AskForm):
    """Why this person falls under the operation, and who has agreed where somebody must."""

    passenger_reason = forms.CharField(
        label=_("Om det är en passagerare: varför just den personen?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    approver = forms.ChoiceField(
        label=_("Vem har godkänt?"),
        help_text=_("Vakthavande om personen är 15 till 17 år, en kollega vid flera passagerare."),
        required=False,
    )

    def __init__(self, *args: object, approvers: Iterable[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        _set_choices(self.fields["approver"], [("", str(_("Ingen behövs"))), *approvers])


class FilterForm(forms.Form):
    """Which checks the list shows."""

    day = forms.DateField(
        label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    mode = forms.ChoiceField(
        label=_("Slag av kontroll"), choices=[("", _("Alla")), *MODES.items()], required=False
    )
    mine = forms.BooleanField(label=_("Bara mina"), required=False)


def _ground_choices(grounds: Iterable[ControlGround]) -> list[tuple[str, str]]:
    language = (get_language() or "sv")[:2]
    return [(each.id, f"{each.citation}: {each.text(language)}") for each in grounds]


def _set_choices(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
