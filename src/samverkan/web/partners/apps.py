"""The app's configuration."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.partners"
    label = "partners"
