"""Fields that the forms share, and a rule's refusal shown where the fault is."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language

from samverkan.rules.refusal import NotAllowed

# Which field a refusal is about, so that its sentence stands where the fault is.
FIELD_OF = {
    "cooperation.not_serious": "serious",
    "cooperation.not_organised": "organised",
    "cooperation.ends_first": "ends",
    "cooperation.not_listed": "starts",
    "operations.outside": "ends",
    "operations.no_need": "need",
    "operations.day_outside": "days",
    "operations.too_few": "participants",
    "operations.no_reasons": "reasons",
    "operations.no_words": "words",
    "directions.closes_at_once": "closing_at",
    "council.no_words": "words",
}


def show_refusal(form: forms.Form, refusal: NotAllowed) -> None:
    """Show a rule's sentence at the field it is about; nothing typed is lost."""
    field = FIELD_OF.get(refusal.key)
    language = (get_language() or "sv")[:2]
    form.add_error(field if field in form.fields else None, refusal.sentence(language))


def long_text(
    label: object, help_text: object = "", *, rows: int = 3, **more: object
) -> forms.CharField:
    """Give a field for a text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=4000, **more)  # type: ignore[arg-type]


def day(label: object, help_text: object = "") -> forms.DateField:
    """Give a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)  # type: ignore[arg-type]


def lines(text: str) -> tuple[str, ...]:
    """Give one part for each line that holds anything."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
