"""The shape of a picture and of its paragraphs."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules import picture as rules
from samverkan.rules.gradings import Assertion, Grading, Handling, Information, Source, words
from samverkan.web.picture.labels import ABOUT, ASSERTIONS, CONFIDENCE


def grade_choices(*codes: str) -> list[tuple[str, str]]:
    """Give grades or codes with what they mean, in the screen's language."""
    language = (get_language() or "sv")[:2]
    return [(code, f"{code}: {words(code, language)}") for code in codes]


def _sources() -> list[tuple[str, str]]:
    return grade_choices(*Source)


def _information() -> list[tuple[str, str]]:
    return grade_choices(*Information)


def _handling() -> list[tuple[str, str]]:
    return grade_choices(*Handling)


class PictureForm(forms.Form):
    """A picture's title, its message and the time it speaks of."""

    title = forms.CharField(label=_("Rubrik"), max_length=200)
    words = forms.CharField(
        label=_("Sammanfattning"),
        help_text=_("Några meningar. Inga uppgifter om enskilda personer."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    starts = forms.DateField(
        label=_("Gäller från och med"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends = forms.DateField(
        label=_("Gäller till och med"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, object]:
        """Refuse a picture that ends before it begins."""
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["starts"] >= data["ends"]:
            self.add_error("ends", _("Sista dagen måste komma efter den första."))
        return data


class ParagraphForm(forms.Form):
    """A graded paragraph about a phenomenon or a network."""

    kind = forms.ChoiceField(
        label=_("Vad stycket handlar om"),
        choices=[(str(kind), label) for kind, label in ABOUT.items()],
        widget=forms.RadioSelect,
    )
    key = forms.RegexField(
        r"^[\w-]+$",
        label=_("Beteckning"),
        help_text=_("Som andra hänvisar till, till exempel F-2 eller Kobbnätet. Inga mellanslag."),
        max_length=40,
    )
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Inga uppgifter om enskilda personer: de stannar i underrättelseärendet."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    assertion = forms.ChoiceField(
        label=_("Faktum eller bedömning"),
        choices=[(str(said), label) for said, label in ASSERTIONS.items()],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label=_("Källan"), choices=_sources, widget=forms.RadioSelect)
    information = forms.ChoiceField(
        label=_("Uppgiften"), choices=_information, widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        label=_("Tillit"), choices=[(str(level), label) for level, label in CONFIDENCE.items()]
    )
    handling = forms.ChoiceField(
        label=_("Hanteringskod"), choices=_handling, initial=Handling.H2.value
    )
    gap = forms.CharField(
        label=_("Vad vi inte vet"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    dissent = forms.CharField(
        label=_("Avvikande mening"),
        help_text=_("Om en analytiker ser det annorlunda."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def paragraph(self) -> rules.Paragraph:
        """Give the paragraph as the rules know it. The form must be valid."""
        data = self.cleaned_data
        return rules.Paragraph(
            key=data["key"],
            kind=rules.AboutKind(data["kind"]),
            title=data["title"],
            text=data["text"],
            grading=Grading(Source(data["source"]), Information(data["information"])),
            assertion=Assertion(data["assertion"]),
            handling=Handling(data["handling"]),
            confidence=rules.Confidence(data["confidence"]),
            gap=data["gap"],
            dissent=data["dissent"],
        )
