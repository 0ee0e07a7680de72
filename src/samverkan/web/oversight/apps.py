"""The app's configuration."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.oversight"
    label = "oversight"
