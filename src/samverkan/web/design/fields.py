"""Fields that the rules judge, and the form that shows a rule's refusal with its section.

A form knows shapes, not law: where a rule asks for words or a choice, the form lets the lack pass,
and the refusal cites what asks for it. Nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import forms
from django.utils.translation import get_language

from samverkan.rules.refusal import NotAllowed


class Words(forms.CharField):
    """Words that a rule asks for."""

    widget = forms.Textarea(attrs={"rows": 3})

    def validate(self, value: object) -> None:
        """Leave the lack to the rule."""


class Day(forms.DateField):
    """A day that a rule asks for."""

    def validate(self, value: object) -> None:
        """Leave the lack to the rule."""


class Choice(forms.ChoiceField):
    """A choice that a rule asks for."""

    widget = forms.RadioSelect

    def validate(self, value: object) -> None:
        """Refuse what is no choice; leave the lack of one to the rule."""
        if value:
            super().validate(value)


class Choices(forms.MultipleChoiceField):
    """One choice or more that a rule asks for."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: object) -> None:
        """Refuse what is no choice; leave the lack of one to the rule."""
        if value:
            super().validate(value)


def set_choices(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field its choices when the form is made. TypeError for a field without any."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{type(field).__name__} has no choices")
    field.choices = list(choices)


def allowed(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do the act; if a rule refuses, keep what was typed and show its sentence in the form."""
    try:
        act()
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence((get_language() or "sv")[:2]))
        return False
    return True
