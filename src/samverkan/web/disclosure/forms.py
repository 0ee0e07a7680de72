"""The shape of a disclosure, a request, a refusal and the list's filter. Nothing is preselected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.disclosure import Outcome
from samverkan.rules.disclosure_ladder import REFUSE, Fact, Purpose, Rung
from samverkan.rules.gradings import words
from samverkan.rules.releases import HANDLING_CODES
from samverkan.web.design.fields import Choice, Choices, Words, set_choices
from samverkan.web.disclosure.drafts import Draft, RequestDraft
from samverkan.web.disclosure.labels import FACTS, OUTCOMES, PURPOSES
from samverkan.web.disclosure.sources import Candidate
from samverkan.web.partners.queries import partner_choices

KEPT = timedelta(days=90)
TEXT = forms.Textarea(attrs={"rows": 3})


def language() -> str:
    """Give the language of the screen, for texts out of the legal tables."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def _handling() -> list[tuple[str, str]]:
    return [(code, f"{code}: {words(code, language())}") for code in HANDLING_CODES]


class ToWhomForm(forms.Form):
    """Step one, in the address: to whom, what for, and what is so. It decides the ladder."""

    to = forms.ChoiceField(label=_("Mottagare"), choices=partner_choices)
    purpose = forms.ChoiceField(
        label=_("Vad mottagaren behöver uppgifterna till"), choices=list(PURPOSES.items())
    )
    facts = forms.MultipleChoiceField(
        label=_("Det här stämmer"),
        choices=list(FACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ArgumentForm(forms.Form):
    """Steps two to four: cooperation, ground, fields, the written weighing, the terms.

    The rules refuse what is missing, not the form: the officer sees the section that asks for it.
    """

    ground = Choice(label=_("Grund"))
    cooperation = forms.ChoiceField(
        label=_("Beslutad samverkan"),
        help_text=_("Både vårt och mottagarens beslut måste gälla i dag."),
        required=False,
    )
    chosen = Choices(label=_("Uppgifter som lämnas"))
    answer = forms.CharField(label=_("Svar i egna ord"), widget=TEXT, required=False)
    need = Words(label=_("Varför mottagaren behöver dem"))
    speaks_against = Words(label=_("Vad som talar emot"))
    weighing = Words(label=_("Vägningen i ord"))
    outcome = Choice(label=_("Utfall av vägningen"), choices=list(OUTCOMES.items()))
    proportionality = forms.CharField(
        label=_("Nödvändigt och proportionerligt för ett annat syfte än brott?"),
        help_text=_("Bara när brottsuppgifter lämnas utan skyldighet (BDL 2:22)."),
        widget=TEXT,
        required=False,
    )
    handling = forms.ChoiceField(label=_("Hanteringskod"), choices=_handling, initial="H2")
    expires_on = forms.DateField(
        label=_("Gäller till och med"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(
        self,
        *args: object,
        rungs: Iterable[Rung],
        cooperations: Iterable[tuple[str, str]],
        candidates: Iterable[Candidate],
        on: date,
        **more: object,
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        grounds = [(rung.id, rung.text(language())) for rung in rungs if rung.id != REFUSE]
        set_choices(self.fields["ground"], grounds)
        set_choices(self.fields["cooperation"], [("", str(_("Ingen"))), *cooperations])
        open_fields = [(each.key, each.label) for each in candidates if each.refusal is None]
        set_choices(self.fields["chosen"], open_fields)
        self.initial.setdefault("expires_on", on + KEPT)

    def draft(
        self, *, source: str, about: str, to: str, purpose: str, facts: list[str], request: str
    ) -> Draft:
        """Give the disclosure as written."""
        data = self.cleaned_data
        texts = ("need", "speaks_against", "weighing", "proportionality", "answer")
        return Draft(
            source=source,
            about=about,
            receiver=to,
            purpose=Purpose(purpose),
            facts=frozenset(Fact(each) for each in facts),
            ground=data["ground"],
            cooperation=data["cooperation"],
            chosen=tuple(data["chosen"]),
            outcome=Outcome(data["outcome"]) if data["outcome"] else None,
            handling=data["handling"],
            expires_on=data["expires_on"],
            request=request,
            **{name: data[name] for name in texts},
        )


class AskForm(forms.Form):
    """A request: of whom, what, why, and on what ground the holder could answer."""

    to = forms.ChoiceField(label=_("Vem har uppgifterna?"), choices=partner_choices)
    purpose = forms.ChoiceField(label=_("Vad vi behöver dem till"), choices=list(PURPOSES.items()))
    ground = forms.ChoiceField(label=_("Grund som de kan lämnas på"))
    cooperation = forms.ChoiceField(label=_("Beslutad samverkan"), required=False)
    what = Words(label=_("Vilka uppgifter begärs?"))
    need = Words(label=_("Varför vi behöver dem"))

    def __init__(
        self,
        *args: object,
        grounds: Iterable[tuple[str, str]],
        cooperations: Iterable[tuple[str, str]],
        **more: object,
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        set_choices(self.fields["ground"], grounds)
        set_choices(self.fields["cooperation"], [("", str(_("Ingen"))), *cooperations])

    def draft(self, *, source: str, about: str, on: date) -> RequestDraft:
        """Give the request as written."""
        data = self.cleaned_data
        return RequestDraft(
            source=source,
            about=about,
            holder=data["to"],
            purpose=Purpose(data["purpose"]),
            ground=data["ground"],
            cooperation=data["cooperation"],
            what=data["what"],
            need=data["need"],
            expires_on=on + KEPT,
        )


class RefusalForm(forms.Form):
    """Why a request is refused."""

    grounds = Choices(label=_("Vad som hindrar"))
    reasons = Words(label=_("Skälen i ord"))

    def __init__(self, *args: object, grounds: Iterable[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        set_choices(self.fields["grounds"], grounds)


class ReviewForm(RefusalForm):
    """The second opinion on a refusal."""

    upheld = forms.ChoiceField(
        label=_("Din bedömning"),
        choices=[
            ("yes", _("Avslaget står fast")),
            ("no", _("Avslaget ändras: begäran ska prövas på nytt och besvaras")),
        ],
        widget=forms.RadioSelect,
    )

    field_order = ("upheld", "grounds", "reasons")


class WhyForm(forms.Form):
    """Why a second opinion is wanted."""

    why = forms.CharField(label=_("Varför?"), max_length=400, required=False)


class RecallForm(forms.Form):
    """Why a disclosure is taken back."""

    reason = Words(label=_("Varför återkallas uppgiften?"), max_length=400)


class AnswerForm(forms.Form):
    """What the desk found."""

    pending = forms.ChoiceField(
        label=_("Gäller det något som pågår hos oss?"),
        choices=[("yes", _("Ja, det pågår fortfarande")), ("no", _("Nej, inte vår"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Anteckning"), max_length=400, required=False)


class DoneForm(forms.Form):
    """What was done after a recall."""

    note = forms.CharField(label=_("Vad som har gjorts här"), max_length=400, required=False)


class FilterForm(forms.Form):
    """Which rows the list shows."""

    state = forms.ChoiceField(
        label=_("Läge"),
        choices=[("", _("Alla")), ("waiting", _("Väntar")), ("done", _("Klara"))],
        required=False,
    )
    partner = forms.ChoiceField(label=_("Part"), required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        set_choices(self.fields["partner"], [("", str(_("Alla"))), *partner_choices()])
