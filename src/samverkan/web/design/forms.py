"""How every form of the site is written: label, help, error and field tied together."""

from __future__ import annotations

from pathlib import Path

import django.forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property


class Renderer(DjangoTemplates):
    """FORM_RENDERER of the site: Designsystemet's markup for Django's forms."""

    form_template_name = "design/form/form.html"
    field_template_name = "design/form/field.html"

    @cached_property
    def engine(self) -> Backend:
        """Look for a widget's template among ours first, then among Django's."""
        ours = Path(__file__).parent / "templates"
        theirs = Path(django.forms.__file__).parent / "templates"
        return Backend(
            {"APP_DIRS": True, "DIRS": [ours, theirs], "NAME": "design-forms", "OPTIONS": {}}
        )
