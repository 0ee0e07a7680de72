"""The shape of what an overseer chooses and writes."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.acts import Act, words
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import review
from samverkan.web.oversight.models import Finding
from samverkan.web.oversight.queries import kind_choices
from samverkan.web.oversight.words import language
from samverkan.web.people.queries import display_name

_ELEMENT = re.compile(r"[0-9a-fA-F]{64}")
ANY = ("", _("Alla"))
FINDINGS = {
    Finding.RIGHT: _("Riktig"),
    Finding.QUESTION: _("Behöver utredas"),
    Finding.WRONG: _("Felaktig"),
}


def show_refusal(form: forms.Form, refusal: NotAllowed) -> None:
    """Show a rule's refusal on the form, so that nothing typed is lost."""
    form.add_error(None, refusal.sentence(language()))


def act_choices() -> list[tuple[str, object]]:
    """Give every act in words, by its name."""
    named = [(str(act), words()[act].name(language())) for act in Act]
    return [ANY, *sorted(named, key=lambda pair: pair[1])]


def actor_choices() -> list[tuple[str, object]]:
    """Give everyone who has acted, by name."""
    named = [(each, display_name(each)) for each in review.actors()]
    return [ANY, *sorted(named, key=lambda pair: pair[1])]


class FilterForm(forms.Form):
    """Which entries of the journal: by act, by person, by day."""

    act = forms.ChoiceField(label=_("Händelse"), choices=act_choices, required=False)
    actor = forms.ChoiceField(label=_("Vem"), choices=actor_choices, required=False)
    day = forms.DateField(
        label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )


class SampleForm(forms.Form):
    """What to draw from, how many, and the overseer's own seed."""

    kind = forms.ChoiceField(label=_("Slag av poster"), choices=kind_choices)
    count = forms.IntegerField(
        label=_("Hur många"),
        help_text=_("300 utan fel visar att högst en procent är felaktiga (95 % säkerhet)."),
        min_value=1,
        max_value=300,
        initial=20,
    )
    seed = forms.CharField(
        label=_("Eget frö"),
        help_text=_(
            "Slå tärning eller hitta på minst sex tecken. Med fröet kan vem som helst dra om "
            "samma urval, och ingen kan veta det i förväg."
        ),
        max_length=100,
    )


class AssessmentForm(forms.Form):
    """What the overseer finds, and why."""

    finding = forms.ChoiceField(
        label=_("Bedömning"),
        choices=[(each, FINDINGS[each]) for each in Finding],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Skäl"),
        help_text=_("Krävs om posten inte är riktig."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class ElementForm(forms.Form):
    """A blinded element from another authority's log."""

    element = forms.CharField(
        label=_("Blindat element"),
        help_text=_("64 tecken ur en annan myndighets journal, siffror och bokstäver a till f."),
        max_length=64,
    )

    def clean_element(self) -> str:
        """Check the form of the element."""
        text: str = self.cleaned_data["element"].strip()
        if not _ELEMENT.fullmatch(text):
            raise forms.ValidationError(_("Elementet ska ha 64 tecken, siffror och a till f."))
        return text


class DataRequestForm(forms.Form):
    """Who asks what is held about them, and when it came."""

    number = forms.CharField(
        label=_("Personnummer"), help_text=_("Till exempel ÅÅÅÅMMDD-NNNN."), max_length=20
    )
    came_on = forms.DateField(
        label=_("Kom in"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class AnswerForm(forms.Form):
    """What was answered."""

    words = forms.CharField(
        label=_("Vad svarades?"),
        help_text=_("Till exempel: utdrag skickat 3 december, en uppgift under sekretess."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
