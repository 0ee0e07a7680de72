"""The shape of what a crew writes in a check: persons, notes, its end, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.control_grounds import ControlGround
from samverkan.rules.inspections import AboardRole, Outcome
from samverkan.web.design.fields import Choices, Words, set_choices
from samverkan.web.inspections.forms.opening import PlaceForm, ground_choices
from samverkan.web.inspections.labels import OUTCOMES, POWERS, ROLES
from samverkan.web.inspections.said import Correction, PersonSaid


class Moment(forms.DateTimeField):
    """A moment in Swedish time; gives it in UTC."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def clean(self, value: object) -> datetime | None:
        """Move to UTC, the form in which moments are kept."""
        found: datetime | None = super().clean(value)
        return found.astimezone(UTC) if found else None


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

    grounds = Choices(label=_("Grund"))
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
        set_choices(self.fields["grounds"], ground_choices(grounds))

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
