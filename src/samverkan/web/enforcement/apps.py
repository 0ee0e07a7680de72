"""The app's configuration."""

from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.enforcement"
    label = "enforcement"
