"""The shape of a member of staff and of a mandate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.web.people.queries import is_known, roles_here


class PersonForm(forms.Form):
    """Who comes to work here, and how they log in."""

    username = forms.CharField(
        label=_("Användarnamn"),
        help_text=_("Små bokstäver, siffror, punkt och bindestreck, till exempel anna.lind."),
        validators=[RegexValidator(r"^[a-z0-9]+([.-][a-z0-9]+)*$", _("Skriv som anna.lind."))],
        max_length=60,
    )
    display_name = forms.CharField(label=_("Namn"), max_length=120)
    title = forms.CharField(label=_("Titel"), max_length=120, required=False)
    password = forms.CharField(
        label=_("Första lösenord"),
        help_text=_("Minst tolv tecken."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_username(self) -> str:
        """Refuse a name that is taken."""
        username = str(self.cleaned_data["username"])
        if is_known(username):
            raise forms.ValidationError(_("Det finns redan någon med det användarnamnet."))
        return username

    def clean_password(self) -> str:
        """Refuse a password that is easy to guess."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class MandateForm(forms.Form):
    """Which role, from which day, until which."""

    role = forms.ChoiceField(
        label=_("Roll"), choices=lambda: roles_here(language=(get_language() or "sv")[:2])
    )
    valid_from = forms.DateField(
        label=_("Från och med"), widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_to = forms.DateField(
        label=_("Till och med"),
        help_text=_("Lämna tomt om mandatet gäller tills vidare."),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a mandate that ends before it begins."""
        words = super().clean() or {}
        first, last = words.get("valid_from"), words.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Sista dagen kommer före den första."))
        return words
